package io.leasehold.dhcp.server;

import io.leasehold.dhcp.server.store.Lease;

/**
 * A lease has changed, and the change is committed.
 *
 * @param kind how it has changed
 * @param lease as it is now
 */
public record LeaseEvent(Kind kind, Lease lease) {

  /** How a lease changes. */
  public enum Kind {
    /** A client has got the address. */
    LEASED,
    /** The client that had the address has extended its lease. */
    RENEWED,
    /** The client has given the address back, or has been refused it. */
    RELEASED,
    /** The address is used by somebody else, and goes to nobody until the lease ends. */
    QUARANTINED
  }
}
