package io.leasehold.dhcp.server.match;

import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A condition on a request, such as that its client belongs to a class. It prints as it reads: an
 * implementation's {@code toString} says what has to hold.
 *
 * <pre>{@code
 * RequestValue.option(DhcpOptions.CLASS_ID).startsWith("PXEClient")
 *     .and(Condition.memberOf("lab").not())
 * }</pre>
 *
 * <p>Called by any thread, and by several at once; must not block. One that throws does not hold.
 */
@FunctionalInterface
public interface Condition {

  /** Holds for every request. */
  Condition ALWAYS = of("always", facts -> true);

  /** Returns whether the condition holds for a request. */
  boolean holdsFor(RequestFacts facts);

  /**
   * Returns the names of the classes that the condition looks at, so that it is seen when they are
   * misspelled or not decided on yet; none unless overridden.
   */
  default Set<String> classes() {
    return Set.of();
  }

  /** Returns the condition that a client is in a class that has been decided on before. */
  static Condition memberOf(String className) {
    Objects.requireNonNull(className, "className");
    return new DescribedCondition(
        "member of " + className, Set.of(className), facts -> facts.classes().contains(className));
  }

  /** Returns the condition that {@code name} is one of the client's user classes (option 77). */
  static Condition userClass(String name) {
    Octets octets = Octets.ofText(name);
    return of(
        "user class \"" + name + "\"",
        facts ->
            facts
                .message()
                .option(DhcpOptions.USER_CLASS)
                .filter(userClass -> userClass.classes().contains(octets))
                .isPresent());
  }

  /** Returns the condition that a predicate of one's own holds, described by {@code text}. */
  static Condition of(String text, Predicate<RequestFacts> predicate) {
    Objects.requireNonNull(predicate, "predicate");
    return new DescribedCondition(text, Set.of(), predicate);
  }

  /** Returns the condition that holds where all of {@code conditions} do. */
  static Condition allOf(Condition... conditions) {
    List<Condition> all = List.of(conditions);
    return new DescribedCondition(
        joined(all, " and "),
        classesOf(all),
        facts -> all.stream().allMatch(each -> each.holdsFor(facts)));
  }

  /** Returns the condition that holds where any of {@code conditions} does. */
  static Condition anyOf(Condition... conditions) {
    List<Condition> all = List.of(conditions);
    return new DescribedCondition(
        joined(all, " or "),
        classesOf(all),
        facts -> all.stream().anyMatch(each -> each.holdsFor(facts)));
  }

  private static Set<String> classesOf(List<Condition> conditions) {
    return conditions.stream()
        .flatMap(each -> each.classes().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static String joined(List<Condition> conditions, String word) {
    return conditions.stream().map(Condition::toString).collect(Collectors.joining(word, "(", ")"));
  }

  /** Returns the condition that holds where this one and {@code other} do. */
  default Condition and(Condition other) {
    return allOf(this, other);
  }

  /** Returns the condition that holds where this one or {@code other} does. */
  default Condition or(Condition other) {
    return anyOf(this, other);
  }

  /** Returns the condition that holds where this one does not. */
  default Condition not() {
    return new DescribedCondition("not " + this, classes(), facts -> !holdsFor(facts));
  }
}
