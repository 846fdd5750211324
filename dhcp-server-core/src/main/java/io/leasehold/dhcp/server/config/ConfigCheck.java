package io.leasehold.dhcp.server.config;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.address.Ipv4Network;
import io.leasehold.dhcp.codec.address.Ipv4Range;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds what does not fit together in a configuration. */
final class ConfigCheck {

  private static final Comparator<Ipv4Network> OUTER_FIRST =
      Comparator.comparing(Ipv4Network::address).thenComparing(Ipv4Network::prefixLength);

  private final List<String> problems = new ArrayList<>();
  private final Map<Ipv4Address, String> reservedSoFar = new HashMap<>();
  private final Set<String> classNames;
  private final boolean sharedReservations;
  private final Map<String, String> interfacesSoFar = new HashMap<>();
  private final Map<Ipv4Address, String> relaysSoFar = new HashMap<>();

  private ConfigCheck(Set<String> classNames, boolean sharedReservations) {
    this.classNames = classNames;
    this.sharedReservations = sharedReservations;
  }

  static List<String> problems(
      List<SharedNetwork> networks,
      List<ClientClass> classes,
      List<Reservation> reservations,
      Settings global) {
    Set<String> classNames =
        classes.stream().map(ClientClass::name).collect(Collectors.toUnmodifiableSet());
    ConfigCheck check = new ConfigCheck(classNames, global.value(Setting.SHARED_RESERVATIONS));
    check.problems.addAll(ClassCheck.problems(classes));
    check.level("server", global, Settings.NONE);
    check.clients("server", reservations, global);
    Set<String> names = new HashSet<>();
    for (SharedNetwork network : networks) {
      if (!names.add(network.name())) {
        check.problems.add("network " + network.name() + ": expected a name that no other has");
      }
      if (network.subnets().isEmpty()) {
        check.problems.add("network " + network.name() + ": expected at least one subnet");
      }
      Settings settings = check.level("network " + network.name(), network.settings(), global);
      check.reached(network.name(), network.interfaceName(), network.relays());
      for (Subnet subnet : network.subnets()) {
        check.reached(network.name(), subnet.interfaceName(), subnet.relays());
        check.subnet(subnet, settings);
      }
    }
    check.overlaps(networks.stream().flatMap(network -> network.subnets().stream()));
    return check.problems;
  }

  /** Networks with a common address lie in one another; in order, the outer ones go first. */
  private void overlaps(Stream<Subnet> subnets) {
    Deque<Ipv4Network> around = new ArrayDeque<>();
    for (Ipv4Network network : subnets.map(Subnet::network).sorted(OUTER_FIRST).toList()) {
      while (!around.isEmpty() && !around.peek().contains(network.address())) {
        around.pop();
      }
      for (Ipv4Network other : around) {
        problems.add("subnet " + network + ": expected no common address with subnet " + other);
      }
      around.push(network);
    }
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

  private void subnet(Subnet subnet, Settings outer) {
    String place = "subnet " + subnet.network();
    Settings settings = level(place, subnet.settings(), outer);
    routers(place, subnet, subnet.settings());
    pools(place, subnet, settings);
    clients(place, subnet.reservations(), settings);
    for (Reservation reservation : subnet.reservations()) {
      String reservationPlace = place + ", reservation for " + reservation.client();
      reservation.address().ifPresent(address -> reserved(reservationPlace, subnet, address));
      routers(reservationPlace, subnet, reservation.settings());
    }
  }

  /** A client that takes a router for its neighbour has to be on its network. */
  private void routers(String place, Subnet subnet, Settings settings) {
    if (subnet.network().prefixLength() > 30) {
      return;
    }
    for (Ipv4Address router : settings.options().get(DhcpOptions.ROUTER).orElse(List.of())) {
      if (!subnet.network().isHost(router)) {
        problems.add(
            place + ", router (3) " + router + ": expected a host's address inside the subnet");
      }
    }
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
      for (Ipv4Range excluded : pool.excluded()) {
        if (!pool.range().contains(excluded.first()) || !pool.range().contains(excluded.last())) {
          problems.add(
              poolPlace + ", excluded " + excluded + ": expected addresses inside the pool");
        }
      }
      level(poolPlace, pool.settings(), outer);
      routers(poolPlace, subnet, pool.settings());
    }
  }

  /** Looks at what reservations have in common wherever they are. */
  private void clients(String place, List<Reservation> reservations, Settings outer) {
    Set<HostKey> clients = new HashSet<>();
    for (Reservation reservation : reservations) {
      String reservationPlace = place + ", reservation for " + reservation.client();
      if (!clients.add(reservation.client())) {
        problems.add(reservationPlace + ": expected one reservation for a client in one place");
      }
      level(reservationPlace, reservation.settings(), outer);
    }
  }

  private void reserved(String place, Subnet subnet, Ipv4Address address) {
    if (!subnet.network().isHost(address)) {
      problems.add(
          place + ", address " + address + ": expected a host's address inside the subnet");
    }
    Optional<String> other = Optional.ofNullable(reservedSoFar.putIfAbsent(address, place));
    other
        .filter(first -> !sharedReservations)
        .ifPresent(
            first ->
                problems.add(place + ", address " + address + ": reserved by " + first + " too"));
  }

  /** Looks at what every level has; returns what holds there. */
  private Settings level(String place, Settings own, Settings outer) {
    Settings settings = own.over(outer);
    atMost(place, own, settings, Setting.MIN_LEASE_TIME, Setting.LEASE_TIME);
    atMost(place, own, settings, Setting.LEASE_TIME, Setting.MAX_LEASE_TIME);
    atMost(place, own, settings, Setting.MIN_LEASE_TIME, Setting.MAX_LEASE_TIME);
    atMost(place, own, settings, Setting.RENEWAL_TIME, Setting.REBINDING_TIME);
    atMost(place, own, settings, Setting.RENEWAL_FRACTION, Setting.REBINDING_FRACTION);
    own.guards().forEach(guard -> known(place + ", onlyFor", guard));
    known(place + ", requiredClasses", own.requiredClasses());
    return settings;
  }

  private void known(String place, Set<String> names) {
    for (String name : names) {
      if (!classNames.contains(name) && !ClientClass.isBuiltIn(name)) {
        problems.add(place + " " + name + ": expected the name of a class");
      }
    }
  }

  /** Looks at two settings where a level sets one of them, and something sets the other. */
  private <T extends Comparable<T>> void atMost(
      String place, Settings own, Settings settings, Setting<T> lesser, Setting<T> greater) {
    boolean both = settings.isSet(lesser) && settings.isSet(greater);
    if (!both || !(own.isSet(lesser) || own.isSet(greater))) {
      return;
    }
    T value = settings.value(lesser);
    T limit = settings.value(greater);
    if (value.compareTo(limit) > 0) {
      problems.add(place + ", " + lesser + " " + text(value) + ": expected at most " + text(limit));
    }
  }

  private static String text(Object value) {
    return value instanceof Duration time ? time.toSeconds() + " s" : value.toString();
  }
}
