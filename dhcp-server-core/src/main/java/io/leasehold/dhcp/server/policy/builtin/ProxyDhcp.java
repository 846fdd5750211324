package io.leasehold.dhcp.server.policy.builtin;

import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.OptionSet;
import io.leasehold.dhcp.codec.option.PxeOptions;
import io.leasehold.dhcp.codec.value.PxeBootItem;
import io.leasehold.dhcp.server.match.Condition;
import io.leasehold.dhcp.server.match.RequestValue;
import io.leasehold.dhcp.server.policy.LeasePolicy;
import io.leasehold.dhcp.server.policy.PolicyRequest;
import io.leasehold.dhcp.server.policy.RequestKind;
import io.leasehold.dhcp.server.policy.Terms;
import io.leasehold.dhcp.server.policy.Terms.Departure;
import io.leasehold.dhcp.server.policy.Verdict;
import java.util.Optional;

/**
 * Tells PXE clients what to boot, beside another server that gives them their addresses (proxyDHCP:
 * Preboot Execution Environment Specification 2.1, section 2.2). Other clients, and requests for
 * addresses, meet silence.
 *
 * <p>Boot file, server and vendor options (43) are those of the configuration, for example of
 * classes by architecture. The clients' subnets have to be configured; they need no pools. Clients
 * may ask again at port 4011, and are answered at the port that they ask from: the server is to
 * have a second transport there. What a client has chosen from a menu (43.71) is repeated, alone in
 * option 43.
 *
 * <p>With {@link io.leasehold.dhcp.codec.value.PxeDiscoveryControl#BOOT_FILE_OF_OFFER} among the
 * vendor options clients boot the file of the offer. Without it they may ask at port 4011 first,
 * and UEFI asks the next server there, where one is set.
 *
 * <p>Safe for use by any thread.
 */
public final class ProxyDhcp implements LeasePolicy {

  /** The port at which PXE clients ask boot servers. */
  public static final int BOOT_SERVER_PORT = 4011;

  private static final String PXE_CLIENT = "PXEClient";
  private static final Condition IS_PXE_CLIENT =
      RequestValue.option(DhcpOptions.CLASS_ID).startsWith(PXE_CLIENT);

  /** Makes the policy. */
  public ProxyDhcp() {}

  @Override
  public Verdict evaluate(PolicyRequest request) {
    if (!IS_PXE_CLIENT.holdsFor(request.facts())) {
      return Verdict.silence("not a PXE client");
    }
    Optional<PxeBootItem> chosen =
        request
            .message()
            .option(PxeOptions.VENDOR_SPECIFIC)
            .flatMap(options -> options.get(PxeOptions.BOOT_ITEM));
    if (wantsAddress(request.kind(), chosen)) {
      return Verdict.silence("wants an address");
    }
    OptionSet.Builder options =
        OptionSet.builder().put(DhcpOptions.CLASS_ID, Octets.ofText(PXE_CLIENT));
    request
        .message()
        .options()
        .raw(DhcpOptions.UUID_GUID.code())
        .ifPresent(identifier -> options.putRaw(DhcpOptions.UUID_GUID.code(), identifier));
    chosen.ifPresent(
        item ->
            options.put(
                PxeOptions.VENDOR_SPECIFIC,
                PxeOptions.SPACE.empty().with(PxeOptions.BOOT_ITEM, item)));
    return Verdict.grant(
        Terms.USUAL
            .withOptions(options.build())
            .with(Departure.NO_ADDRESS)
            .with(Departure.TO_SOURCE_PORT)
            .with(Departure.NO_NAK));
  }

  private static boolean wantsAddress(RequestKind kind, Optional<PxeBootItem> chosen) {
    return switch (kind) {
      case INIT_REBOOT, BOOTP -> true;
      // By broadcast clients look for boot servers too, and then say what they have chosen.
      case REBINDING -> chosen.isEmpty();
      default -> false;
    };
  }
}
