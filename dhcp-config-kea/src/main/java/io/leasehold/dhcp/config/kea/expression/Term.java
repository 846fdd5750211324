package io.leasehold.dhcp.config.kea.expression;

import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.server.match.RequestFacts;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A part of an expression: octets, or something that holds or does not. */
sealed interface Term {

  /**
   * Octets. What a request does not have is no octets at all.
   *
   * @param text the expression
   * @param function computes them
   */
  record Value(String text, Function<RequestFacts, Octets> function) implements Term {

    Octets of(RequestFacts facts) {
      return function.apply(facts);
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /**
   * Something that holds or does not.
   *
   * @param text the expression
   * @param predicate tells whether it does
   */
  record Test(String text, Predicate<RequestFacts> predicate) implements Term {

    boolean holdsFor(RequestFacts facts) {
      return predicate.test(facts);
    }

    /** Returns what holds where all of {@code tests} do; all are looked at, as in Kea. */
    static Test all(List<Test> tests) {
      return new Test(
          joined(tests, " and "),
          facts -> tests.stream().filter(test -> !test.holdsFor(facts)).count() == 0);
    }

    /** Returns what holds where any of {@code tests} does; all are looked at, as in Kea. */
    static Test any(List<Test> tests) {
      return new Test(
          joined(tests, " or "),
          facts -> tests.stream().filter(test -> test.holdsFor(facts)).count() != 0);
    }

    Test not() {
      return new Test("not " + text, facts -> !holdsFor(facts));
    }

    @Override
    public String toString() {
      return text;
    }
  }

  private static String joined(List<Test> tests, String word) {
    return tests.stream().map(Test::text).collect(Collectors.joining(word, "(", ")"));
  }
}
