package io.leasehold.dhcp.testkit;

import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.value.ClientIdentifier;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseState;
import io.leasehold.dhcp.server.store.NameUpdates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Leases to try stores with. */
final class SampleLeases {

  static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");
  static final Ipv4Address FIRST = Ipv4Address.parse("192.0.2.1");
  static final Ipv4Address SECOND = Ipv4Address.parse("192.0.2.2");
  static final Ipv4Address THIRD = Ipv4Address.parse("198.51.100.3");

  private SampleLeases() {}

  /** Returns a bound lease of one of many clients. */
  static Lease lease(Ipv4Address address, long version, int client) {
    return Lease.builder(address)
        .version(version)
        .clientIdentifier(Optional.of(identifier(client)))
        .hardwareAddress(Optional.of(hardware(client)))
        .hostName(Optional.of("host-" + client))
        .startsAt(NOW)
        .endsAt(NOW.plusSeconds(3600))
        .build();
  }

  /** Returns a lease of another address and client, otherwise the same. */
  static Lease withClient(
      Lease lease,
      Ipv4Address address,
      Optional<ClientIdentifier> identifier,
      Optional<HardwareAddress> hardware) {
    return Lease.builder(address)
        .version(lease.version())
        .state(lease.state())
        .clientIdentifier(identifier)
        .hardwareAddress(hardware)
        .hostName(lease.hostName())
        .relayAgentInformation(lease.relayAgentInformation())
        .nameUpdates(lease.nameUpdates())
        .startsAt(lease.startsAt())
        .endsAt(lease.endsAt())
        .build();
  }

  /** Returns the client identifier of a client. */
  static ClientIdentifier identifier(int client) {
    return new ClientIdentifier(Octets.of(255, client >> 8, client & 0xff));
  }

  /** Returns the hardware address of a client. */
  static HardwareAddress hardware(int client) {
    return new HardwareAddress(
        HardwareAddress.ETHERNET, Octets.of(2, 0, 0x5e, 0, client >> 8, client & 0xff));
  }

  /** First leases of addresses from both ends, with the fields at the ends of their ranges. */
  static List<Lease> extremes() {
    byte[] ones = new byte[ClientIdentifier.MAX_LENGTH];
    Arrays.fill(ones, (byte) 0xff);
    int[] everyOctet = IntStream.range(0, ClientIdentifier.MAX_LENGTH).toArray();
    List<Lease> leases = new ArrayList<>();
    addExtreme(leases, LeaseState.BOUND, Octets.of(0, 0), 0, Octets.EMPTY, "\u0001");
    addExtreme(
        leases, LeaseState.RELEASED, Octets.copyOf(ones), 255, Octets.copyOf(ones, 0, 16), " ");
    addExtreme(
        leases, LeaseState.QUARANTINED, Octets.of(everyOctet), 1, Octets.of(0), "caf\u00e9'\"\\;%");
    addExtreme(
        leases, LeaseState.OFFERED, Octets.of(0, 39), 32, Octets.of(0, 0), "\u65e5\u672c \t\r\n");
    addExtreme(
        leases, LeaseState.BOUND, Octets.of(1, 0), 32, Octets.of(0), "\ud83d\ude00".repeat(255));
    addExtreme(leases, LeaseState.REVOKED, Octets.of(0, 6), 6, Octets.of(0, 1), "\u007f");
    Lease any = leases.get(0);
    leases.add(
        Lease.builder(Ipv4Address.BROADCAST)
            .state(LeaseState.QUARANTINED)
            .startsAt(Instant.EPOCH.minusSeconds(1))
            .build());
    // Option 82 of a message as long as UDP can carry, for a client of which nothing else is known.
    leases.add(
        Lease.builder(THIRD)
            .relayAgentInformation(Optional.of(Octets.copyOf(new byte[65_000])))
            .nameUpdates(NameUpdates.REVERSE)
            .build());
    leases.add(withClient(any, Ipv4Address.UNSPECIFIED, Optional.empty(), Optional.empty()));
    return leases;
  }

  private static void addExtreme(
      List<Lease> leases,
      LeaseState state,
      Octets identifier,
      int type,
      Octets hardware,
      String name) {
    leases.add(
        Lease.builder(Ipv4Address.parse("127.255.255.254").plus(leases.size()))
            .state(state)
            .clientIdentifier(Optional.of(new ClientIdentifier(identifier)))
            .hardwareAddress(Optional.of(new HardwareAddress(type, hardware)))
            .hostName(Optional.of(name))
            .relayAgentInformation(Optional.of(hardware.concat(identifier)))
            .nameUpdates(
                state == LeaseState.BOUND ? NameUpdates.FORWARD_AND_REVERSE : NameUpdates.NONE)
            .endsAt(Lease.NEVER)
            .build());
  }
}
