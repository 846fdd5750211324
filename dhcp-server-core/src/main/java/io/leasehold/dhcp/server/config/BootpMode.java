package io.leasehold.dhcp.server.config;

/** Which BOOTP clients are served: those whose messages have no message type (RFC 1534). */
public enum BootpMode {
  /** None. */
  OFF,
  /** Those for which an address is reserved. */
  RESERVED,
  /** All: others get an address of a pool, for ever. */
  DYNAMIC
}
