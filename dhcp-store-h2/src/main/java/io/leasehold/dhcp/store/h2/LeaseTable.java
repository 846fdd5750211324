package io.leasehold.dhcp.store.h2;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.store.Lease;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.h2.api.ErrorCode;

/**
 * The SQL of the table's file. {@code LEASE_RECORD} has a {@link LeaseRecord} for each address, in
 * the order of the addresses; {@code LEASE} is its view for people, {@code STORE} has one row about
 * the whole, {@code LEASE_QUARANTINE} the rows that were no leases.
 */
final class LeaseTable {

  /** The layout that {@link #create} makes; another number says that the tables are others. */
  static final int FORMAT = 2;

  /** Who may read, and nothing else. */
  static final String READER = "READER";

  /**
   * What the file says of the store.
   *
   * @param id of the store, which its journal has too
   * @param folded the last segment of which the table has all; empty before the journal begins
   */
  record State(UUID id, Optional<Long> folded) {}

  /**
   * A row that is no lease.
   *
   * @param address its key
   * @param reason what is wrong with it
   */
  record BadRow(long address, String reason) {}

  private LeaseTable() {}

  /** Makes the tables of a new store, without leases. */
  static void create(Connection connection, UUID id) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE LEASE_RECORD (ADDRESS BIGINT PRIMARY KEY, RECORD VARBINARY NOT NULL)");
      statement.execute(
          """
          CREATE TABLE LEASE_QUARANTINE (
            ADDRESS BIGINT NOT NULL,
            RECORD VARBINARY,
            REASON VARCHAR NOT NULL,
            MOVED_AT TIMESTAMP(0) WITH TIME ZONE NOT NULL)""");
      statement.execute(
          """
          CREATE TABLE STORE (
            FORMAT INTEGER NOT NULL,
            ID UUID NOT NULL,
            FOLDED BIGINT,
            AS_OF TIMESTAMP(3) WITH TIME ZONE)""");
      statement.execute(LeaseView.create());
      statement.execute("CREATE USER " + READER + " PASSWORD ''");
      statement.execute("GRANT SELECT ON LEASE, STORE, LEASE_QUARANTINE TO " + READER);
    }
    try (PreparedStatement row =
        connection.prepareStatement("INSERT INTO STORE (FORMAT, ID) VALUES (?, ?)")) {
      row.setInt(1, FORMAT);
      row.setObject(2, id);
      row.executeUpdate();
    }
  }

  /** Returns the format of the tables that are there, now or formerly; empty where none are. */
  static Optional<Integer> format(Connection connection) throws SQLException {
    Optional<Integer> format = number(connection, "STORE");
    return format.isPresent() ? format : number(connection, "LEASE_FORMAT");
  }

  private static Optional<Integer> number(Connection connection, String table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT FORMAT FROM " + table)) {
      return row.next() ? Optional.of(row.getInt(1)) : Optional.empty();
    } catch (SQLException e) {
      return switch (e.getErrorCode()) {
        case ErrorCode.TABLE_OR_VIEW_NOT_FOUND_1,
            ErrorCode.TABLE_OR_VIEW_NOT_FOUND_WITH_CANDIDATES_2,
            ErrorCode.TABLE_OR_VIEW_NOT_FOUND_DATABASE_EMPTY_1 ->
            Optional.empty();
        default -> throw e;
      };
    }
  }

  /** Returns what the file says of the store. */
  static State state(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT ID, FOLDED FROM STORE")) {
      row.next();
      return new State(
          row.getObject(1, UUID.class), Optional.ofNullable(row.getObject(2, Long.class)));
    }
  }

  /** Notes that the table has all of the segments up to {@code folded}. */
  static void setFolded(Connection connection, long folded, Instant asOf) throws SQLException {
    try (PreparedStatement row =
        connection.prepareStatement("UPDATE STORE SET FOLDED = ?, AS_OF = ?")) {
      row.setLong(1, folded);
      row.setObject(2, asOf);
      row.executeUpdate();
    }
  }

  /** Stores leases, each in the place of the one before it; faster in the order of addresses. */
  static void merge(Connection connection, Collection<Lease> leases) throws SQLException {
    try (PreparedStatement row =
        connection.prepareStatement(
            "MERGE INTO LEASE_RECORD (ADDRESS, RECORD) KEY (ADDRESS) VALUES (?, ?)")) {
      for (Lease lease : leases) {
        row.setLong(1, lease.address().unsigned());
        row.setBytes(2, LeaseRecord.of(lease).toByteArray());
        row.addBatch();
      }
      row.executeBatch();
    }
  }

  /** Hands all leases to {@code visitor}, in the order of addresses; returns the other rows. */
  static List<BadRow> load(Connection connection, Consumer<Lease> visitor) throws SQLException {
    List<BadRow> bad = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT ADDRESS, RECORD FROM LEASE_RECORD")) {
      while (row.next()) {
        long address = row.getLong(1);
        try {
          visitor.accept(lease(address, row.getBytes(2)));
        } catch (IllegalArgumentException e) {
          bad.add(new BadRow(address, String.valueOf(e.getMessage())));
        }
      }
    }
    return bad;
  }

  private static Lease lease(long address, byte[] octets) {
    ByteBuffer source = ByteBuffer.wrap(octets);
    Lease lease = LeaseRecord.read(source);
    if (source.hasRemaining() || lease.address().unsigned() != address) {
      throw new IllegalArgumentException("the record is of " + lease.address() + ", or too long");
    }
    return lease;
  }

  /** Moves rows that are no leases out of the way. */
  static void quarantine(Connection connection, List<BadRow> rows, Instant now)
      throws SQLException {
    try (PreparedStatement copy =
            connection.prepareStatement(
                "INSERT INTO LEASE_QUARANTINE"
                    + " SELECT ADDRESS, RECORD, ?, ? FROM LEASE_RECORD WHERE ADDRESS = ?");
        PreparedStatement delete = deletion(connection)) {
      for (BadRow row : rows) {
        copy.setString(1, row.reason());
        copy.setObject(2, now);
        copy.setLong(3, row.address());
        copy.executeUpdate();
        delete.setLong(1, row.address());
        delete.executeUpdate();
      }
    }
  }

  /** Notes rows of a former table that are no leases. */
  static void quarantineFormer(Connection connection, List<BadRow> rows, Instant now)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO LEASE_QUARANTINE VALUES (?, NULL, ?, ?)")) {
      for (BadRow row : rows) {
        insert.setLong(1, row.address());
        insert.setString(2, row.reason());
        insert.setObject(3, now);
        insert.executeUpdate();
      }
    }
  }

  /** Deletes the leases of addresses. */
  static void delete(Connection connection, List<Ipv4Address> addresses) throws SQLException {
    try (PreparedStatement row = deletion(connection)) {
      for (Ipv4Address address : addresses) {
        row.setLong(1, address.unsigned());
        row.addBatch();
      }
      row.executeBatch();
    }
  }

  private static PreparedStatement deletion(Connection connection) throws SQLException {
    return connection.prepareStatement("DELETE FROM LEASE_RECORD WHERE ADDRESS = ?");
  }
}
