package io.leasehold.dhcp.server.config;

/** Whether a client's name gives way to one that is made of its address. */
public enum NameReplacement {
  /** A client keeps its name; one without a name gets none. */
  NEVER,
  /** Every client gets a name that is made of its address. */
  ALWAYS,
  /** A client that has a name gets another; one without a name gets none. */
  WHEN_PRESENT,
  /** A client that has no name gets one. */
  WHEN_NOT_PRESENT
}
