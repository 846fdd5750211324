package io.leasehold.dhcp.server.policy;

import java.util.List;

/**
 * Decides who gets what, within what the configuration offers (SPI). It is asked about every
 * DISCOVER, REQUEST, INFORM and BOOTP message that this server could answer.
 *
 * <p>It is asked once for each request, and about requests that are only explained as well: see
 * {@link PolicyRequest#isDryRun}. Several threads may ask at once. When {@link #evaluateAll}
 * throws, the requests of the batch are asked about one by one; one at which {@link #evaluate}
 * throws meets silence, and the server goes on.
 */
@FunctionalInterface
public interface LeasePolicy {

  /** The policy that grants everything on the usual terms. */
  LeasePolicy USUAL = request -> Verdict.USUAL;

  /** Returns the verdict on one request. May block; the requests of its batch wait meanwhile. */
  Verdict evaluate(PolicyRequest request);

  /** Returns the verdicts on a batch, in order; by default one after the other. */
  default List<Verdict> evaluateAll(List<PolicyRequest> requests) {
    return requests.stream().map(this::evaluate).toList();
  }

  /**
   * Returns the policy that asks this one and, about what it grants, {@code second} too: either can
   * refuse, and the terms of this one go before those of {@code second}.
   */
  default LeasePolicy then(LeasePolicy second) {
    return new TwoPolicies(this, second);
  }
}
