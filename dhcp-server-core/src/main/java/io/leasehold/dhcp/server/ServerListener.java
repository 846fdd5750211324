package io.leasehold.dhcp.server;

import io.leasehold.dhcp.server.config.ServerConfig;
import io.leasehold.dhcp.server.transport.InboundDatagram;

/**
 * Is told what the server does; a lambda is a listener to leases. Called on the thread that does
 * it, so it must not block; what it throws is logged and has no other effect. Several threads may
 * call at once.
 */
@FunctionalInterface
public interface ServerListener {

  /** A listener that does nothing. */
  ServerListener NONE = event -> {};

  /**
   * A lease has changed, and the change is committed. What two threads have to tell of one address
   * may come in either order: the version of the lease says which is later.
   */
  void onLease(LeaseEvent event);

  /**
   * Returns whether the decision on a datagram is to have its {@link Decision#trace}, which takes
   * some ten times as long. Asked before the datagram is looked at.
   */
  default boolean wantsTrace(InboundDatagram datagram) {
    return false;
  }

  /** A datagram has been decided on; a reply has not been sent yet. */
  default void onDecision(InboundDatagram datagram, Decision decision) {}

  /**
   * A reply lacks options that it should have: {@link Decision.Reply#omitted} says which, and why.
   * Follows the call of {@link #onDecision} for the same datagram.
   */
  default void onOmission(InboundDatagram datagram, Decision.Reply reply) {}

  /** Something has happened that changes no lease: a refusal, a conflict, an exhausted network. */
  default void onIncident(Incident incident) {}

  /**
   * The server is in another state. Told in the order of the changes, one call at a time.
   *
   * @param why for a reader: one line
   */
  default void onStateChange(ServerState before, ServerState now, String why) {}

  /**
   * The configuration has been replaced: datagrams that come from now on meet the new one. Where
   * several threads replace it at one time, they may tell of it in any order.
   */
  default void onReconfiguration(ServerConfig before, ServerConfig now) {}
}
