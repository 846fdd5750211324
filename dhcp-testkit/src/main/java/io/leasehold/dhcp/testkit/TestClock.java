package io.leasehold.dhcp.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that a test turns by hand; it stands still otherwise. Safe for use by any thread. */
public final class TestClock extends Clock {

  private final AtomicReference<Instant> now;

  private TestClock(Instant start) {
    now = new AtomicReference<>(start);
  }

  /** Returns a clock that shows {@code start}. */
  public static TestClock at(Instant start) {
    return new TestClock(start);
  }

  /** Turns the clock on, or back where {@code time} is negative. */
  public void advance(Duration time) {
    now.updateAndGet(instant -> instant.plus(time));
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  /** Returns this clock: a test's time has no zone. */
  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
