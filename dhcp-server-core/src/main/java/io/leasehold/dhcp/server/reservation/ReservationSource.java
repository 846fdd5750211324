package io.leasehold.dhcp.server.reservation;

import io.leasehold.dhcp.server.config.Reservation;
import java.util.List;
import java.util.Optional;

/**
 * Knows what is reserved for hosts that are not in the configuration (SPI). It is asked about each
 * DHCPDISCOVER, DHCPREQUEST and so on of a host for which the configuration reserves nothing,
 * before anything else is decided: {@link CachedReservations} spares it most of that.
 *
 * <p>Addresses that it reserves are to be in no pool, or excluded from it: it is not asked whether
 * an address that is free in a pool is reserved for somebody. One that lies in no subnet of the
 * host's network counts as taken.
 *
 * <p>Several threads may ask at once. When {@link #findAll} throws, the hosts of the batch are
 * asked for one by one; one at which {@link #find} throws meets silence, and the server goes on.
 */
@FunctionalInterface
public interface ReservationSource {

  /** Reserves nothing. */
  ReservationSource NONE = host -> Optional.empty();

  /** Returns what is reserved for a host. May block; the requests of its batch wait meanwhile. */
  Optional<Reservation> find(Host host);

  /** Returns what is reserved for each host, in order; by default one after the other. */
  default List<Optional<Reservation>> findAll(List<Host> hosts) {
    return hosts.stream().map(this::find).toList();
  }
}
