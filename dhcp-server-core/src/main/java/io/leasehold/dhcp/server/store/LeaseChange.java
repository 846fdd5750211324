package io.leasehold.dhcp.server.store;

import java.util.Objects;

/**
 * A lease to be stored in the place of the one before it: a compare-and-set on {@link
 * Lease#version()}.
 *
 * @param lease what is to be stored; its version is one more than that of the lease it replaces, 1
 *     where there is none
 */
public record LeaseChange(Lease lease) {

  /** Checks for null. */
  public LeaseChange {
    Objects.requireNonNull(lease, "lease");
  }

  /** Returns the version that must be stored for the change to apply; 0 for «no lease». */
  public long expectedVersion() {
    return lease.version() - 1;
  }
}
