package io.leasehold.dhcp.server.internal.runtime;

import io.leasehold.dhcp.server.Decision;
import io.leasehold.dhcp.server.Decision.Reply;
import io.leasehold.dhcp.server.Decision.Silence;
import io.leasehold.dhcp.server.SilenceReason;
import io.leasehold.dhcp.server.internal.report.Reports;
import io.leasehold.dhcp.server.transport.InboundDatagram;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * One thread that handles the datagrams of its clients in order. Whatever arrives while one batch
 * is made durable is the next batch.
 */
final class Lane implements Runnable {

  private static final int MAX_BATCH = 256;

  /** A client sends again after four seconds (RFC 2131 section 4.1); the reply comes too late. */
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private final Inbox inbox;
  private final Function<List<InboundDatagram>, List<Decision>> engine;
  private final Reports reports;
  private final Clock clock;

  Lane(
      Inbox inbox,
      Function<List<InboundDatagram>, List<Decision>> engine,
      Reports reports,
      Clock clock) {
    this.inbox = inbox;
    this.engine = engine;
    this.reports = reports;
    this.clock = clock;
  }

  void offer(Waiting datagram) {
    inbox.offer(datagram).ifPresent(this::shed);
  }

  private void shed(Waiting datagram) {
    if (inbox.isClosed()) {
      drop(datagram, SilenceReason.CLOSING, "the server is closing");
    } else {
      drop(datagram, SilenceReason.OVERLOADED, "the inbox of the lane is full");
    }
  }

  /** Ends the thread when it has handled what waits. */
  void close() {
    inbox.close();
  }

  @Override
  public void run() {
    for (List<Waiting> batch = inbox.take(MAX_BATCH);
        !batch.isEmpty();
        batch = inbox.take(MAX_BATCH)) {
      handle(batch);
    }
  }

  private void handle(List<Waiting> batch) {
    List<Waiting> fresh = new ArrayList<>(batch.size());
    Instant oldest = clock.instant().minus(PATIENCE);
    for (Waiting waiting : batch) {
      if (waiting.since().isBefore(oldest) && waiting.urgency() != Urgency.SENT_ONCE) {
        drop(waiting, SilenceReason.TOO_OLD, "waited since " + waiting.since());
      } else {
        fresh.add(waiting);
      }
    }
    List<Decision> decisions = decide(fresh);
    for (int i = 0; i < decisions.size(); i++) {
      if (decisions.get(i) instanceof Reply reply) {
        send(fresh.get(i), reply);
      }
    }
  }

  private List<Decision> decide(List<Waiting> batch) {
    try {
      return engine.apply(batch.stream().map(Waiting::datagram).toList());
    } catch (Throwable e) {
      reports.log().error(e, "A batch of {} datagrams is lost", batch.size());
      batch.forEach(each -> drop(each, SilenceReason.INTERNAL_ERROR, e.toString()));
      return List.of();
    } finally {
      // An interrupt that user code has left behind would close the socket of the next send.
      if (Thread.interrupted()) {
        reports.log().warn("A policy or listener has interrupted its thread, which goes on");
      }
    }
  }

  private void send(Waiting waiting, Reply reply) {
    try {
      waiting.transport().send(reply.payload(), reply.destination());
    } catch (Throwable e) {
      reports.counters().unsent();
      reports.log().warn("A reply to {} was not sent: {}", reply.destination(), e);
    }
  }

  private void drop(Waiting waiting, SilenceReason reason, String detail) {
    reports.decisions().report(waiting.datagram(), new Silence(reason, detail));
  }
}
