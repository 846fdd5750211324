package io.leasehold.dhcp.testkit.simulation;

import java.time.Duration;
import java.util.List;

/**
 * What came of a run.
 *
 * @param seed what decided everything
 * @param scenario what the seed made of the network
 * @param simulated how much time passed in the network
 * @param events how many things happened
 * @param hash of all that happened, which is the same whenever the same happens
 * @param violations the promises that were not kept; empty when all is well
 * @param ladder what led to the first of them, for people to read; empty when all is well
 */
public record SimulationReport(
    long seed,
    Scenario scenario,
    Duration simulated,
    long events,
    long hash,
    List<Violation> violations,
    String ladder) {

  /** Copies the list. */
  public SimulationReport {
    violations = List.copyOf(violations);
  }

  /**
   * Throws if a promise was not kept.
   *
   * @throws AssertionError with the seed, what was found, and the ladder
   */
  public void assertAllKept() {
    if (!violations.isEmpty()) {
      throw new AssertionError(toString());
    }
  }

  /** Returns all of it, for people to read. */
  @Override
  public String toString() {
    if (violations.isEmpty()) {
      return "seed " + seed + ": all promises kept in " + simulated + ", " + events + " events";
    }
    return "seed " + seed + ", " + scenario + "\n" + violations.get(0) + "\n" + ladder;
  }
}
