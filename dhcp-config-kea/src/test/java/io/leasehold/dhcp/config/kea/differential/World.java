package io.leasehold.dhcp.config.kea.differential;

import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.address.Ipv4Network;
import io.leasehold.dhcp.codec.octets.Octets;
import java.util.List;
import java.util.Optional;

/** Who and what there is around the servers; the configurations speak of the same. */
final class World {

  /** The servers' address, in the network of the direct clients. */
  static final Ipv4Address SERVER = Ipv4Address.parse("192.0.2.1");

  static final Ipv4Address OTHER_SERVER = Ipv4Address.parse("192.0.2.99");

  /** The relay agent that the probe comes by, from a subnet that is in every configuration. */
  static final Ipv4Address PROBE_RELAY = Ipv4Address.parse("10.255.255.1");

  /** Relay agents of the second and of the third network, and one that no configuration knows. */
  static final List<Ipv4Address> RELAYS = addresses("198.51.100.1", "203.0.113.1", "10.9.9.9");

  /** The networks whose lower addresses are listened on. */
  static final List<String> NETWORKS = List.of("192.0.2.", "198.51.100.", "203.0.113.");

  /**
   * Addresses that clients ask for by themselves: in pools, reserved, in a subnet and no pool, and
   * in no subnet.
   */
  static final List<Ipv4Address> ADDRESSES =
      addresses(
          "192.0.2.28",
          "192.0.2.29",
          "192.0.2.30",
          "192.0.2.31",
          "192.0.2.77",
          "198.51.100.28",
          "198.51.100.29",
          "198.51.100.30",
          "203.0.113.28",
          "10.1.2.3");

  /**
   * A client as servers know it.
   *
   * @param name for readers
   * @param hardwareAddress its chaddr
   * @param identifier its option 61
   */
  record Client(String name, HardwareAddress hardwareAddress, Optional<Octets> identifier) {}

  /** Some share a hardware address, some an identifier; the last two have reservations. */
  static final List<Client> CLIENTS =
      List.of(
          client("A", "02:00:00:00:00:0a"),
          client("B", "02:00:00:00:00:0b"),
          client("C", "02:00:00:00:00:0c", 1, 2, 0, 0, 0, 0, 0x0c),
          client("A-x", "02:00:00:00:00:0a", 0, 'x'),
          client("A-y", "02:00:00:00:00:0a", 0, 'y'),
          client("D-x", "02:00:00:00:00:0d", 0, 'x'),
          client("R", "02:00:00:00:00:1a"),
          client("S", "02:00:00:00:00:1b", 0, 's'));

  private World() {}

  /** Returns the subnet that an address would be in: all are of the same size. */
  static Ipv4Network networkOf(Ipv4Address address) {
    return Ipv4Network.containing(address, 24);
  }

  private static Client client(String name, String hardwareAddress, int... identifier) {
    return new Client(
        name,
        HardwareAddress.ethernet(hardwareAddress),
        identifier.length == 0 ? Optional.empty() : Optional.of(Octets.of(identifier)));
  }

  private static List<Ipv4Address> addresses(String... texts) {
    return List.of(texts).stream().map(Ipv4Address::parse).toList();
  }
}
