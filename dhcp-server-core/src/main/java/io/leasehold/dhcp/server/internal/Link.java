package io.leasehold.dhcp.server.internal;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.config.Pool;
import io.leasehold.dhcp.server.config.Reservation;
import io.leasehold.dhcp.server.config.Settings;
import io.leasehold.dhcp.server.config.SharedNetwork;
import io.leasehold.dhcp.server.config.Subnet;
import io.leasehold.dhcp.server.store.ClientKey;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A shared network, prepared for look-ups, with the settings of all levels worked out. */
public final class Link {

  private final SharedNetwork network;
  private final Settings settings;
  // By identity: the hash of a record with thousands of reservations is the sum of all its parts.
  private final IdentityHashMap<Subnet, Settings> subnetSettings = new IdentityHashMap<>();
  private final IdentityHashMap<Pool, Settings> poolSettings = new IdentityHashMap<>();
  private final Map<Ipv4Address, Reservation> reservedAddresses = new HashMap<>();
  private final Map<ClientKey, Reservation> reservations = new HashMap<>();

  Link(SharedNetwork network, Settings global) {
    this.network = network;
    Settings networkSettings = network.settings().over(global);
    for (Subnet subnet : network.subnets()) {
      Settings ofSubnet = subnet.settings().over(networkSettings);
      subnetSettings.put(subnet, ofSubnet);
      for (Pool pool : subnet.pools()) {
        poolSettings.put(pool, pool.settings().over(ofSubnet));
      }
      for (Reservation reservation : subnet.reservations()) {
        reservations.putIfAbsent(reservation.client(), reservation);
        reservation.address().ifPresent(address -> reservedAddresses.put(address, reservation));
      }
    }
    boolean single = network.subnets().size() == 1;
    this.settings = single ? subnetSettings.get(network.subnets().get(0)) : networkSettings;
  }

  /** Returns the shared network. */
  public SharedNetwork network() {
    return network;
  }

  /** Returns what holds where no address is known: of the only subnet, or of the network. */
  public Settings settings() {
    return settings;
  }

  /** Returns the subnet that {@code address} lies in. */
  public Optional<Subnet> subnetOf(Ipv4Address address) {
    for (Subnet subnet : network.subnets()) {
      if (subnet.network().contains(address)) {
        return Optional.of(subnet);
      }
    }
    return Optional.empty();
  }

  /** Returns the pool that {@code address} can be given out from. */
  public Optional<Pool> poolOf(Ipv4Address address) {
    for (Subnet subnet : network.subnets()) {
      if (subnet.network().isHost(address)) {
        for (Pool pool : subnet.pools()) {
          if (pool.range().contains(address)) {
            return Optional.of(pool);
          }
        }
      }
    }
    return Optional.empty();
  }

  /** Returns what is kept for a client, by its hardware address before its identifier. */
  public Optional<Reservation> reservationFor(Client client) {
    List<ClientKey> keys = client.keys();
    for (int i = keys.size() - 1; i >= 0; i--) {
      Reservation reservation = reservations.get(keys.get(i));
      if (reservation != null) {
        return Optional.of(reservation);
      }
    }
    return Optional.empty();
  }

  /** Returns for whom {@code address} is kept. */
  public Optional<Reservation> reservationOf(Ipv4Address address) {
    return Optional.ofNullable(reservedAddresses.get(address));
  }

  /** Returns what holds for a client at an address. */
  public Settings settingsFor(Ipv4Address address, Optional<Reservation> reservation) {
    Settings outer =
        poolOf(address)
            .map(poolSettings::get)
            .or(() -> subnetOf(address).map(subnetSettings::get))
            .orElse(settings);
    return reservation.map(Reservation::settings).orElse(Settings.NONE).over(outer);
  }

  /** Returns the name of the shared network. */
  @Override
  public String toString() {
    return network.name();
  }
}
