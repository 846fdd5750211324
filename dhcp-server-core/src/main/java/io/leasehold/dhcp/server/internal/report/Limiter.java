package io.leasehold.dhcp.server.internal.report;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets one thing of a kind through in ten seconds, and counts those that it holds back. Each kind
 * is remembered for good, so there must be few.
 *
 * <p>Safe for use by any thread.
 */
final class Limiter<K> {

  private static final Duration QUIET = Duration.ofSeconds(10);

  private final Clock clock;
  private final Map<K, Gate> gates = new ConcurrentHashMap<>();

  /** Makes a limiter that has let nothing through yet. */
  Limiter(Clock clock) {
    this.clock = clock;
  }

  /**
   * Returns how many of the kind have been held back since one was let through; empty where this
   * one is to be held back, too.
   */
  OptionalLong tryPass(K kind) {
    return gates.computeIfAbsent(kind, k -> new Gate()).tryPass(clock.instant());
  }

  private static final class Gate {

    private Instant lastPassed = Instant.EPOCH;
    private long heldBack;

    synchronized OptionalLong tryPass(Instant now) {
      // A clock that was put back must not close the gate until it has caught up.
      if (!now.isBefore(lastPassed) && now.isBefore(lastPassed.plus(QUIET))) {
        heldBack++;
        return OptionalLong.empty();
      }
      OptionalLong result = OptionalLong.of(heldBack);
      lastPassed = now;
      heldBack = 0;
      return result;
    }
  }
}
