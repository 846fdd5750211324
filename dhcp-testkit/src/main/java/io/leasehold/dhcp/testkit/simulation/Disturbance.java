package io.leasehold.dhcp.testkit.simulation;

/** What goes wrong around servers and clients. */
public enum Disturbance {
  /** Datagrams are lost. */
  LOSS,
  /** Datagrams arrive twice. */
  DUPLICATION,
  /** Datagrams take up to seconds, and so overtake each other. */
  REORDERING,
  /** Datagrams arrive cut short. */
  TRUNCATION,
  /** For a minute or two, nothing arrives on a segment. */
  PARTITIONS,
  /** The clock of the servers jumps, forward or back. */
  CLOCK_JUMPS,
  /** The store throws: before it has done its work, halfway, or after it. */
  STORE_FAILURES,
  /** The store takes longer than a server waits for it. */
  STORE_STALLS,
  /** The policy throws. */
  POLICY_FAILURES,
  /** A server is killed, and started again. */
  CRASHES,
  /** A server is closed, and started again. */
  RESTARTS,
  /** A server gets its configuration anew. */
  RECONFIGURATIONS
}
