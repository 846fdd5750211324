package io.leasehold.dhcp.testkit.simulation;

import io.leasehold.dhcp.server.policy.LeasePolicy;
import io.leasehold.dhcp.server.policy.PolicyRequest;
import io.leasehold.dhcp.server.policy.Verdict;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The way of the servers to the policy that all of them share: it throws when it is told to. */
final class SitePolicy implements LeasePolicy {

  private final LeasePolicy policy;
  private final BooleanSupplier fails;

  SitePolicy(LeasePolicy policy, BooleanSupplier fails) {
    this.policy = policy;
    this.fails = fails;
  }

  @Override
  public Verdict evaluate(PolicyRequest request) {
    check();
    return policy.evaluate(request);
  }

  @Override
  public List<Verdict> evaluateAll(List<PolicyRequest> requests) {
    check();
    return policy.evaluateAll(requests);
  }

  private void check() {
    if (fails.getAsBoolean()) {
      throw new IllegalStateException("the policy fails, as it was told to");
    }
  }
}
