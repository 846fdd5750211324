package io.leasehold.dhcp.testkit.properties;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.address.Ipv4Network;
import io.leasehold.dhcp.server.config.AllocationStrategy;
import io.leasehold.dhcp.server.config.HostKey;
import io.leasehold.dhcp.server.config.Pool;
import io.leasehold.dhcp.server.config.Reservation;
import io.leasehold.dhcp.server.config.ServerConfig;
import io.leasehold.dhcp.server.config.Setting;
import io.leasehold.dhcp.server.config.SharedNetwork;
import io.leasehold.dhcp.server.config.Subnet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A configuration as the tests know it: they judge by this, and the engine by {@link #config}.
 *
 * @param lines one for each subnet of {@link #NETWORKS}
 */
record Setup(List<Line> lines, Rules rules) {

  static final Duration HOLD = Duration.ofSeconds(60);
  static final Duration QUARANTINE = Duration.ofHours(6);

  /** The last two are one segment. */
  static final List<Ipv4Network> NETWORKS =
      List.of(
          Ipv4Network.parse("192.0.2.0/24"),
          Ipv4Network.parse("198.51.100.0/24"),
          Ipv4Network.parse("203.0.113.0/25"),
          Ipv4Network.parse("203.0.113.128/25"));

  /** All pools begin at this host number. */
  private static final int FIRST = 10;

  /**
   * What there is of a subnet; hosts are numbers within it.
   *
   * @param size of the pool
   * @param excluded the hosts of the pool that nobody gets
   * @param relayInside whether a host of the pool is a relay agent's
   * @param reserved hosts, inside and outside the pool
   */
  record Line(
      int size, List<Integer> excluded, boolean relayInside, Map<Machine, Integer> reserved) {

    private boolean isPooled(int host) {
      return host >= FIRST && host < FIRST + size && !excluded.contains(host);
    }

    private boolean isRelay(int host) {
      return relayInside && host == FIRST + 1;
    }
  }

  /** What holds everywhere. */
  record Rules(
      AllocationStrategy strategy,
      boolean authoritative,
      boolean rapidCommit,
      boolean bootp,
      boolean dynamicBootp,
      boolean adoptUnknown,
      Duration leaseTime,
      Duration affinity,
      Duration renewalCache) {}

  ServerConfig config() {
    ServerConfig.Builder config =
        ServerConfig.builder()
            .set(Setting.ALLOCATION_STRATEGY, rules.strategy)
            .set(Setting.AUTHORITATIVE, rules.authoritative)
            .set(Setting.RAPID_COMMIT, rules.rapidCommit)
            .set(Setting.BOOTP, rules.bootp)
            .set(Setting.DYNAMIC_BOOTP, rules.dynamicBootp)
            .set(Setting.ADOPT_UNKNOWN_CLIENTS, rules.adoptUnknown)
            .set(Setting.LEASE_TIME, rules.leaseTime)
            .set(Setting.MIN_LEASE_TIME, Duration.ofSeconds(10))
            .set(Setting.MAX_LEASE_TIME, Duration.ofHours(2))
            .set(Setting.LEASE_AFFINITY, rules.affinity)
            .set(Setting.RENEWAL_CACHE_TIME, rules.renewalCache)
            .set(Setting.OFFER_HOLD_TIME, HOLD)
            .set(Setting.QUARANTINE_TIME, QUARANTINE)
            .set(Setting.SERVER_IDENTIFIER, Place.SERVER);
    config.subnet(subnet(0)).subnet(subnet(1));
    return config
        .network(SharedNetwork.builder("shared").subnet(subnet(2)).subnet(subnet(3)).build())
        .build();
  }

  private Subnet subnet(int number) {
    Line line = lines.get(number);
    Pool.Builder pool =
        Pool.builder(host(number, FIRST) + "-" + host(number, FIRST + line.size - 1));
    line.excluded.stream()
        .filter(host -> host < FIRST + line.size)
        .forEach(host -> pool.exclude(host(number, host) + "/32"));
    Subnet.Builder subnet = Subnet.builder(NETWORKS.get(number)).pool(pool.build());
    line.reserved.forEach(
        (machine, host) ->
            subnet.reservation(
                Reservation.builder(machine.hostKey()).address(host(number, host)).build()));
    if (line.relayInside) {
      subnet.relay(host(number, FIRST + 1));
    }
    return subnet.build();
  }

  private static Ipv4Address host(int subnet, int number) {
    return NETWORKS.get(subnet).address().plus(number);
  }

  /** Returns the number of the subnet that an address is in. */
  static Optional<Integer> subnetOf(Ipv4Address address) {
    return IntStream.range(0, NETWORKS.size())
        .boxed()
        .filter(number -> NETWORKS.get(number).contains(address))
        .findFirst();
  }

  /** Returns the number of the segment that an address is on. */
  static Optional<Integer> segmentOf(Ipv4Address address) {
    return subnetOf(address).map(number -> Math.min(number, 2));
  }

  private Optional<Machine> reservedFor(Ipv4Address address) {
    return subnetOf(address).stream()
        .flatMap(
            number ->
                lines.get(number).reserved.entrySet().stream()
                    .filter(entry -> host(number, entry.getValue()).equals(address))
                    .map(Map.Entry::getKey))
        .findFirst();
  }

  /** Returns whether something is reserved for a client on the segment of an address. */
  boolean hasReservation(Identity client, Ipv4Address address) {
    Optional<Integer> segment = segmentOf(address);
    return IntStream.range(0, NETWORKS.size())
        .filter(number -> segmentOf(NETWORKS.get(number).address()).equals(segment))
        .mapToObj(lines::get)
        .flatMap(line -> line.reserved.keySet().stream())
        .anyMatch(machine -> isKeyOf(machine, client));
  }

  private static boolean isKeyOf(Machine machine, Identity client) {
    HostKey key = machine.hostKey();
    return client.identifier().map(HostKey::of).filter(key::equals).isPresent()
        || client.hardware().map(HostKey::of).filter(key::equals).isPresent();
  }

  /** Returns why a client may never be given an address, whoever has it; empty where it may. */
  Optional<String> objectionTo(Identity client, Ipv4Address address) {
    Optional<Machine> owner = reservedFor(address);
    int subnet = subnetOf(address).orElse(-1);
    if (subnet < 0) {
      return Optional.of("outside of all subnets");
    }
    int host = (int) (address.unsigned() - NETWORKS.get(subnet).address().unsigned());
    if (lines.get(subnet).isRelay(host)) {
      return Optional.of("a relay agent's");
    }
    if (owner.isPresent()) {
      return isKeyOf(owner.get(), client)
          ? Optional.empty()
          : Optional.of("reserved for " + owner.get());
    }
    return lines.get(subnet).isPooled(host)
        ? Optional.empty()
        : Optional.of("in no pool, or excluded");
  }

  /** Returns the addresses of a segment that any client may be given. */
  List<Ipv4Address> openAddresses(int segment) {
    List<Ipv4Address> open = new ArrayList<>();
    for (int number = 0; number < NETWORKS.size(); number++) {
      if (segmentOf(NETWORKS.get(number).address()).equals(Optional.of(segment))) {
        open.addAll(openAddressesOf(number));
      }
    }
    return open;
  }

  /** Returns the addresses of a subnet that any client may be given. */
  List<Ipv4Address> openAddressesOf(int subnet) {
    Identity nobody = new Identity(Optional.empty(), Optional.empty());
    return IntStream.range(FIRST, FIRST + lines.get(subnet).size)
        .mapToObj(host -> host(subnet, host))
        .filter(address -> objectionTo(nobody, address).isEmpty())
        .toList();
  }
}
