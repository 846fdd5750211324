package io.leasehold.dhcp.server.internal;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.config.Reservation;
import io.leasehold.dhcp.server.config.ServerConfig;
import io.leasehold.dhcp.server.config.Setting;
import io.leasehold.dhcp.server.config.Settings;
import io.leasehold.dhcp.server.config.SharedNetwork;
import io.leasehold.dhcp.server.config.Subnet;
import io.leasehold.dhcp.server.transport.Arrival;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A configuration, prepared for look-ups. Immutable. */
public final class Topology {

  private final ServerConfig config;
  private final Level level;
  private final ClientClasses classes;
  private final boolean usesClasses;
  private final List<Link> links = new ArrayList<>();
  private final TreeMap<Ipv4Address, Subnet> subnetsByFirstAddress = new TreeMap<>();
  private final IdentityHashMap<Subnet, Link> linksBySubnet = new IdentityHashMap<>();
  private final Map<Ipv4Address, Locality> localitiesByRelay = new HashMap<>();
  private final Map<String, Locality> localitiesByInterface = new HashMap<>();
  private final Set<Ipv4Address> serverIdentifiers = new HashSet<>();

  /** Prepares a configuration. */
  public Topology(ServerConfig config) {
    this.config = config;
    level = Level.ofServer(config.settings());
    classes = new ClientClasses(config.classes());
    usesClasses =
        !config.classes().isEmpty() || config.networks().stream().anyMatch(Topology::isGuarded);
    addIdentifier(config.settings());
    config.classes().forEach(each -> addIdentifier(each.settings()));
    for (SharedNetwork network : config.networks()) {
      Link link = new Link(network, level);
      links.add(link);
      addIdentifier(network.settings());
      network
          .relays()
          .forEach(relay -> localitiesByRelay.put(relay, new Locality(link, link.subnetOf(relay))));
      Locality ofNetwork = new Locality(link, Optional.empty());
      network.interfaceName().ifPresent(name -> localitiesByInterface.put(name, ofNetwork));
      for (Subnet subnet : network.subnets()) {
        subnetsByFirstAddress.put(subnet.network().address(), subnet);
        linksBySubnet.put(subnet, link);
        Locality ofSubnet = new Locality(link, Optional.of(subnet));
        subnet.relays().forEach(relay -> localitiesByRelay.put(relay, ofSubnet));
        subnet.interfaceName().ifPresent(name -> localitiesByInterface.put(name, ofSubnet));
        addIdentifier(subnet.settings());
        subnet.pools().forEach(pool -> addIdentifier(pool.settings()));
        subnet.reservations().forEach(reservation -> addIdentifier(reservation.settings()));
      }
    }
    for (Reservation reservation : config.reservations()) {
      reservation.address().map(address -> linkOf(address).stream().toList()).orElse(links).stream()
          .forEach(link -> link.addServerReservation(reservation));
    }
  }

  private static boolean isGuarded(SharedNetwork network) {
    return !network.settings().guards().isEmpty()
        || network.subnets().stream()
            .anyMatch(
                subnet ->
                    !subnet.settings().guards().isEmpty()
                        || subnet.pools().stream()
                            .anyMatch(pool -> !pool.settings().guards().isEmpty()));
  }

  private void addIdentifier(Settings settings) {
    settings.get(Setting.SERVER_IDENTIFIER).ifPresent(serverIdentifiers::add);
  }

  /** Returns the configuration. */
  public ServerConfig config() {
    return config;
  }

  /** Returns what holds outside of all networks. */
  Level level() {
    return level;
  }

  /** Returns the client classes. */
  public ClientClasses classes() {
    return classes;
  }

  /** Returns whether it matters in which classes clients are. */
  public boolean usesClasses() {
    return usesClasses;
  }

  /** Returns all links. */
  public List<Link> links() {
    return links;
  }

  /** Returns the link with a subnet that {@code address} lies in. */
  public Optional<Link> linkOf(Ipv4Address address) {
    return Optional.ofNullable(subnetsByFirstAddress.floorEntry(address))
        .map(Map.Entry::getValue)
        .filter(subnet -> subnet.network().contains(address))
        .map(linksBySubnet::get);
  }

  /** Returns the locality of an address. */
  public Optional<Locality> localityOf(Ipv4Address address) {
    return linkOf(address).map(link -> new Locality(link, link.subnetOf(address)));
  }

  /** Returns what a relay agent serves: where it has its address, or as configured. */
  public Optional<Locality> localityOfRelay(Ipv4Address giaddr) {
    return Optional.ofNullable(localitiesByRelay.get(giaddr)).or(() -> localityOf(giaddr));
  }

  /** Returns what a network interface of the server is on. */
  public Optional<Locality> localityOfInterface(Arrival arrival) {
    return Optional.ofNullable(localitiesByInterface.get(arrival.interfaceName()))
        .map(known -> withSubnet(known, arrival.localAddress()))
        .or(() -> localityOf(arrival.localAddress()));
  }

  private static Locality withSubnet(Locality known, Ipv4Address address) {
    return known.subnet().isPresent()
        ? known
        : new Locality(known.link(), known.link().subnetOf(address));
  }

  /** Returns whether some level of the configuration has {@code address} as the identifier. */
  public boolean isServerIdentifier(Ipv4Address address) {
    return serverIdentifiers.contains(address);
  }

  /** Returns the configured addresses that are never a client's. */
  public Set<Ipv4Address> infrastructure() {
    Set<Ipv4Address> addresses = new HashSet<>(serverIdentifiers);
    addresses.addAll(localitiesByRelay.keySet());
    return addresses;
  }
}
