package io.leasehold.dhcp.server.config;

/**
 * Which of a pool's free addresses a new client gets (RFC 2131 section 4.3.1), as long as some were
 * never leased: after that it is always the one whose lease ended first. Pools are used up one
 * after the other, in the order of the configuration.
 */
public enum AllocationStrategy {
  /** The lowest one. */
  LOWEST,

  /**
   * The one that a hash of the client's identifier points at, or the next one after it: the same
   * client tends to the same address, whoever came before it and whatever the server remembers.
   * Where addresses are probed ahead of need, no client is known yet: as {@link
   * #LEAST_RECENTLY_USED}.
   */
  HASHED,

  /** One that nobody can foresee. */
  RANDOM,

  /** The next one after the last: what was offered and not taken has its turn again late. */
  LEAST_RECENTLY_USED
}
