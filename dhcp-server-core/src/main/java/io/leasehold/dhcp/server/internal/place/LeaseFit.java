package io.leasehold.dhcp.server.internal.place;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.config.HostKey;
import io.leasehold.dhcp.server.config.Reservation;
import io.leasehold.dhcp.server.internal.Link;
import io.leasehold.dhcp.server.internal.Topology;
import io.leasehold.dhcp.server.store.Lease;
import java.util.Optional;
import java.util.Set;

/** Tells which stored leases a configuration would not give out, from what is stored of them. */
public final class LeaseFit {

  private final Topology topology;
  private final HostKeys hostKeys;
  private final Set<Ipv4Address> infrastructure;

  /** Judges by a configuration. */
  public LeaseFit(Topology topology) {
    this.topology = topology;
    hostKeys = new HostKeys(topology.config().settings());
    infrastructure = topology.infrastructure();
  }

  /** Returns why a lease does not fit; empty where it does, as far as can be told. */
  public Optional<String> objectionTo(Lease lease) {
    Ipv4Address address = lease.address();
    Optional<Link> found = topology.linkOf(address);
    if (found.isEmpty()) {
      return Optional.of(address + " is in no subnet");
    }
    Link link = found.get();
    boolean ownerIsComputed =
        link.reservationsOf(address).stream()
            .anyMatch(owner -> owner.client().kind() == HostKey.Kind.COMPUTED);
    if (ownerIsComputed) {
      return Optional.empty();
    }
    Optional<Reservation> reservation = hostKeys.find(link, lease);
    return link.objectionTo(address, reservation)
        .or(
            () ->
                infrastructure.contains(address)
                    ? Optional.of(address + " is not available")
                    : Optional.empty())
        .or(
            () ->
                reservation
                    .flatMap(Reservation::address)
                    .filter(reserved -> !reserved.equals(address))
                    .map(reserved -> reserved + " is reserved for its client"));
  }
}
