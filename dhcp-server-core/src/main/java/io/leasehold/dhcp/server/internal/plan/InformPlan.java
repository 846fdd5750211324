package io.leasehold.dhcp.server.internal.plan;

import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.value.MessageType;
import io.leasehold.dhcp.server.SilenceReason;
import io.leasehold.dhcp.server.internal.ClientName;
import io.leasehold.dhcp.server.internal.Draft;
import io.leasehold.dhcp.server.internal.LeaseTimes;
import io.leasehold.dhcp.server.internal.Plan;
import java.util.List;
import java.util.Optional;

/** INFORM: parameters for a client that has an address (RFC 2131 section 4.3.5). */
final class InformPlan {

  private InformPlan() {}

  static Plan plan(Situation situation) {
    DhcpMessage message = situation.request().message();
    boolean hasNoAddress =
        message.ciaddr().isUnspecified()
            && situation.request().datagram().sourceAddress().isUnspecified();
    if (hasNoAddress && !situation.request().isRelayed()) {
      return Plan.silent(
          SilenceReason.NO_RETURN_ADDRESS, "neither ciaddr nor source address in an INFORM");
    }
    if (situation.link().isEmpty() && !situation.isAuthoritative()) {
      return Plan.silent(SilenceReason.NO_SUBNET, "no subnet for " + message.ciaddr());
    }
    Draft draft =
        new Draft(
            MessageType.ACK,
            Ipv4Address.UNSPECIFIED,
            LeaseTimes.NONE,
            situation.terms(),
            ClientName.NONE,
            "");
    return new Plan.Answer(draft, Optional.empty(), Optional.empty(), List.of(), Optional.empty());
  }
}
