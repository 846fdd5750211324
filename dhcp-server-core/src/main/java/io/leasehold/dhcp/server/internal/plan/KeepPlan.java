package io.leasehold.dhcp.server.internal.plan;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.SilenceReason;
import io.leasehold.dhcp.server.config.Reservation;
import io.leasehold.dhcp.server.config.Setting;
import io.leasehold.dhcp.server.internal.ClientName;
import io.leasehold.dhcp.server.internal.Plan;
import io.leasehold.dhcp.server.policy.RequestKind;
import io.leasehold.dhcp.server.policy.Terms.Departure;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseChange;
import io.leasehold.dhcp.server.store.LeaseState;
import java.util.Optional;

/**
 * REQUEST in state INIT-REBOOT, RENEWING or REBINDING: the client has an address and wants to keep
 * it (RFC 2131 section 4.3.2).
 */
final class KeepPlan {

  private final Situation situation;
  private final RequestKind kind;
  private final Ipv4Address wanted;
  private final Optional<Lease> own;

  private KeepPlan(Situation situation) {
    this.situation = situation;
    this.kind = situation.request().kind();
    this.wanted = situation.request().wantedAddress().orElseThrow();
    this.own = situation.ownLeaseOf(wanted).filter(KeepPlan::wasLeased);
  }

  static Plan plan(Situation situation) {
    return new KeepPlan(situation).plan();
  }

  /** Who was only offered an address has none to keep. */
  private static boolean wasLeased(Lease lease) {
    return lease.state() != LeaseState.OFFERED;
  }

  private Plan plan() {
    if (situation.link().isEmpty()) {
      return withoutLink();
    }
    if (situation.link().get().subnetOf(wanted).isEmpty()) {
      return onWrongNetwork();
    }
    Optional<String> mismatch = SelectPlan.mismatch(situation, wanted);
    if (mismatch.isPresent()) {
      return mismatched(mismatch.get());
    }
    if (own.isPresent()) {
      return keep(own.get());
    }
    if (hasAnotherLease()) {
      return Answers.nak(situation, "this client has another address");
    }
    return isReservedForClient() ? Answers.bind(situation, wanted) : unknownClient();
  }

  private Plan withoutLink() {
    return switch (kind) {
      // By unicast: this server must have been the one that gave the address out.
      case RENEWING -> Answers.nak(situation, wanted + " is in no subnet", freeOwn());
      case INIT_REBOOT ->
          situation.isAuthoritative()
              ? Answers.nak(situation, "no subnet for this network")
              : Plan.silent(SilenceReason.NO_SUBNET, "no subnet for this network");
      default -> Plan.silent(SilenceReason.NO_SUBNET, "no subnet for this network");
    };
  }

  private Plan onWrongNetwork() {
    String why = wanted + " is not on this network";
    return situation.isAuthoritative() || isKnownClient()
        ? Answers.nak(situation, why)
        : Plan.silent(SilenceReason.UNKNOWN_CLIENT, why);
  }

  private Plan mismatched(String why) {
    // Nothing is known against an address outside the pools but that it is not this server's.
    boolean known =
        isKnownClient()
            || situation.leases().leaseOf(wanted).filter(KeepPlan::wasLeased).isPresent()
            || !situation.link().get().reservationsOf(wanted).isEmpty();
    return known || situation.isAuthoritative() || kind == RequestKind.RENEWING
        ? Answers.nak(situation, why, freeOwn())
        : Plan.silent(SilenceReason.UNKNOWN_CLIENT, why);
  }

  private Plan keep(Lease lease) {
    if (lease.state() == LeaseState.REVOKED) {
      return Answers.nak(situation, "the lease was revoked");
    }
    boolean bound = lease.isBoundAt(situation.now());
    if (situation.terms().has(Departure.NO_EXTENSION)) {
      return bound
          ? Answers.confirm(situation, lease)
          : Answers.nak(situation, "the lease has ended and is not extended");
    }
    return bound && isFresh(lease)
        ? Answers.confirm(situation, lease)
        : Answers.bind(situation, wanted);
  }

  /** Returns whether the lease was extended so recently that nothing new need be stored. */
  private boolean isFresh(Lease lease) {
    return !situation.now().isBefore(lease.startsAt())
        && situation
            .now()
            .isBefore(lease.startsAt().plus(LeaseTimeRule.cacheTime(situation, lease)))
        && lease.clientIdentifier().equals(situation.client().identifier())
        && lease.hardwareAddress().equals(situation.client().hardwareAddress())
        && hasNameOf(lease)
        && lease
            .relayAgentInformation()
            .equals(Answers.relayAgentInformation(situation, lease.address()));
  }

  private boolean hasNameOf(Lease lease) {
    ClientName name = NameRule.of(situation, lease.address());
    return lease.hostName().equals(name.hostName()) && lease.nameUpdates() == name.updates();
  }

  private Plan unknownClient() {
    String why = "nothing is known of this client at " + wanted;
    if (!situation.isAuthoritative()) {
      return kind == RequestKind.RENEWING
          ? Answers.nak(situation, why)
          : Plan.silent(SilenceReason.UNKNOWN_CLIENT, why);
    }
    return kind == RequestKind.RENEWING
            || situation.config().settings().value(Setting.ADOPT_UNKNOWN_CLIENTS)
        ? Answers.bind(situation, wanted)
        : Answers.nak(situation, why);
  }

  private boolean isKnownClient() {
    return own.isPresent() || hasAnotherLease() || situation.placed().reservation().isPresent();
  }

  private boolean hasAnotherLease() {
    return situation.ownLeasesOnLink().stream().anyMatch(l -> l.isBoundAt(situation.now()));
  }

  private boolean isReservedForClient() {
    return situation
        .placed()
        .reservation()
        .flatMap(Reservation::address)
        .equals(Optional.of(wanted));
  }

  private Optional<LeaseChange> freeOwn() {
    return own.filter(lease -> lease.isBoundAt(situation.now()))
        .map(lease -> Answers.freed(situation, lease));
  }
}
