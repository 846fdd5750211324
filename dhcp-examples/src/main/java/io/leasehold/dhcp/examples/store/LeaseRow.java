package io.leasehold.dhcp.examples.store;

import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.value.ClientIdentifier;
import io.leasehold.dhcp.server.store.ClientKey;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseState;
import io.leasehold.dhcp.server.store.NameUpdates;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** A lease as a row: the columns that are looked for, and those that are only kept. */
final class LeaseRow {

  static final String TABLE =
      """
      CREATE TABLE IF NOT EXISTS lease (
        address BIGINT PRIMARY KEY,
        version BIGINT NOT NULL,
        client_id VARBINARY(255),
        hw_address VARBINARY(17),
        state VARCHAR(16) NOT NULL,
        host_name VARCHAR(1024),
        option_82 VARBINARY(65535),
        name_updates VARCHAR(32) NOT NULL,
        starts_at BIGINT NOT NULL,
        ends_at BIGINT NOT NULL)""";

  /** The columns in the order of {@link #set}; the address is the last, for both statements. */
  static final String COLUMNS =
      "version, client_id, hw_address, state, host_name, option_82, name_updates, starts_at,"
          + " ends_at, address";

  private LeaseRow() {}

  /** Sets the parameters from the first one on, one for each column; returns the next one. */
  static int set(PreparedStatement statement, Lease lease) throws SQLException {
    statement.setLong(1, lease.version());
    statement.setBytes(2, key(lease, ClientKey.Kind.CLIENT_IDENTIFIER));
    statement.setBytes(3, key(lease, ClientKey.Kind.HARDWARE_ADDRESS));
    statement.setString(4, lease.state().name());
    statement.setString(5, lease.hostName().orElse(null));
    statement.setBytes(6, lease.relayAgentInformation().map(Octets::toByteArray).orElse(null));
    statement.setString(7, lease.nameUpdates().name());
    statement.setLong(8, lease.startsAt().getEpochSecond());
    statement.setLong(9, lease.endsAt().getEpochSecond());
    statement.setLong(10, lease.address().unsigned());
    return 11;
  }

  private static byte[] key(Lease lease, ClientKey.Kind kind) {
    return lease.keys().stream()
        .filter(key -> key.kind() == kind)
        .findFirst()
        .map(key -> key.value().toByteArray())
        .orElse(null);
  }

  static Lease read(ResultSet row) throws SQLException {
    return Lease.builder(Ipv4Address.ofUnsigned(row.getLong("address")))
        .version(row.getLong("version"))
        .state(LeaseState.valueOf(row.getString("state")))
        .clientIdentifier(octets(row, "client_id").map(ClientIdentifier::new))
        .hardwareAddress(
            octets(row, "hw_address")
                .map(key -> new HardwareAddress(key.u8(0), key.slice(1, key.length()))))
        .hostName(Optional.ofNullable(row.getString("host_name")))
        .relayAgentInformation(octets(row, "option_82"))
        .nameUpdates(NameUpdates.valueOf(row.getString("name_updates")))
        .startsAt(Instant.ofEpochSecond(row.getLong("starts_at")))
        .endsAt(Instant.ofEpochSecond(row.getLong("ends_at")))
        .build();
  }

  private static Optional<Octets> octets(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getBytes(column)).map(Octets::wrap);
  }
}
