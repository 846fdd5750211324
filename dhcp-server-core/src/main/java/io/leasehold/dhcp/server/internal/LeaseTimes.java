package io.leasehold.dhcp.server.internal;

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
}
