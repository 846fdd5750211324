package io.leasehold.dhcp.testkit.simulation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The clock of the servers, which may jump, and remembers when it did last. */
final class SiteClock extends Clock {

  private final Clock time;
  private Duration offset = Duration.ZERO;
  private Instant lastJump = Instant.MIN;

  SiteClock(Clock time) {
    this.time = time;
  }

  void jump(Duration by) {
    offset = offset.plus(by);
    lastJump = time.instant();
  }

  /** Returns whether it has jumped since a moment of true time. */
  boolean hasJumpedSince(Instant moment) {
    return !lastJump.isBefore(moment);
  }

  /** Returns whether it has jumped in the last moments. */
  boolean hasJustJumped() {
    return hasJumpedSince(time.instant().minusSeconds(15));
  }

  @Override
  public Instant instant() {
    return time.instant().plus(offset);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
