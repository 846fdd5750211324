package io.leasehold.dhcp.codec;

/** How much a sender may get wrong. */
public enum Strictness {
  /** What can be read is read; what is wrong with it is listed. For a server in the field. */
  LENIENT,

  /** A datagram with any problem is malformed. For a test of a sender, or a closed network. */
  STRICT
}
