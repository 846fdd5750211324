package io.leasehold.dhcp.server.internal.plan;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.Decision.Silence;
import io.leasehold.dhcp.server.SilenceReason;
import io.leasehold.dhcp.server.config.Setting;
import io.leasehold.dhcp.server.internal.PlacedRequest.Addressee;
import io.leasehold.dhcp.server.internal.Plan;
import io.leasehold.dhcp.server.store.LeaseChange;
import io.leasehold.dhcp.server.store.LeaseState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** DECLINE and RELEASE (RFC 2131 sections 4.3.3 and 4.3.4): neither has a reply. */
final class GiveBackPlan {

  private GiveBackPlan() {}

  static Plan decline(Situation situation) {
    if (namesNoServer(situation)) {
      return Plan.silent(SilenceReason.INCOMPLETE, "no server identifier (54) in a DECLINE");
    }
    Optional<Ipv4Address> address = situation.request().wantedAddress();
    if (address.isEmpty()) {
      return Plan.silent(SilenceReason.INCOMPLETE, "no address request (50) in a DECLINE");
    }
    Instant end =
        situation
            .now()
            .truncatedTo(ChronoUnit.SECONDS)
            .plus(situation.config().settings().value(Setting.QUARANTINE_TIME));
    return situation
        .ownLeaseOf(address.get())
        .filter(lease -> lease.isBoundAt(situation.now()) || lease.isOfferedAt(situation.now()))
        .map(
            lease ->
                done(
                    SilenceReason.DECLINED,
                    address.get(),
                    new LeaseChange(lease.next(LeaseState.QUARANTINED, end))))
        .orElseGet(() -> notTheHolder(address.get()));
  }

  static Plan release(Situation situation) {
    if (namesNoServer(situation)) {
      return Plan.silent(SilenceReason.INCOMPLETE, "no server identifier (54) in a RELEASE");
    }
    Ipv4Address address = situation.request().message().ciaddr();
    if (address.isUnspecified()) {
      return Plan.silent(SilenceReason.INCOMPLETE, "no ciaddr in a RELEASE");
    }
    return situation
        .ownLeaseOf(address)
        .filter(lease -> lease.isBoundAt(situation.now()))
        .map(lease -> done(SilenceReason.RELEASED, address, Answers.freed(situation, lease)))
        .orElseGet(() -> notTheHolder(address));
  }

  private static boolean namesNoServer(Situation situation) {
    return situation.placed().addressee() == Addressee.ANY_SERVER
        && situation.config().settings().value(Setting.REQUIRE_SERVER_IDENTIFIER);
  }

  private static Plan done(SilenceReason reason, Ipv4Address address, LeaseChange change) {
    return new Plan.Silent(new Silence(reason, address.toString()), Optional.of(change), List.of());
  }

  private static Plan notTheHolder(Ipv4Address address) {
    return Plan.silent(SilenceReason.NOT_THE_HOLDER, address + " is not leased to this client");
  }
}
