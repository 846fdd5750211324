package io.leasehold.dhcp.server.admin;

import io.leasehold.dhcp.server.store.Lease;
import java.time.Instant;

/** What a lease means for its address at a time. */
public enum LeaseStatus {
  /** A client has the address. */
  IN_FORCE,
  /** A client was offered the address, and nobody else gets it for now. */
  OFFERED,
  /** The address goes to nobody. */
  QUARANTINED,
  /** The address is free, or kept for its last client for a while. */
  ENDED;

  /** Returns what {@code lease} means at {@code now}. */
  public static LeaseStatus of(Lease lease, Instant now) {
    if (lease.isBoundAt(now)) {
      return IN_FORCE;
    }
    if (lease.isOfferedAt(now)) {
      return OFFERED;
    }
    return lease.isQuarantinedAt(now) ? QUARANTINED : ENDED;
  }
}
