package io.leasehold.dhcp.config.kea.expression;

import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.server.match.Condition;
import io.leasehold.dhcp.server.match.RequestFacts;
import io.leasehold.dhcp.server.match.RequestValue;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Reads Kea's expressions. An expression that cannot be computed for a request, such as the text of
 * an address of three octets, does not hold, or is no value.
 */
public final class KeaExpression {

  private KeaExpression() {}

  /**
   * Returns the condition that a {@code test} stands for.
   *
   * @throws ExpressionException when it is no expression that holds or does not
   */
  public static Condition condition(String expression, ExpressionNames names) {
    Set<String> classes = new HashSet<>();
    Term.Test test = new Parser(expression, noting(classes, names)).wholeTest();
    return new KeaCondition(test, Set.copyOf(classes));
  }

  private static ExpressionNames noting(Set<String> classes, ExpressionNames names) {
    return new ExpressionNames() {
      @Override
      public OptionalInt optionCode(String name) {
        return names.optionCode(name);
      }

      @Override
      public boolean isText(int optionCode) {
        return names.isText(optionCode);
      }

      @Override
      public boolean isClass(String name) {
        classes.add(name);
        return names.isClass(name);
      }
    };
  }

  /**
   * Returns the octets that an {@code identifier-expression} or the like stands for; no octets at
   * all are no value.
   *
   * @throws ExpressionException when it is no expression for octets
   */
  public static RequestValue value(String expression, ExpressionNames names) {
    Term.Value value = new Parser(expression, names).wholeValue();
    return RequestValue.of(value.text(), facts -> octets(value, facts));
  }

  private static Optional<Octets> octets(Term.Value value, RequestFacts facts) {
    try {
      return Optional.of(value.of(facts)).filter(octets -> !octets.isEmpty());
    } catch (EvaluationException e) {
      return Optional.empty();
    }
  }
}
