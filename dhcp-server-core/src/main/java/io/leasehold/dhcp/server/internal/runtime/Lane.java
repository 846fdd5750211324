package io.leasehold.dhcp.server.internal.runtime;

import io.leasehold.dhcp.server.Decision;
import io.leasehold.dhcp.server.Decision.Reply;
import io.leasehold.dhcp.server.Decision.Silence;
import io.leasehold.dhcp.server.ServerListener;
import io.leasehold.dhcp.server.SilenceReason;
import io.leasehold.dhcp.server.transport.InboundDatagram;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that handles the datagrams of its clients in order. Whatever arrives while one batch
 * is made durable is the next batch.
 */
final class Lane implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

  private static final int MAX_BATCH = 256;

  /** A client sends again after four seconds (RFC 2131 section 4.1); the reply comes too late. */
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private final Inbox inbox;
  private final Function<List<InboundDatagram>, List<Decision>> engine;
  private final ServerListener listener;
  private final Clock clock;

  Lane(
      int capacity,
      Function<List<InboundDatagram>, List<Decision>> engine,
      ServerListener listener,
      Clock clock) {
    this.inbox = new Inbox(capacity);
    this.engine = engine;
    this.listener = listener;
    this.clock = clock;
  }

  void offer(Waiting datagram) {
    inbox
        .offer(datagram)
        .ifPresent(shed -> drop(shed, SilenceReason.OVERLOADED, "the inbox of the lane is full"));
  }

  /** Ends the thread when it has handled what waits. */
  void close() {
    inbox.close();
  }

  @Override
  public void run() {
    try {
      for (List<Waiting> batch = inbox.take(MAX_BATCH);
          !batch.isEmpty();
          batch = inbox.take(MAX_BATCH)) {
        handle(batch);
      }
    } catch (InterruptedException e) {
      LOG.error("The lane was interrupted, and handles nothing any more", e);
    }
  }

  private void handle(List<Waiting> batch) {
    List<Waiting> fresh = new ArrayList<>(batch.size());
    Instant oldest = clock.instant().minus(PATIENCE);
    for (Waiting waiting : batch) {
      if (waiting.since().isBefore(oldest)) {
        drop(waiting, SilenceReason.TOO_OLD, "waited since " + waiting.since());
      } else {
        fresh.add(waiting);
      }
    }
    try {
      List<Decision> decisions = engine.apply(fresh.stream().map(Waiting::datagram).toList());
      for (int i = 0; i < decisions.size(); i++) {
        if (decisions.get(i) instanceof Reply reply) {
          send(fresh.get(i), reply);
        }
      }
    } catch (RuntimeException e) {
      LOG.error("A batch of {} datagrams is lost; the server goes on", fresh.size(), e);
    }
  }

  private static void send(Waiting waiting, Reply reply) {
    try {
      waiting.transport().send(reply.payload(), reply.destination());
    } catch (IOException e) {
      LOG.warn("A reply to {} was not sent: {}", reply.destination(), e.toString());
    }
  }

  private void drop(Waiting waiting, SilenceReason reason, String detail) {
    try {
      listener.onDecision(waiting.datagram(), new Silence(reason, detail));
    } catch (RuntimeException e) {
      LOG.warn("The listener threw on a decision; the decision stands", e);
    }
  }
}
