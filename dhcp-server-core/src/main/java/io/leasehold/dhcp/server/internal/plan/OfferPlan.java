package io.leasehold.dhcp.server.internal.plan;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.SilenceReason;
import io.leasehold.dhcp.server.config.Reservation;
import io.leasehold.dhcp.server.internal.Plan;
import io.leasehold.dhcp.server.internal.Plan.LookAgain;
import io.leasehold.dhcp.server.store.Lease;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** DISCOVER: chooses an address to offer, in the order of RFC 2131 section 4.3.1. */
final class OfferPlan {

  private OfferPlan() {}

  static Plan plan(Situation situation) {
    if (situation.link().isEmpty()) {
      return Plan.silent(SilenceReason.NO_SUBNET, "no subnet for " + origin(situation));
    }
    Optional<String> remark = reservationConflict(situation);
    for (Ipv4Address choice : choices(situation)) {
      if (!situation.leases().covers(choice)) {
        return new LookAgain("the policy wants " + choice);
      }
      if (situation.obstacleTo(choice).isEmpty()) {
        return Answers.offer(situation, choice, remark);
      }
    }
    if (situation.freeAddress().isPresent()) {
      Ipv4Address free = situation.freeAddress().get();
      return situation
          .obstacleTo(free)
          .<Plan>map(LookAgain::new)
          .orElseGet(() -> Answers.offer(situation, free, remark));
    }
    return situation.earlierOffer().isEmpty() && situation.searchedEverywhere()
        ? nothingFree(situation)
        : new LookAgain("another free address is needed");
  }

  private static List<Ipv4Address> choices(Situation situation) {
    List<Ipv4Address> choices = new ArrayList<>();
    situation.placed().reservation().flatMap(Reservation::address).ifPresent(choices::add);
    situation.terms().address().ifPresent(choices::add);
    situation.ownLeasesOnLink().stream().map(Lease::address).forEach(choices::add);
    situation.earlierOffer().ifPresent(choices::add);
    if (!situation.probing()) {
      situation.request().wantedAddress().ifPresent(choices::add);
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
