package io.leasehold.dhcp.server.config;

import io.leasehold.dhcp.codec.option.OptionFormat;
import java.time.Duration;

/** What times can be: the protocol counts whole seconds, in 32 bits. */
final class Times {

  private Times() {}

  /**
   * Checks a time.
   *
   * @throws IllegalArgumentException when it is less than {@code min}, more than the largest that
   *     the protocol has, or not in whole seconds
   */
  static void check(String name, Duration time, Duration min) {
    if (time.compareTo(min) < 0
        || time.compareTo(OptionFormat.INFINITE) > 0
        || !time.equals(Duration.ofSeconds(time.toSeconds()))) {
      throw new IllegalArgumentException(
          name
              + " "
              + time
              + ": expected whole seconds, "
              + min.toSeconds()
              + " to "
              + OptionFormat.INFINITE.toSeconds());
    }
  }
}
