package io.leasehold.dhcp.server.config;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.address.Ipv4Range;
import io.leasehold.dhcp.server.store.ClientKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds what does not fit together in a configuration. */
final class ConfigCheck {

  private final List<String> problems = new ArrayList<>();
  private final Map<String, Ipv4Range> subnetsSoFar = new HashMap<>();
  private final Map<Ipv4Address, String> reservedSoFar = new HashMap<>();
  private final Map<String, String> interfacesSoFar = new HashMap<>();
  private final Map<Ipv4Address, String> relaysSoFar = new HashMap<>();

  private ConfigCheck() {}

  static List<String> problems(List<SharedNetwork> networks, Settings global) {
    ConfigCheck check = new ConfigCheck();
    check.leaseTimes("server", global);
    Set<String> names = new HashSet<>();
    for (SharedNetwork network : networks) {
      if (!names.add(network.name())) {
        check.problems.add("network " + network.name() + ": expected a name that no other has");
      }
      if (network.subnets().isEmpty()) {
        check.problems.add("network " + network.name() + ": expected at least one subnet");
      }
      Settings settings = network.settings().over(global);
      check.leaseTimes("network " + network.name(), settings);
      check.reached(network.name(), network.interfaceName(), network.relays());
      Set<ClientKey> clients = new HashSet<>();
      for (Subnet subnet : network.subnets()) {
        check.reached(network.name(), subnet.interfaceName(), subnet.relays());
        check.subnet(subnet, settings, clients);
      }
    }
    return check.problems;
  }

  /** An interface and a relay agent are on one network segment. */
  private void reached(String network, Optional<String> interfaceName, Set<Ipv4Address> relays) {
    interfaceName.ifPresent(name -> once("interface " + name, interfacesSoFar, name, network));
    relays.forEach(relay -> once("relay agent " + relay, relaysSoFar, relay, network));
  }

  private <K> void once(String what, Map<K, String> soFar, K key, String network) {
    Optional.ofNullable(soFar.putIfAbsent(key, network))
        .filter(other -> !other.equals(network))
        .ifPresent(
            other ->
                problems.add(
                    "network "
                        + network
                        + ": "
                        + what
                        + " is on network "
                        + other
                        + ": put the subnets into one shared network"));
  }

  private void subnet(Subnet subnet, Settings outer, Set<ClientKey> clients) {
    String place = "subnet " + subnet.network();
    Ipv4Range range = subnet.network().range();
    subnetsSoFar.forEach(
        (other, otherRange) -> {
          if (range.overlaps(otherRange)) {
            problems.add(place + ": expected no common address with " + other);
          }
        });
    subnetsSoFar.put(place, range);
    Settings settings = subnet.settings().over(outer);
    leaseTimes(place, settings);
    pools(place, subnet, settings);
    reservations(place, subnet, settings, clients);
  }

  private void pools(String place, Subnet subnet, Settings outer) {
    List<Ipv4Range> poolsSoFar = new ArrayList<>();
    for (Pool pool : subnet.pools()) {
      String poolPlace = place + ", pool " + pool.range();
      if (!subnet.network().contains(pool.range().first())
          || !subnet.network().contains(pool.range().last())) {
        problems.add(poolPlace + ": expected addresses inside the subnet");
      }
      for (Ipv4Range other : poolsSoFar) {
        if (pool.range().overlaps(other)) {
          problems.add(poolPlace + ": expected no common address with pool " + other);
        }
      }
      poolsSoFar.add(pool.range());
      leaseTimes(poolPlace, pool.settings().over(outer));
    }
  }

  private void reservations(String place, Subnet subnet, Settings outer, Set<ClientKey> clients) {
    for (Reservation reservation : subnet.reservations()) {
      String reservationPlace = place + ", reservation for " + reservation.client();
      if (!clients.add(reservation.client())) {
        problems.add(reservationPlace + ": expected one reservation for a client on a network");
      }
      reservation.address().ifPresent(address -> reserved(reservationPlace, subnet, address));
      leaseTimes(reservationPlace, reservation.settings().over(outer));
    }
  }

  private void reserved(String place, Subnet subnet, Ipv4Address address) {
    if (!subnet.network().isHost(address)) {
      problems.add(
          place + ", address " + address + ": expected a host's address inside the subnet");
    }
    Optional<String> other = Optional.ofNullable(reservedSoFar.putIfAbsent(address, place));
    other.ifPresent(
        first -> problems.add(place + ", address " + address + ": reserved by " + first + " too"));
  }

  private void leaseTimes(String place, Settings settings) {
    settings
        .minLeaseTime()
        .ifPresent(min -> atMost(place, "minLeaseTime", min, settings.leaseTime()));
    settings
        .leaseTime()
        .ifPresent(time -> atMost(place, "leaseTime", time, settings.maxLeaseTime()));
    settings
        .minLeaseTime()
        .ifPresent(min -> atMost(place, "minLeaseTime", min, settings.maxLeaseTime()));
  }

  private void atMost(String place, String name, Duration time, Optional<Duration> limit) {
    limit
        .filter(most -> time.compareTo(most) > 0)
        .ifPresent(
            most ->
                problems.add(
                    place
                        + ", "
                        + name
                        + " "
                        + time.toSeconds()
                        + " s: expected at most "
                        + most.toSeconds()
                        + " s"));
  }
}
