package io.leasehold.dhcp.server.policy;

import io.leasehold.dhcp.server.policy.Terms.Departure;
import io.leasehold.dhcp.server.policy.Verdict.Grant;
import io.leasehold.dhcp.server.policy.Verdict.Refuse;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** One policy, and then another about what the first grants. */
record TwoPolicies(LeasePolicy first, LeasePolicy second) implements LeasePolicy {

  @Override
  public Verdict evaluate(PolicyRequest request) {
    Verdict verdict = first.evaluate(request);
    return verdict instanceof Grant grant ? joined(grant, second.evaluate(request)) : verdict;
  }

  @Override
  public List<Verdict> evaluateAll(List<PolicyRequest> requests) {
    List<Verdict> verdicts = first.evaluateAll(requests);
    requireAsMany(first, requests, verdicts);
    List<PolicyRequest> granted = new ArrayList<>(requests.size());
    for (int i = 0; i < verdicts.size(); i++) {
      if (verdicts.get(i) instanceof Grant) {
        granted.add(requests.get(i));
      }
    }
    List<Verdict> others = second.evaluateAll(granted);
    requireAsMany(second, granted, others);
    Iterator<Verdict> next = others.iterator();
    return verdicts.stream()
        .map(verdict -> verdict instanceof Grant grant ? joined(grant, next.next()) : verdict)
        .toList();
  }

  private static void requireAsMany(
      LeasePolicy policy, List<PolicyRequest> requests, List<Verdict> verdicts) {
    if (verdicts.size() != requests.size()) {
      throw new IllegalStateException(
          "evaluateAll of "
              + policy.getClass().getName()
              + ": expected "
              + requests.size()
              + " verdicts, one for each request, found "
              + verdicts.size());
    }
  }

  private static Verdict joined(Grant grant, Verdict next) {
    if (next instanceof Grant other) {
      return new Grant(grant.terms().over(other.terms()));
    }
    return next instanceof Refuse refuse && grant.terms().has(Departure.NO_NAK)
        ? Verdict.silence(refuse.why())
        : next;
  }
}
