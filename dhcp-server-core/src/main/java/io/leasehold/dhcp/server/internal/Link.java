package io.leasehold.dhcp.server.internal;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.config.HostKey;
import io.leasehold.dhcp.server.config.Pool;
import io.leasehold.dhcp.server.config.Reservation;
import io.leasehold.dhcp.server.config.Setting;
import io.leasehold.dhcp.server.config.Settings;
import io.leasehold.dhcp.server.config.SharedNetwork;
import io.leasehold.dhcp.server.config.Subnet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A shared network, prepared for look-ups, with the settings of all levels worked out. */
public final class Link {

  private final SharedNetwork network;
  private final Level level;
  // By identity: the hash of a record with thousands of reservations is the sum of all its parts.
  private final IdentityHashMap<Subnet, Level> subnetLevels = new IdentityHashMap<>();
  private final IdentityHashMap<Pool, Level> poolLevels = new IdentityHashMap<>();
  private final TreeMap<Ipv4Address, Subnet> subnetsByFirstAddress = new TreeMap<>();
  private final List<PoolAddresses> pools = new ArrayList<>();
  private final TreeMap<Ipv4Address, PoolAddresses> poolsByFirstAddress = new TreeMap<>();
  private final Map<Ipv4Address, List<Reservation>> reservedAddresses = new HashMap<>();
  private final Map<HostKey, Reservation> reservations = new HashMap<>();

  Link(SharedNetwork network, Level server) {
    this.network = network;
    Level ofNetwork = server.within(network.settings());
    for (Subnet subnet : network.subnets()) {
      Level ofSubnet = ofNetwork.within(subnet.settings());
      subnetLevels.put(subnet, ofSubnet);
      subnetsByFirstAddress.put(subnet.network().address(), subnet);
      for (Pool pool : subnet.pools()) {
        Level ofPool = ofSubnet.within(pool.settings());
        poolLevels.put(pool, ofPool);
        PoolAddresses addresses = new PoolAddresses(subnet, pool, ofPool.all());
        pools.add(addresses);
        poolsByFirstAddress.put(pool.range().first(), addresses);
      }
      if (ofSubnet.all().value(Setting.SUBNET_RESERVATIONS)) {
        subnet.reservations().forEach(this::add);
      }
    }
    boolean single = network.subnets().size() == 1;
    level = single ? subnetLevels.get(network.subnets().get(0)) : ofNetwork;
  }

  private void add(Reservation reservation) {
    reservations.putIfAbsent(reservation.client(), reservation);
    reservation
        .address()
        .ifPresent(
            address ->
                reservedAddresses.merge(
                    address,
                    List.of(reservation),
                    (some, more) -> {
                      List<Reservation> all = new ArrayList<>(some);
                      all.addAll(more);
                      return List.copyOf(all);
                    }));
  }

  /** Adds what is kept at the server for an address here, or for whatever address. */
  void addServerReservation(Reservation reservation) {
    if (level.all().value(Setting.SERVER_RESERVATIONS)) {
      add(reservation);
    }
  }

  /** Returns the shared network. */
  public SharedNetwork network() {
    return network;
  }

  /** Returns what holds where no address is known: of the only subnet, or of the network. */
  public Settings settings() {
    return level.all();
  }

  /** Returns whether clients in these classes can be served anywhere here. */
  public boolean admits(Set<String> classes) {
    for (Level each : subnetLevels.values()) {
      if (each.all().admits(classes)) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether clients in these classes may have {@code address}. */
  public boolean admits(Set<String> classes, Ipv4Address address) {
    return levelOf(address).all().admits(classes);
  }

  /** Returns whether clients in these classes may have addresses of {@code pool}. */
  public boolean admits(Set<String> classes, Pool pool) {
    return poolLevels.get(pool).all().admits(classes);
  }

  /** Returns the subnet that {@code address} lies in. */
  public Optional<Subnet> subnetOf(Ipv4Address address) {
    return Optional.ofNullable(subnetsByFirstAddress.floorEntry(address))
        .map(Map.Entry::getValue)
        .filter(subnet -> subnet.network().contains(address));
  }

  /** Returns what clients can be given of each pool, in the order of preference. */
  public List<PoolAddresses> pools() {
    return pools;
  }

  /** Returns the pool that {@code address} can be given out from. */
  public Optional<Pool> poolOf(Ipv4Address address) {
    return Optional.ofNullable(poolsByFirstAddress.floorEntry(address))
        .map(Map.Entry::getValue)
        .filter(pool -> pool.contains(address))
        .map(PoolAddresses::pool);
  }

  /** Returns what is kept for a host. */
  public Optional<Reservation> reservationFor(HostKey host) {
    return Optional.ofNullable(reservations.get(host));
  }

  /** Returns whether anything is kept for any host. */
  public boolean hasReservations() {
    return !reservations.isEmpty();
  }

  /** Returns the hosts that {@code address} is kept for. */
  public List<Reservation> reservationsOf(Ipv4Address address) {
    return reservedAddresses.getOrDefault(address, List.of());
  }

  /**
   * Returns why {@code address} is not for a client, whoever has it now; empty where it could be.
   *
   * @param reservation what is kept for the client
   */
  public Optional<String> objectionTo(Ipv4Address address, Optional<Reservation> reservation) {
    if (subnetOf(address).isEmpty()) {
      return Optional.of(address + " is not on this network");
    }
    List<Reservation> owners = reservationsOf(address);
    if (reservation.flatMap(Reservation::address).filter(address::equals).isPresent()) {
      return Optional.empty();
    }
    if (!owners.isEmpty()) {
      return Optional.of(address + " is reserved for another client");
    }
    return poolOf(address).isEmpty() ? Optional.of(address + " is in no pool") : Optional.empty();
  }

  /** Returns the addresses that are kept for somebody. */
  public Set<Ipv4Address> reservedAddresses() {
    return reservedAddresses.keySet();
  }

  /** Returns the innermost level that {@code address} is in. */
  Level levelOf(Ipv4Address address) {
    return poolOf(address)
        .map(poolLevels::get)
        .or(() -> subnetOf(address).map(subnetLevels::get))
        .orElse(level);
  }

  /** Returns the level where no address is known: of the subnet, where at least that is. */
  Level levelOf(Optional<Subnet> subnet) {
    return subnet.map(subnetLevels::get).orElse(level);
  }

  /** Returns the name of the shared network. */
  @Override
  public String toString() {
    return network.name();
  }
}
