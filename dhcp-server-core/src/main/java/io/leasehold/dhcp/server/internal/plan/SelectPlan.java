package io.leasehold.dhcp.server.internal.plan;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.internal.Plan;
import java.util.Optional;

/** REQUEST in state SELECTING: the client takes an offer (RFC 2131 section 4.3.2). */
final class SelectPlan {

  private SelectPlan() {}

  static Plan plan(Situation situation) {
    Optional<Ipv4Address> wanted = situation.request().wantedAddress();
    if (situation.link().isEmpty()) {
      return Answers.nak(situation, "no subnet for this network");
    }
    if (wanted.isEmpty()) {
      return Answers.incomplete(situation);
    }
    return mismatch(situation, wanted.get())
        .map(why -> Answers.nak(situation, why))
        .orElseGet(() -> Answers.bind(situation, wanted.get()));
  }

  /** Returns why the client cannot have what it wants: the address is not to be had, or not its. */
  static Optional<String> mismatch(Situation situation, Ipv4Address wanted) {
    return situation
        .obstacleTo(wanted)
        .or(
            () ->
                situation
                    .reservedAddress()
                    .filter(reserved -> !reserved.equals(wanted))
                    .map(reserved -> "another address is reserved for this client"));
  }
}
