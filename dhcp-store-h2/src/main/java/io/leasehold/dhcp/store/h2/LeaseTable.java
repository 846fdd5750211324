package io.leasehold.dhcp.store.h2;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.store.h2.LeaseBlock.Bad;
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
import java.util.function.Predicate;
import org.h2.api.ErrorCode;

/**
 * The SQL of the table's file. {@code LEASE_BLOCK} has the {@link LeaseBlock}s, {@code LEASE} is
 * its view for people, {@code STORE} has one row about the whole, {@code LEASE_QUARANTINE} what was
 * found there that is no lease.
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

  private LeaseTable() {}

  /** Makes the tables of a new store, without leases. */
  static void create(Connection connection, UUID id) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE LEASE_BLOCK (NUMBER BIGINT PRIMARY KEY, RECORDS VARBINARY NOT NULL)");
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

  /** Stores blocks, each in the place of the one before it; faster in their order. */
  static void store(Connection connection, Collection<LeaseBlock> blocks) throws SQLException {
    try (PreparedStatement merge =
            connection.prepareStatement(
                "MERGE INTO LEASE_BLOCK (NUMBER, RECORDS) KEY (NUMBER) VALUES (?, ?)");
        PreparedStatement delete =
            connection.prepareStatement("DELETE FROM LEASE_BLOCK WHERE NUMBER = ?")) {
      for (LeaseBlock block : blocks) {
        PreparedStatement row = block.isEmpty() ? delete : merge;
        row.setLong(1, block.number());
        if (!block.isEmpty()) {
          row.setBytes(2, block.records().toByteArray());
        }
        row.addBatch();
      }
      merge.executeBatch();
      delete.executeBatch();
    }
  }

  /** As {@link LeaseBlock#read}, of all blocks. */
  static List<Bad> load(
      Connection connection, Predicate<Ipv4Address> isWanted, Consumer<Lease> visitor)
      throws SQLException {
    List<Bad> bad = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT NUMBER, RECORDS FROM LEASE_BLOCK")) {
      while (row.next()) {
        LeaseBlock block = new LeaseBlock(row.getInt(1), Octets.wrap(row.getBytes(2)));
        bad.addAll(block.read(isWanted, visitor));
      }
    }
    return bad;
  }

  /** Notes what is no lease. */
  static void quarantine(Connection connection, List<Bad> bad, Instant now) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO LEASE_QUARANTINE VALUES (?, ?, ?, ?)")) {
      for (Bad each : bad) {
        insert.setLong(1, each.address().unsigned());
        insert.setBytes(2, each.octets().toByteArray());
        insert.setString(3, each.reason());
        insert.setObject(4, now);
        insert.executeUpdate();
      }
    }
  }
}
