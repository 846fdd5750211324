package io.leasehold.dhcp.server.config;

/** Which of the free addresses of its pools a client gets that has no claim to any of them. */
public enum AllocationStrategy {
  /** The lowest. */
  LOWEST,
  /** One that follows from who the client is: the same client tends to have the same. */
  HASHED,
  /** Any. */
  RANDOM,
  /** One that was never leased, then the one whose lease ended longest ago. */
  LEAST_RECENTLY_USED
}
