package io.leasehold.dhcp.server.internal.runtime;

import io.leasehold.dhcp.server.Decision;
import io.leasehold.dhcp.server.LeaseEvent;
import io.leasehold.dhcp.server.ServerListener;
import io.leasehold.dhcp.server.transport.InboundDatagram;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The user's listener, with whatever it throws kept away from everything else. */
public final class GuardedListener implements ServerListener {

  private static final Logger LOG = LoggerFactory.getLogger(GuardedListener.class);

  private final ServerListener listener;

  /** Guards a listener. */
  public GuardedListener(ServerListener listener) {
    this.listener = listener;
  }

  @Override
  public void onDecision(InboundDatagram datagram, Decision decision) {
    try {
      listener.onDecision(datagram, decision);
    } catch (Throwable e) {
      LOG.warn("The listener threw on a decision; the decision stands", e);
    }
  }

  @Override
  public void onOmission(InboundDatagram datagram, Decision.Reply reply) {
    try {
      listener.onOmission(datagram, reply);
    } catch (Throwable e) {
      LOG.warn("The listener threw on an omission; the reply stands", e);
    }
  }

  @Override
  public void onLease(LeaseEvent event) {
    try {
      listener.onLease(event);
    } catch (Throwable e) {
      LOG.warn("The listener threw on a lease; the lease stands", e);
    }
  }
}
