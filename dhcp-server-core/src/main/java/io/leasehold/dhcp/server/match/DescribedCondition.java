package io.leasehold.dhcp.server.match;

import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A condition with its words.
 *
 * @param text what has to hold
 * @param classes the classes that it looks at
 * @param predicate tells whether it does
 */
record DescribedCondition(String text, Set<String> classes, Predicate<RequestFacts> predicate)
    implements Condition {

  DescribedCondition {
    Objects.requireNonNull(text, "text");
  }

  @Override
  public boolean holdsFor(RequestFacts facts) {
    return predicate.test(facts);
  }

  @Override
  public String toString() {
    return text;
  }
}
