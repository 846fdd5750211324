package io.leasehold.dhcp.benchmarks.store;

import io.leasehold.dhcp.server.store.ClientKey;
import io.leasehold.dhcp.server.store.Lease;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The obvious way: a row a lease in H2, with an index by client and one by end, changed where it
 * has the version before, in a transaction a batch, and forced as the store forces it.
 */
final class IndexedTable implements Contender {

  private final Connection connection;
  private final PreparedStatement update;
  private final PreparedStatement insert;
  private final Statement statement;

  IndexedTable(Path file) throws SQLException {
    connection =
        DriverManager.getConnection(
            "jdbc:h2:" + file + ";WRITE_DELAY=0;RETENTION_TIME=1000;DB_CLOSE_ON_EXIT=FALSE");
    statement = connection.createStatement();
    statement.execute(
        "CREATE TABLE LEASE (ADDRESS BIGINT PRIMARY KEY, VERSION BIGINT NOT NULL,"
            + " STATE VARCHAR NOT NULL, CLIENT VARBINARY, HOST_NAME VARCHAR,"
            + " STARTS_AT TIMESTAMP WITH TIME ZONE, ENDS_AT TIMESTAMP WITH TIME ZONE)");
    statement.execute("CREATE INDEX LEASE_CLIENT ON LEASE (CLIENT)");
    statement.execute("CREATE INDEX LEASE_END ON LEASE (ENDS_AT)");
    connection.setAutoCommit(false);
    update =
        connection.prepareStatement(
            "UPDATE LEASE SET VERSION = ?, STATE = ?, CLIENT = ?, HOST_NAME = ?, STARTS_AT = ?,"
                + " ENDS_AT = ? WHERE ADDRESS = ? AND VERSION = ?");
    insert =
        connection.prepareStatement(
            "INSERT INTO LEASE (VERSION, STATE, CLIENT, HOST_NAME, STARTS_AT, ENDS_AT, ADDRESS)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?)");
  }

  @Override
  public void commit(List<Lease> leases) throws SQLException {
    for (Lease lease : leases) {
      set(update, lease);
      update.setLong(8, lease.version() - 1);
      update.addBatch();
    }
    List<Lease> missing = new ArrayList<>();
    int[] changed = update.executeBatch();
    for (int i = 0; i < changed.length; i++) {
      if (changed[i] == 0) {
        missing.add(leases.get(i));
      }
    }
    for (Lease lease : missing) {
      set(insert, lease);
      insert.addBatch();
    }
    insert.executeBatch();
    connection.commit();
    statement.execute("CHECKPOINT SYNC");
  }

  private static void set(PreparedStatement row, Lease lease) throws SQLException {
    row.setLong(1, lease.version());
    row.setString(2, lease.state().name());
    row.setBytes(
        3, lease.hardwareAddress().map(it -> ClientKey.of(it).value().toByteArray()).orElse(null));
    row.setString(4, lease.hostName().orElse(null));
    row.setObject(5, lease.startsAt());
    row.setObject(6, lease.endsAt());
    row.setLong(7, lease.address().unsigned());
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
