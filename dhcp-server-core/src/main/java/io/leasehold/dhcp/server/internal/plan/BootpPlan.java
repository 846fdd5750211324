package io.leasehold.dhcp.server.internal.plan;

import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.server.SilenceReason;
import io.leasehold.dhcp.server.config.Reservation;
import io.leasehold.dhcp.server.config.Setting;
import io.leasehold.dhcp.server.internal.PlacedRequest;
import io.leasehold.dhcp.server.internal.Plan;
import java.util.Optional;

/**
 * BOOTREQUEST of a client that knows nothing of DHCP: it gets an address for good (RFC 951, RFC
 * 1534 section 2).
 */
final class BootpPlan {

  private BootpPlan() {}

  static Plan plan(Situation situation) {
    if (namesAnotherServer(situation.placed())) {
      return Plan.silent(SilenceReason.OTHER_SERVER, "sname of another server");
    }
    boolean isReserved = situation.placed().reservation().flatMap(Reservation::address).isPresent();
    boolean isDynamic = situation.placed().settings().value(Setting.DYNAMIC_BOOTP);
    return situation.link().isEmpty() || isReserved || isDynamic
        ? OfferPlan.plan(situation)
        : Plan.silent(SilenceReason.BOOTP, "nothing is reserved for this BOOTP client");
  }

  /** A client may say by its {@code sname} which server it means (RFC 951 section 7.3). */
  private static boolean namesAnotherServer(PlacedRequest placed) {
    Octets sname = placed.request().message().sname();
    String named = sname.toText().replaceFirst("\0.*", "");
    Optional<String> ours = placed.settings().get(Setting.SERVER_NAME);
    return !named.isEmpty() && !ours.filter(named::equals).isPresent();
  }
}
