package io.leasehold.dhcp.server.config;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.address.Ipv4Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * An IP network and what its clients are given.
 *
 * @param network its addresses
 * @param pools the addresses to give out, in order of preference
 * @param reservations what is kept for single clients
 * @param relays relay agents that serve it, besides those with an address in it
 * @param interfaceName the server's network interface that is on it; where it is unset, the one
 *     with an address in it
 * @param settings what holds in it
 */
public record Subnet(
    Ipv4Network network,
    List<Pool> pools,
    List<Reservation> reservations,
    Set<Ipv4Address> relays,
    Optional<String> interfaceName,
    Settings settings) {

  /** Copies the collections. */
  public Subnet {
    Objects.requireNonNull(network, "network");
    pools = List.copyOf(pools);
    reservations = List.copyOf(reservations);
    relays = Set.copyOf(relays);
    Objects.requireNonNull(interfaceName, "interfaceName");
    Objects.requireNonNull(settings, "settings");
  }

  /**
   * Returns a builder of a subnet.
   *
   * @param network such as {@code 192.0.2.0/24}
   * @throws IllegalArgumentException when {@code network} is anything else
   */
  public static Builder builder(String network) {
    return builder(Ipv4Network.parse(network));
  }

  /** Returns a builder of a subnet. */
  public static Builder builder(Ipv4Network network) {
    return new Builder(network);
  }

  /** Collects the parts of a subnet. For one thread. */
  public static final class Builder extends SegmentBuilder<Builder> {

    private final Ipv4Network network;
    private final List<Pool> pools = new ArrayList<>();
    private final List<Reservation> reservations = new ArrayList<>();

    private Builder(Ipv4Network network) {
      this.network = network;
    }

    @Override
    Builder self() {
      return this;
    }

    /**
     * Adds a pool without settings of its own.
     *
     * @param range such as {@code 192.0.2.10-192.0.2.20} or {@code 192.0.2.64/26}
     * @throws IllegalArgumentException when {@code range} is anything else
     */
    public Builder pool(String range) {
      return pool(Pool.builder(range).build());
    }

    /** Adds a pool. */
    public Builder pool(Pool pool) {
      pools.add(pool);
      return this;
    }

    /** Adds a reservation. */
    public Builder reservation(Reservation reservation) {
      reservations.add(reservation);
      return this;
    }

    /** Returns the subnet; {@link ServerConfig} checks how its parts fit together. */
    public Subnet build() {
      return new Subnet(network, pools, reservations, relays(), interfaceName(), settings());
    }
  }
}
