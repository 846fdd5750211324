package io.leasehold.dhcp.config.kea;

import io.leasehold.dhcp.server.config.SettingsBuilder;
import java.time.Duration;
import java.util.Optional;

/**
 * The lease times of a level. As in Kea each of the three comes from the nearest level that has it,
 * and clients have a choice only where there are bounds.
 *
 * @param valid for a client that asks for no time
 * @param min the least; where it is unset, {@code valid}
 * @param max the most; where it is unset, {@code valid}
 */
record Lifetimes(Duration valid, Optional<Duration> min, Optional<Duration> max) {

  static final long MAX_SECONDS = 0xffff_ffffL;

  /** What holds outside of all levels. */
  static final Lifetimes DEFAULT =
      new Lifetimes(Duration.ofHours(2), Optional.empty(), Optional.empty());

  /** Returns the lease times of a level inside of this one's. */
  Lifetimes inside(JsonObject level) {
    return new Lifetimes(
        seconds(level, "valid-lifetime").orElse(valid),
        seconds(level, "min-valid-lifetime").or(() -> min),
        seconds(level, "max-valid-lifetime").or(() -> max));
  }

  /** Returns the lease times of a class; none where it leaves them to the networks. */
  static Optional<Lifetimes> ofClass(JsonObject level) {
    Optional<Duration> min = seconds(level, "min-valid-lifetime");
    Optional<Duration> max = seconds(level, "max-valid-lifetime");
    Optional<Duration> valid = seconds(level, "valid-lifetime").or(() -> min).or(() -> max);
    return valid.map(time -> new Lifetimes(time, min, max));
  }

  void applyTo(SettingsBuilder<?> settings) {
    settings.leaseTime(valid).leaseTimeBounds(min.orElse(valid), max.orElse(valid));
  }

  /** Reads a time of at least a second; the largest number stands for ever. */
  static Optional<Duration> seconds(JsonObject level, String key) {
    return level.get(key).map(value -> Duration.ofSeconds(value.integer(1, MAX_SECONDS)));
  }
}
