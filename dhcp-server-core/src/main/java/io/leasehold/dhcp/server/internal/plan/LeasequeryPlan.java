package io.leasehold.dhcp.server.internal.plan;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.value.MessageType;
import io.leasehold.dhcp.server.internal.LeaseFacts;
import io.leasehold.dhcp.server.internal.Link;
import io.leasehold.dhcp.server.internal.Plan;
import io.leasehold.dhcp.server.store.Lease;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** LEASEQUERY: a relay agent asks who has an address, or what a client has (RFC 4388). */
final class LeasequeryPlan {

  private LeasequeryPlan() {}

  static Plan plan(Situation situation) {
    Optional<Ipv4Address> asked = situation.request().wantedAddress();
    List<Lease> inForce = situation.leases().inForce(asked, situation.now());
    if (inForce.isEmpty()) {
      boolean isManaged = asked.filter(address -> isManaged(situation, address)).isPresent();
      return new Plan.Tell(
          isManaged ? MessageType.LEASEUNASSIGNED : MessageType.LEASEUNKNOWN, Optional.empty());
    }
    Lease lease = inForce.get(0);
    LeaseFacts facts =
        new LeaseFacts(
            lease,
            LeaseTimeRule.left(situation, lease),
            sinceTransaction(situation, lease),
            asked.isPresent() ? List.of() : inForce.stream().map(Lease::address).toList());
    return new Plan.Tell(MessageType.LEASEACTIVE, Optional.of(facts));
  }

  /** Returns whether this server gives an address out, to whomever. */
  private static boolean isManaged(Situation situation, Ipv4Address address) {
    Optional<Link> link = situation.placed().topology().linkOf(address);
    return link.flatMap(known -> known.poolOf(address)).isPresent()
        || link.filter(known -> !known.reservationsOf(address).isEmpty()).isPresent();
  }

  private static Duration sinceTransaction(Situation situation, Lease lease) {
    Duration time = Duration.between(lease.startsAt(), situation.now());
    // Another server that shares the store may have a clock that is ahead.
    return time.isNegative() ? Duration.ZERO : Duration.ofSeconds(time.toSeconds());
  }
}
