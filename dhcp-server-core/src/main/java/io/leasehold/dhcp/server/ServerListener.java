package io.leasehold.dhcp.server;

import io.leasehold.dhcp.server.transport.InboundDatagram;

/**
 * Is told what the server does. Called on the thread that handles the datagram, so it must not
 * block; what it throws is logged and has no other effect. Several threads may call at once.
 */
public interface ServerListener {

  /** A listener that does nothing. */
  ServerListener NONE = new ServerListener() {};

  /** A datagram has been decided on; a reply has not been sent yet. */
  default void onDecision(InboundDatagram datagram, Decision decision) {}

  /**
   * A reply lacks options that it should have: {@link Decision.Reply#omitted} says which, and why.
   * Follows the call of {@link #onDecision} for the same datagram.
   */
  default void onOmission(InboundDatagram datagram, Decision.Reply reply) {}

  /** A lease has changed, and the change is committed. */
  default void onLease(LeaseEvent event) {}
}
