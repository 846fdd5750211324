package io.leasehold.dhcp.server.internal.report;

import io.leasehold.dhcp.server.Decision;
import io.leasehold.dhcp.server.Incident;
import io.leasehold.dhcp.server.LeaseEvent;
import io.leasehold.dhcp.server.ServerListener;
import io.leasehold.dhcp.server.ServerState;
import io.leasehold.dhcp.server.config.ServerConfig;
import io.leasehold.dhcp.server.transport.InboundDatagram;

/** The user's listener, with whatever it throws kept away from everything else. */
final class GuardedListener implements ServerListener {

  private final ServerListener listener;
  private final QuietLog log;

  GuardedListener(ServerListener listener, QuietLog log) {
    this.listener = listener;
    this.log = log;
  }

  @Override
  public void onLease(LeaseEvent event) {
    guard(() -> listener.onLease(event));
  }

  @Override
  public boolean wantsTrace(InboundDatagram datagram) {
    try {
      return listener.wantsTrace(datagram);
    } catch (Throwable e) {
      log.warn(e, "The listener threw; there is no trace");
      return false;
    }
  }

  @Override
  public void onDecision(InboundDatagram datagram, Decision decision) {
    guard(() -> listener.onDecision(datagram, decision));
  }

  @Override
  public void onOmission(InboundDatagram datagram, Decision.Reply reply) {
    guard(() -> listener.onOmission(datagram, reply));
  }

  @Override
  public void onIncident(Incident incident) {
    guard(() -> listener.onIncident(incident));
  }

  @Override
  public void onStateChange(ServerState before, ServerState now, String why) {
    guard(() -> listener.onStateChange(before, now, why));
  }

  @Override
  public void onReconfiguration(ServerConfig before, ServerConfig now) {
    guard(() -> listener.onReconfiguration(before, now));
  }

  private void guard(Runnable call) {
    try {
      call.run();
    } catch (Throwable e) {
      log.warn(e, "The listener threw; what it was told of stands");
    }
  }
}
