package io.leasehold.dhcp.testkit.simulation;

/** What a simulated client is like. */
public enum Temper {
  /** It does what RFC 2131 asks of it, for as long as the network lives. */
  WELL_BEHAVED,
  /** It leaves and comes back: with RELEASE or without, with INIT-REBOOT or from the beginning. */
  COMING_AND_GOING,
  /** It sends again before anybody can have answered. */
  IMPATIENT,
  /** It has the hardware address of another client, and nothing else to be known by. */
  CLONE,
  /** It has the client identifier of another client. */
  TWIN,
  /** It moves from segment to segment, and asks for its old address there. */
  ROAMING,
  /** It sleeps past the end of its lease, and wants to go on with it. */
  SLEEPER,
  /** It uses an address of a pool without a lease. */
  SQUATTER,
  /** It takes as many addresses as it can, as ever new clients, and lets them lapse. */
  ATTACKER,
  /** It uses two messages where others use four (RFC 4039). */
  HASTY;

  /** Whether several machines of this sort are one client to a server. */
  boolean isShared() {
    return this == CLONE || this == TWIN;
  }
}
