package io.leasehold.dhcp.config.kea.expression;

import io.leasehold.dhcp.server.match.Condition;
import io.leasehold.dhcp.server.match.RequestFacts;
import java.util.Set;

/**
 * The condition that a test holds; one that cannot be computed does not.
 *
 * @param test the test
 * @param classes the classes that it looks at
 */
record KeaCondition(Term.Test test, Set<String> classes) implements Condition {

  @Override
  public boolean holdsFor(RequestFacts facts) {
    try {
      return test.holdsFor(facts);
    } catch (EvaluationException e) {
      return false;
    }
  }

  /** Returns the expression. */
  @Override
  public String toString() {
    return test.text();
  }
}
