package io.leasehold.dhcp.store.h2;

import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.value.ClientIdentifier;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseState;
import io.leasehold.dhcp.server.store.NameUpdates;
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

/**
 * The SQL of the lease file: a row for each address, for people to read too.
 *
 * <p>The address is there twice: as a number, which is the key and gives the order of the file, and
 * dotted. Times are in UTC.
 */
final class LeaseTable {

  /** The layout that {@link #create} makes; another number says that the tables are others. */
  static final int FORMAT = 1;

  private static final String COLUMNS =
      "ADDRESS, IP, VERSION, STATE, CLIENT_ID, HTYPE, HARDWARE_ADDRESS, HOST_NAME,"
          + " RELAY_AGENT_INFORMATION, NAME_UPDATES, STARTS_AT, ENDS_AT";

  private LeaseTable() {}

  /** Makes the tables, without leases. */
  static void create(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          """
          CREATE TABLE LEASE (
            ADDRESS BIGINT PRIMARY KEY,
            IP VARCHAR NOT NULL,
            VERSION BIGINT NOT NULL,
            STATE VARCHAR NOT NULL,
            CLIENT_ID VARBINARY,
            HTYPE INTEGER,
            HARDWARE_ADDRESS VARBINARY,
            HOST_NAME VARCHAR,
            RELAY_AGENT_INFORMATION VARBINARY,
            NAME_UPDATES VARCHAR NOT NULL,
            STARTS_AT TIMESTAMP(0) WITH TIME ZONE NOT NULL,
            ENDS_AT TIMESTAMP(0) WITH TIME ZONE NOT NULL)""");
      statement.execute("CREATE TABLE LEASE_FORMAT (FORMAT INTEGER NOT NULL)");
      statement.execute("INSERT INTO LEASE_FORMAT VALUES (" + FORMAT + ")");
    }
  }

  /** Returns the format of the tables that are there; empty where there is no row. */
  static Optional<Integer> format(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT FORMAT FROM LEASE_FORMAT")) {
      return rows.next() ? Optional.of(rows.getInt(1)) : Optional.empty();
    }
  }

  /** Stores leases, each in the place of the one before it. */
  static void merge(Connection connection, Collection<Lease> leases) throws SQLException {
    try (PreparedStatement row =
        connection.prepareStatement(
            "MERGE INTO LEASE ("
                + COLUMNS
                + ") KEY (ADDRESS) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      for (Lease lease : leases) {
        row.setLong(1, lease.address().unsigned());
        row.setString(2, lease.address().toString());
        row.setLong(3, lease.version());
        row.setString(4, lease.state().name());
        row.setBytes(5, lease.clientIdentifier().map(id -> id.octets().toByteArray()).orElse(null));
        row.setObject(6, lease.hardwareAddress().map(HardwareAddress::type).orElse(null));
        row.setBytes(7, lease.hardwareAddress().map(hw -> hw.octets().toByteArray()).orElse(null));
        row.setString(8, lease.hostName().orElse(null));
        row.setBytes(9, lease.relayAgentInformation().map(Octets::toByteArray).orElse(null));
        row.setString(10, lease.nameUpdates().name());
        row.setObject(11, lease.startsAt());
        row.setObject(12, lease.endsAt());
        row.addBatch();
      }
      row.executeBatch();
    }
  }

  /**
   * Returns all leases.
   *
   * @throws IllegalArgumentException when a row is no lease; the message names its address
   */
  static List<Lease> load(Connection connection) throws SQLException {
    List<Lease> leases = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT " + COLUMNS + " FROM LEASE")) {
      while (row.next()) {
        leases.add(lease(row));
      }
    }
    return leases;
  }

  private static Lease lease(ResultSet row) throws SQLException {
    Ipv4Address address = Ipv4Address.ofUnsigned(row.getLong("ADDRESS"));
    try {
      return lease(address, row);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("row of " + address + ": " + e.getMessage(), e);
    }
  }

  private static Lease lease(Ipv4Address address, ResultSet row) throws SQLException {
    Optional<byte[]> hardwareAddress = Optional.ofNullable(row.getBytes("HARDWARE_ADDRESS"));
    int type = row.getInt("HTYPE");
    return Lease.builder(address)
        .version(row.getLong("VERSION"))
        .state(LeaseState.valueOf(row.getString("STATE")))
        .clientIdentifier(
            Optional.ofNullable(row.getBytes("CLIENT_ID"))
                .map(octets -> new ClientIdentifier(Octets.wrap(octets))))
        .hardwareAddress(
            hardwareAddress.map(octets -> new HardwareAddress(type, Octets.wrap(octets))))
        .hostName(Optional.ofNullable(row.getString("HOST_NAME")))
        .relayAgentInformation(
            Optional.ofNullable(row.getBytes("RELAY_AGENT_INFORMATION")).map(Octets::wrap))
        .nameUpdates(NameUpdates.valueOf(row.getString("NAME_UPDATES")))
        .startsAt(row.getObject("STARTS_AT", Instant.class))
        .endsAt(row.getObject("ENDS_AT", Instant.class))
        .build();
  }
}
