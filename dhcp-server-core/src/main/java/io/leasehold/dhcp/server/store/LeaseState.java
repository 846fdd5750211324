package io.leasehold.dhcp.server.store;

/** What a stored lease says about its address; until when is {@link Lease#endsAt()}. */
public enum LeaseState {
  /** A client has the address, until the lease ends. */
  BOUND,
  /**
   * A client was offered the address, and nobody else is before the lease ends: {@code
   * Setting.OFFER_LIFETIME}. Nobody has it yet.
   */
  OFFERED,
  /** The client gave the address back when the lease ended; it gets it again if it is free. */
  RELEASED,
  /**
   * The operator took the address from the client when the lease ended. The client is refused it
   * when it wants to keep it; it may get it again when it starts anew, and so may any other.
   */
  REVOKED,
  /** Somebody else was found to use the address: it goes to nobody until the lease ends. */
  QUARANTINED
}
