package io.leasehold.dhcp.testkit.simulation;

import java.time.Instant;
import java.util.Set;

/**
 * A promise that was not kept.
 *
 * @param time when it was found
 * @param promise which one, such as «one address, one client»
 * @param detail what was found
 * @param about the hosts, hardware addresses and addresses that it is about, as the ladder has them
 */
public record Violation(Instant time, String promise, String detail, Set<String> about) {

  /** Copies the set. */
  public Violation {
    about = Set.copyOf(about);
  }

  @Override
  public String toString() {
    return promise + ": " + detail;
  }
}
