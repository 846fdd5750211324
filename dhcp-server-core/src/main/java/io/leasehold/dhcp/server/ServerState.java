package io.leasehold.dhcp.server;

/** How a server is doing. */
public enum ServerState {
  /** It does all that it is there for. */
  RUNNING,
  /**
   * The lease store throws or does not answer. Requests that need it meet silence with {@link
   * SilenceReason#STORE_FAILED}, others are answered. The first read, or commit, that succeeds
   * where reads, or commits, had failed ends this.
   */
  DEGRADED,
  /** It is answering what it had received when it was closed. */
  CLOSING,
  /** All has ended. */
  CLOSED
}
