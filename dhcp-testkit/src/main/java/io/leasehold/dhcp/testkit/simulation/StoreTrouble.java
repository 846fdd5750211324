package io.leasehold.dhcp.testkit.simulation;

/** What a store does in the place of its work. */
enum StoreTrouble {
  NONE,
  /** It throws, and has done nothing. */
  FAILS_BEFORE,
  /** It throws, and has done half of it. */
  FAILS_HALFWAY,
  /** It throws, and has done it all. */
  FAILS_AFTER,
  /** It does its work, after longer than a server waits. */
  STALLS
}
