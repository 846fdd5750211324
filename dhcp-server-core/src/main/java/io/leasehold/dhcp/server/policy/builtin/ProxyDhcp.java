package io.leasehold.dhcp.server.policy.builtin;

import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.OptionSet;
import io.leasehold.dhcp.server.match.Condition;
import io.leasehold.dhcp.server.match.RequestValue;
import io.leasehold.dhcp.server.policy.LeasePolicy;
import io.leasehold.dhcp.server.policy.PolicyRequest;
import io.leasehold.dhcp.server.policy.RequestKind;
import io.leasehold.dhcp.server.policy.Terms;
import io.leasehold.dhcp.server.policy.Terms.Departure;
import io.leasehold.dhcp.server.policy.Verdict;

/**
 * Tells PXE clients what to boot, beside another server that gives them their addresses (proxyDHCP:
 * Preboot Execution Environment Specification 2.1, section 2.2). Other clients, and requests for
 * addresses, meet silence.
 *
 * <p>Boot file, server and vendor options (43) are those of the configuration, for example of
 * classes by architecture. The clients' subnets have to be configured; they need no pools. A client
 * may ask again at port 4011, so that a second server with the same configuration and this policy
 * is to listen there.
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
    if (request.kind() == RequestKind.INIT_REBOOT) {
      return Verdict.silence("wants an address");
    }
    OptionSet.Builder options =
        OptionSet.builder().put(DhcpOptions.CLASS_ID, Octets.ofText(PXE_CLIENT));
    request
        .message()
        .options()
        .raw(DhcpOptions.UUID_GUID.code())
        .ifPresent(identifier -> options.putRaw(DhcpOptions.UUID_GUID.code(), identifier));
    return Verdict.grant(
        Terms.USUAL.withOptions(options.build()).with(Departure.NO_ADDRESS).with(Departure.NO_NAK));
  }
}
