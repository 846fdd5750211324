package io.leasehold.dhcp.server.internal.plan;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.OptionSet;
import io.leasehold.dhcp.server.SilenceReason;
import io.leasehold.dhcp.server.config.Reservation;
import io.leasehold.dhcp.server.config.Setting;
import io.leasehold.dhcp.server.internal.Plan;
import io.leasehold.dhcp.server.internal.Plan.LookAgain;
import io.leasehold.dhcp.server.policy.RequestKind;
import io.leasehold.dhcp.server.policy.Terms;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * DISCOVER, and whatever else wants an address without saying which: chooses an address, in the
 * order of RFC 2131 section 4.3.1.
 */
final class OfferPlan {

  private record Choice(String origin, Ipv4Address address) {}

  private OfferPlan() {}

  static Plan plan(Situation situation) {
    if (situation.link().isEmpty()) {
      return Plan.silent(SilenceReason.NO_SUBNET, "no subnet for " + origin(situation));
    }
    Optional<String> remark = reservationConflict(situation);
    for (Choice each : choices(situation)) {
      Ipv4Address choice = each.address;
      if (!situation.leases().covers(choice)) {
        return new LookAgain("the policy wants " + choice);
      }
      if (situation.obstacleTo(choice).isEmpty()) {
        return grant(situation, choice, remark);
      }
    }
    if (situation.freeAddress().isPresent()) {
      Ipv4Address free = situation.freeAddress().get();
      return situation
          .obstacleTo(free)
          .<Plan>map(LookAgain::new)
          .orElseGet(() -> grant(situation, free, remark));
    }
    return situation.earlierOffer().isEmpty() && situation.searchedEverywhere()
        ? nothingFree(situation)
        : new LookAgain("another free address is needed");
  }

  private static Plan grant(Situation situation, Ipv4Address address, Optional<String> remark) {
    return switch (situation.request().kind()) {
      case BOOTP -> Answers.bindForGood(situation, address, remark);
      case DISCOVER ->
          situation.placed().commitsRapidly()
              ? Answers.bind(situation, address, remark)
              : Answers.offer(situation, address, remark);
      default -> Answers.bind(situation, address, remark);
    };
  }

  /** Returns the addresses that {@link #plan} looks at, up to the one that it takes. */
  static List<Considered> considered(Situation situation) {
    List<Choice> choices = choices(situation);
    situation.freeAddress().ifPresent(free -> choices.add(new Choice("free", free)));
    List<Considered> considered = new ArrayList<>();
    for (Choice choice : choices) {
      if (!situation.leases().covers(choice.address)) {
        break;
      }
      Optional<String> objection = situation.obstacleTo(choice.address);
      considered.add(new Considered(choice.origin, choice.address, objection));
      if (objection.isEmpty()) {
        break;
      }
    }
    return considered;
  }

  private static List<Choice> choices(Situation situation) {
    List<Choice> choices = new ArrayList<>();
    situation
        .placed()
        .reservation()
        .flatMap(Reservation::address)
        .ifPresent(address -> choices.add(new Choice("reserved", address)));
    situation
        .terms()
        .address()
        .ifPresent(address -> choices.add(new Choice("wanted by the policy", address)));
    for (Lease lease : situation.ownLeasesOnLink()) {
      String origin = lease.state() == LeaseState.OFFERED ? "offered before" : "leased before";
      choices.add(new Choice(origin, lease.address()));
    }
    situation
        .earlierOffer()
        .ifPresent(address -> choices.add(new Choice("offered before", address)));
    if (!situation.probing()) {
      situation
          .request()
          .wantedAddress()
          .ifPresent(address -> choices.add(new Choice("asked for", address)));
    }
    return choices;
  }

  private static Optional<String> reservationConflict(Situation situation) {
    return situation
        .placed()
        .reservation()
        .flatMap(Reservation::address)
        .flatMap(situation::obstacleTo)
        .map(why -> "reserved address for " + situation.client() + " not offered: " + why);
  }

  private static Plan nothingFree(Situation situation) {
    Optional<Boolean> autoConfigure = situation.placed().settings().get(Setting.AUTO_CONFIGURE);
    if (autoConfigure.isPresent()
        && situation.request().kind() == RequestKind.DISCOVER
        && situation.request().message().option(DhcpOptions.AUTO_CONFIG).isPresent()) {
      OptionSet answer =
          OptionSet.builder().put(DhcpOptions.AUTO_CONFIG, autoConfigure.get()).build();
      return Answers.withoutAddress(
          situation, Terms.USUAL.withOptions(answer).over(situation.terms()));
    }
    return situation.probing()
        ? Plan.silent(SilenceReason.PROBING, "no probed address of " + situation.link().get())
        : Plan.silent(
            SilenceReason.NO_FREE_ADDRESS, "no free address of " + situation.link().get());
  }

  private static String origin(Situation situation) {
    return situation.request().isRelayed()
        ? "relay agent " + situation.request().message().giaddr()
        : "interface " + situation.request().arrival().interfaceName();
  }
}
