package io.leasehold.dhcp.testkit;

/** The states of a client (RFC 2131 figure 5). */
public enum ClientState {
  /** It has no address and looks for none. */
  INIT,
  /** It waits for offers. */
  SELECTING,
  /** It has asked for what it was offered. */
  REQUESTING,
  /** It has asked for the address that it had before. */
  REBOOTING,
  /** It has an address. */
  BOUND,
  /** It has an address, and asks the server for more time. */
  RENEWING,
  /** It has an address, and asks any server for more time. */
  REBINDING
}
