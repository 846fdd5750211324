package io.leasehold.dhcp.store.h2;

import java.time.Duration;

/**
 * When a commit is answered.
 *
 * @param atMostLost how much of the last time a power cut, or a crash of the operating system, may
 *     cost; zero for nothing
 */
public record Durability(Duration atMostLost) {

  /** A commit is answered when the disk has it: the default. */
  public static final Durability FORCED = new Durability(Duration.ZERO);

  /**
   * Checks the duration.
   *
   * @throws IllegalArgumentException when it is negative, or more than a minute
   */
  public Durability {
    if (atMostLost.isNegative() || atMostLost.compareTo(Duration.ofMinutes(1)) > 0) {
      throw new IllegalArgumentException(
          "durability that loses " + atMostLost + ": expected nothing to a minute");
    }
  }

  /**
   * A commit is answered when the operating system has it, and the disk has it {@code within} that
   * time. A crash of the process costs nothing, unless a force has failed since; a power cut costs
   * the commits of that time, for which clients have their DHCPACK.
   *
   * @throws IllegalArgumentException when {@code within} is negative, or more than a minute
   */
  public static Durability relaxed(Duration within) {
    return new Durability(within);
  }

  /** Returns whether each commit is on the disk before it is answered. */
  boolean isForced() {
    return atMostLost.isZero();
  }
}
