package io.leasehold.dhcp.config.kea;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.address.Ipv4Network;
import io.leasehold.dhcp.server.config.Pool;
import io.leasehold.dhcp.server.config.Reservation;
import io.leasehold.dhcp.server.config.SharedNetwork;
import io.leasehold.dhcp.server.config.Subnet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads shared networks, subnets, and what is in them. */
final class NetworkReader {

  private static final long MAX_SUBNET_ID = 0xffff_fffeL;
  private static final String ADDRESS = OptionType.IPV4_ADDRESS.expected();

  private final ClassReader classes;
  private final List<String> warnings;
  private final Set<Long> subnetIds = new HashSet<>();

  NetworkReader(ClassReader classes, List<String> warnings) {
    this.classes = classes;
    this.warnings = warnings;
  }

  SharedNetwork sharedNetwork(JsonObject network, SettingsReader outside) {
    SharedNetwork.Builder builder = SharedNetwork.builder(network.require("name", "a name").text());
    interfaceName(network).ifPresent(builder::interfaceName);
    relays(network).forEach(builder::relay);
    classes.readGuards(network, builder);
    SettingsReader settings = outside.readNetwork(network, builder);
    for (JsonObject subnet : network.objects("subnet4")) {
      builder.subnet(subnet(subnet, settings));
    }
    network.finish(KeaKeys.SHARED_NETWORK, warnings);
    return builder.build();
  }

  Subnet subnet(JsonObject subnet, SettingsReader outside) {
    Subnet.Builder builder =
        Subnet.builder(
            subnet
                .require("subnet", "a network, such as 192.0.2.0/24")
                .parse(Ipv4Network::parse, "a network without host bits, such as 192.0.2.0/24"));
    subnet
        .get("id")
        .filter(id -> !subnetIds.add(id.integer(1, MAX_SUBNET_ID)))
        .ifPresent(
            id -> {
              throw id.refused("a number that no other subnet has");
            });
    interfaceName(subnet).ifPresent(builder::interfaceName);
    relays(subnet).forEach(builder::relay);
    classes.readGuards(subnet, builder);
    SettingsReader settings = outside.readNetwork(subnet, builder);
    List<Pool> pools = subnet.objects("pools").stream().map(pool -> pool(pool, settings)).toList();
    pools.forEach(builder::pool);
    for (JsonObject reservation : subnet.objects("reservations")) {
      builder.reservation(
          reservation(reservation, settings, settings.outOfPool() ? pools : List.of()));
    }
    subnet.finish(KeaKeys.SUBNET, warnings);
    return builder.build();
  }

  private Pool pool(JsonObject pool, SettingsReader outside) {
    String expected = "a range, such as 192.0.2.10 - 192.0.2.20 or 192.0.2.64/26";
    Pool.Builder builder = pool.require("pool", expected).parse(Pool::builder, expected);
    classes.readGuards(pool, builder);
    outside.readPool(pool, builder);
    pool.finish(KeaKeys.POOL, warnings);
    return builder.build();
  }

  /** Reads what is kept for a client wherever it is. */
  Reservation reservation(JsonObject reservation, SettingsReader outside) {
    return reservation(reservation, outside, List.of());
  }

  /**
   * Reads what is kept for a client.
   *
   * @param unreserved pools whose addresses are kept for nobody
   */
  private Reservation reservation(
      JsonObject reservation, SettingsReader outside, List<Pool> unreserved) {
    Reservation.Builder builder = Reservation.builder(HostReader.key(reservation));
    reservation.elements("client-classes").forEach(name -> builder.clientClass(name.text()));
    reservation
        .get("ip-address")
        .map(value -> value.parse(Ipv4Address::parse, ADDRESS))
        .filter(address -> !address.isUnspecified())
        .filter(address -> !isUnreserved(address, reservation, unreserved))
        .ifPresent(builder::address);
    reservation
        .get("hostname")
        .map(JsonValue::text)
        .filter(name -> !name.isEmpty())
        .ifPresent(builder::hostName);
    outside.readReservation(reservation, builder);
    reservation.finish(KeaKeys.RESERVATION, warnings);
    return builder.build();
  }

  private boolean isUnreserved(Ipv4Address address, JsonObject reservation, List<Pool> unreserved) {
    boolean inPool = unreserved.stream().anyMatch(pool -> pool.range().contains(address));
    if (inPool) {
      warnings.add(
          reservation.path()
              + ".ip-address: is in a pool and not reserved, as \"reservations-out-of-pool\" is true");
    }
    return inPool;
  }

  private static Optional<String> interfaceName(JsonObject network) {
    return network.get("interface").map(JsonValue::text).filter(name -> !name.isEmpty());
  }

  private List<Ipv4Address> relays(JsonObject network) {
    Optional<JsonObject> relay = network.get("relay").map(JsonValue::object);
    if (relay.isEmpty()) {
      return List.of();
    }
    List<JsonValue> addresses =
        relay
            .get()
            .get("ip-address")
            .map(List::of)
            .orElseGet(() -> relay.get().elements("ip-addresses"));
    relay.get().finish(KeaKeys.RELAY, warnings);
    return addresses.stream()
        .map(value -> value.parse(Ipv4Address::parse, ADDRESS))
        .filter(address -> !address.isUnspecified())
        .toList();
  }
}
