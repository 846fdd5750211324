package io.leasehold.dhcp.server.policy.builtin;

import io.leasehold.dhcp.server.policy.LeasePolicy;
import io.leasehold.dhcp.server.policy.PolicyRequest;
import io.leasehold.dhcp.server.policy.Terms;
import io.leasehold.dhcp.server.policy.Terms.Departure;
import io.leasehold.dhcp.server.policy.Verdict;

/**
 * Meets a DHCPREQUEST with silence that would be answered by a DHCPNAK, for a server beside others:
 * a DHCPNAK would end what the client is doing with them, such as booting.
 *
 * <p>To be put first: {@code new NeverNak().then(others)} has others refuse in silence too. Safe
 * for use by any thread.
 */
public final class NeverNak implements LeasePolicy {

  private static final Verdict WITHOUT_NAK = Verdict.grant(Terms.USUAL.with(Departure.NO_NAK));

  /** Makes the policy. */
  public NeverNak() {}

  @Override
  public Verdict evaluate(PolicyRequest request) {
    return WITHOUT_NAK;
  }
}
