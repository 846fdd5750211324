package io.leasehold.dhcp.server.internal.report;

import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.OptionKey;
import io.leasehold.dhcp.codec.value.MessageType;
import io.leasehold.dhcp.server.Decision;
import io.leasehold.dhcp.server.Decision.Reply;
import io.leasehold.dhcp.server.Omission;
import io.leasehold.dhcp.server.ServerListener;
import io.leasehold.dhcp.server.transport.InboundDatagram;

/**
 * Tells the listener, the counters and the flight recorder about decisions, and the log about
 * options that replies lack.
 *
 * <p>Safe for use by any thread.
 */
public final class DecisionReporter {

  private final ServerListener listener;
  private final Counters counters;
  private final QuietLog log;

  DecisionReporter(ServerListener listener, Counters counters, QuietLog log) {
    this.listener = listener;
    this.counters = counters;
    this.log = log;
  }

  /** Returns whether somebody wants to know how the decision on a datagram comes about. */
  public boolean wantsTrace(InboundDatagram datagram) {
    return listener.wantsTrace(datagram);
  }

  /** Reports what has been decided on a datagram. */
  public void report(InboundDatagram datagram, Decision decision) {
    counters.decided(datagram.payload(), decision);
    FlightRecorder.write(datagram, decision);
    listener.onDecision(datagram, decision);
    if (decision instanceof Reply reply && !reply.omitted().isEmpty()) {
      reply.omitted().forEach(omission -> log(omission, reply));
      listener.onOmission(datagram, reply);
    }
  }

  private void log(Omission omission, Reply reply) {
    log.warn(
        "{} is left out of the {} to {}: {}",
        DhcpOptions.byCode(omission.code())
            .map(OptionKey::toString)
            .orElse("Option " + omission.code()),
        reply.message().messageType().map(MessageType::toString).orElse("BOOTREPLY"),
        reply.message().hardwareAddress(),
        omission.reason());
  }
}
