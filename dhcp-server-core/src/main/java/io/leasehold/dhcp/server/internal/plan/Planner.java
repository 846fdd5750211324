package io.leasehold.dhcp.server.internal.plan;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.Decision.Silence;
import io.leasehold.dhcp.server.SilenceReason;
import io.leasehold.dhcp.server.config.ClientClass;
import io.leasehold.dhcp.server.internal.PlacedRequest.Addressee;
import io.leasehold.dhcp.server.internal.Plan;
import io.leasehold.dhcp.server.policy.RequestKind;
import java.util.List;
import java.util.Optional;

/**
 * Judges requests as RFC 2131 section 4.3 does: from the request, what is stored, the policy's
 * terms, the configuration and the time, and from nothing else, to what is to be done.
 */
public final class Planner {

  private Planner() {}

  /** Returns what is to be done. */
  public static Plan plan(Situation situation) {
    RequestKind kind = situation.request().kind();
    if (situation.placed().addressee() == Addressee.OTHER_SERVER && kind != RequestKind.INFORM) {
      return elsewhere(situation);
    }
    if (situation.placed().classes().contains(ClientClass.REJECT)) {
      return refused(
          situation, true, SilenceReason.REFUSED_BY_CLASS, "client class " + ClientClass.REJECT);
    }
    if (situation.link().isPresent() && situation.goesWithoutAddress()) {
      return Answers.withoutAddress(situation, situation.terms());
    }
    return switch (kind) {
      case DISCOVER -> OfferPlan.plan(situation);
      case BOOTP -> BootpPlan.plan(situation);
      case SELECTING -> SelectPlan.plan(situation);
      case INIT_REBOOT, RENEWING, REBINDING -> KeepPlan.plan(situation);
      case INCOMPLETE_REQUEST -> Answers.incomplete(situation);
      case DECLINE -> GiveBackPlan.decline(situation);
      case RELEASE -> GiveBackPlan.release(situation);
      case INFORM -> InformPlan.plan(situation);
      case LEASEQUERY -> LeasequeryPlan.plan(situation);
    };
  }

  /**
   * The client takes nothing of what it is offered here (RFC 2131 section 3.1); but another server
   * over the same store may have offered it the same address.
   */
  private static Plan elsewhere(Situation situation) {
    Ipv4Address taken = situation.request().wantedAddress().orElse(Ipv4Address.UNSPECIFIED);
    return new Plan.Silent(
        new Silence(SilenceReason.OTHER_SERVER, "server identifier (54) of another server"),
        Optional.empty(),
        Answers.freedOffers(situation, taken));
  }

  /** Returns the addresses that {@link #plan} looks at, and what it finds. */
  public static List<Considered> considered(Situation situation) {
    if (situation.link().isEmpty()
        || situation.placed().addressee() == Addressee.OTHER_SERVER
        || situation.placed().classes().contains(ClientClass.REJECT)
        || situation.goesWithoutAddress()) {
      return List.of();
    }
    return switch (situation.request().kind()) {
      case DISCOVER, BOOTP -> OfferPlan.considered(situation);
      case SELECTING, INIT_REBOOT, RENEWING, REBINDING ->
          situation
              .request()
              .wantedAddress()
              .map(
                  wanted ->
                      new Considered("asked for", wanted, SelectPlan.mismatch(situation, wanted)))
              .stream()
              .toList();
      case INCOMPLETE_REQUEST, DECLINE, RELEASE, INFORM, LEASEQUERY -> List.of();
    };
  }

  /** Returns what is to be done where the policy refuses. */
  public static Plan refused(Situation situation, boolean nak, String why) {
    return refused(situation, nak, SilenceReason.REFUSED_BY_POLICY, why);
  }

  private static Plan refused(Situation situation, boolean nak, SilenceReason reason, String why) {
    return switch (situation.request().kind()) {
      case SELECTING, INIT_REBOOT, RENEWING, REBINDING, INCOMPLETE_REQUEST ->
          nak ? Answers.nak(situation, why) : Plan.silent(reason, why);
      case DISCOVER, BOOTP, DECLINE, RELEASE, INFORM, LEASEQUERY -> Plan.silent(reason, why);
    };
  }
}
