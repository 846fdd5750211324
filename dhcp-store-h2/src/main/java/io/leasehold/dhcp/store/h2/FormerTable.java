package io.leasehold.dhcp.store.h2;

import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.value.ClientIdentifier;
import io.leasehold.dhcp.server.store.InMemoryLeaseStore;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseState;
import io.leasehold.dhcp.server.store.NameUpdates;
import io.leasehold.dhcp.store.h2.LeaseBlock.Bad;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the table of format 1, which had a column for each part of a lease. */
final class FormerTable {

  /** The format. */
  static final int FORMAT = 1;

  private FormerTable() {}

  /**
   * What the table has.
   *
   * @param leases one for each address
   * @param bad the rows that are no leases; the reason has all that is in the row
   */
  record Rows(InMemoryLeaseStore leases, List<Bad> bad) {}

  /** Reads the table. */
  static Rows read(Connection connection) throws SQLException {
    Rows rows = new Rows(new InMemoryLeaseStore(), new ArrayList<>());
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT * FROM LEASE")) {
      while (row.next()) {
        Ipv4Address address = Ipv4Address.ofUnsigned(row.getLong("ADDRESS"));
        try {
          rows.leases.put(lease(address, row));
        } catch (IllegalArgumentException e) {
          rows.bad.add(
              new Bad(address, Octets.EMPTY, e.getMessage() + "; the row was " + describe(row)));
        }
      }
    }
    return rows;
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

  private static String describe(ResultSet row) throws SQLException {
    List<String> columns = new ArrayList<>();
    for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
      columns.add(row.getMetaData().getColumnName(column) + "=" + row.getString(column));
    }
    return String.join(", ", columns);
  }
}
