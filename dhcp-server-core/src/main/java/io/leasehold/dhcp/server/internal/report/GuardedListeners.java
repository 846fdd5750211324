package io.leasehold.dhcp.server.internal.report;

import io.leasehold.dhcp.server.Decision;
import io.leasehold.dhcp.server.Incident;
import io.leasehold.dhcp.server.LeaseEvent;
import io.leasehold.dhcp.server.ServerListener;
import io.leasehold.dhcp.server.ServerState;
import io.leasehold.dhcp.server.config.ServerConfig;
import io.leasehold.dhcp.server.transport.InboundDatagram;
import java.util.List;
import java.util.function.Consumer;

/** The user's listeners, with whatever one throws kept away from everything else. */
final class GuardedListeners implements ServerListener {

  private final List<ServerListener> listeners;
  private final QuietLog log;

  GuardedListeners(List<ServerListener> listeners, QuietLog log) {
    this.listeners = List.copyOf(listeners);
    this.log = log;
  }

  @Override
  public void onLease(LeaseEvent event) {
    each(listener -> listener.onLease(event));
  }

  @Override
  public boolean wantsTrace(InboundDatagram datagram) {
    for (ServerListener listener : listeners) {
      try {
        if (listener.wantsTrace(datagram)) {
          return true;
        }
      } catch (Throwable e) {
        log.warn(e, "The listener threw; it gets no trace");
      }
    }
    return false;
  }

  @Override
  public void onDecision(InboundDatagram datagram, Decision decision) {
    each(listener -> listener.onDecision(datagram, decision));
  }

  @Override
  public void onOmission(InboundDatagram datagram, Decision.Reply reply) {
    each(listener -> listener.onOmission(datagram, reply));
  }

  @Override
  public void onIncident(Incident incident) {
    each(listener -> listener.onIncident(incident));
  }

  @Override
  public void onStateChange(ServerState before, ServerState now, String why) {
    each(listener -> listener.onStateChange(before, now, why));
  }

  @Override
  public void onReconfiguration(ServerConfig before, ServerConfig now) {
    each(listener -> listener.onReconfiguration(before, now));
  }

  private void each(Consumer<ServerListener> call) {
    for (ServerListener listener : listeners) {
      try {
        call.accept(listener);
      } catch (Throwable e) {
        log.warn(e, "The listener threw; what it was told of stands");
      }
    }
  }
}
