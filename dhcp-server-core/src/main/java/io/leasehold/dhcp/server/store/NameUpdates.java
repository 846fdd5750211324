package io.leasehold.dhcp.server.store;

/** Which entries the DNS has, of the server's making, for the host name of a lease (RFC 4702). */
public enum NameUpdates {
  /** None. */
  NONE,
  /** From the address to the name; the other way is the client's own affair. */
  REVERSE,
  /** From the name to the address, and back. */
  FORWARD_AND_REVERSE
}
