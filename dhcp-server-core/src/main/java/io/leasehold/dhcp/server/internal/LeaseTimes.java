package io.leasehold.dhcp.server.internal;

import io.leasehold.dhcp.codec.option.OptionFormat;
import java.time.Duration;
import java.util.Optional;

/**
 * The times of a lease, as the client is told them (RFC 2131 section 4.4.5).
 *
 * @param lease the lease time, in whole seconds
 * @param renewal T1, where it is told
 * @param rebinding T2, where it is told
 */
public record LeaseTimes(Duration lease, Optional<Duration> renewal, Optional<Duration> rebinding) {

  /** The times of a message that has none. */
  public static final LeaseTimes NONE =
      new LeaseTimes(Duration.ZERO, Optional.empty(), Optional.empty());

  /** The times of a lease that does not end. */
  public static final LeaseTimes FOR_GOOD =
      new LeaseTimes(OptionFormat.INFINITE, Optional.empty(), Optional.empty());
}
