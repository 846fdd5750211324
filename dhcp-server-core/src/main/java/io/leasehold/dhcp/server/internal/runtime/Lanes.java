package io.leasehold.dhcp.server.internal.runtime;

import io.leasehold.dhcp.codec.DhcpCodec;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.server.Decision;
import io.leasehold.dhcp.server.ServerThreads;
import io.leasehold.dhcp.server.internal.report.Reports;
import io.leasehold.dhcp.server.transport.InboundDatagram;
import io.leasehold.dhcp.server.transport.Transport;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The threads of a server: one receives from each transport, one handles each lane, one keeps
 * house, and some probe addresses.
 */
public final class Lanes implements AutoCloseable {

  /** Where {@code chaddr} ends; {@code htype} and {@code hlen} stand before it. */
  private static final int CHADDR_START = 28;

  private static final int CHADDR_END = 44;
  private static final Duration HOUSEKEEPING_INTERVAL = Duration.ofSeconds(1);

  private final List<Lane> lanes = new ArrayList<>();
  private final List<Transport> transports;
  private final ServerThreads threads;
  private final Crew laneCrew;
  private final Crew receivers;
  private final Crew housekeepers;
  private final ProbeThreads probing;
  private final CompletableFuture<Void> closing = new CompletableFuture<>();
  private final Reports reports;
  private final Clock clock;
  private final AtomicBoolean isClosed = new AtomicBoolean();
  private final CompletableFuture<Void> closed = new CompletableFuture<>();
  private volatile Thread closer;

  /**
   * Starts the threads.
   *
   * @param count of lanes
   * @param capacity of the inbox of each lane, in datagrams
   * @param housekeeping is given the threads that probe addresses
   */
  public Lanes(
      int count,
      int capacity,
      List<Transport> transports,
      ServerThreads threads,
      Function<List<InboundDatagram>, List<Decision>> engine,
      Consumer<Executor> housekeeping,
      Reports reports,
      Clock clock) {
    this.transports = List.copyOf(transports);
    this.threads = threads;
    this.reports = reports;
    this.clock = clock;
    laneCrew = new Crew(threads, "leasehold-lane");
    receivers = new Crew(threads, "leasehold-receive");
    housekeepers = new Crew(threads, "leasehold-housekeeping");
    probing = new ProbeThreads(threads);
    try {
      for (int i = 0; i < count; i++) {
        Lane lane = new Lane(new Inbox(capacity, threads), engine, reports, clock);
        lanes.add(lane);
        laneCrew.start(lane);
      }
      housekeepers.start(() -> keepHouse(housekeeping));
      for (Transport transport : transports) {
        receivers.start(() -> receiveFrom(transport));
      }
    } catch (Throwable e) {
      // There is not a thread to be had for everything: those that there are have to end.
      end();
      throw e;
    }
  }

  private void receiveFrom(Transport transport) {
    try {
      boolean open = true;
      while (open) {
        open =
            transport.receive(
                datagram ->
                    laneOf(datagram.payload())
                        .offer(
                            new Waiting(
                                datagram,
                                transport,
                                clock.instant(),
                                Urgency.of(datagram.payload()))));
      }
    } catch (Throwable e) {
      reports.log().error(e, "Nothing can be received from {} any more", transport);
    }
  }

  /** A client always has the same lane, so that its messages stay in order. */
  private Lane laneOf(Octets payload) {
    int client =
        payload.length() < DhcpCodec.HEADER_LENGTH
            ? 0
            : payload.slice(CHADDR_START, CHADDR_END).hashCode();
    return lanes.get(Math.floorMod(client, lanes.size()));
  }

  private void keepHouse(Consumer<Executor> housekeeping) {
    do {
      try {
        housekeeping.accept(probing);
      } catch (Throwable e) {
        reports.log().error(e, "Housekeeping failed; it is tried again");
      }
    } while (!threads.await(closing, HOUSEKEEPING_INTERVAL));
  }

  /** Takes no more datagrams in, handles those that wait, and ends all threads. */
  @Override
  public void close() {
    // Whoever closes the server already may wait for this thread.
    Thread caller = Thread.currentThread();
    if (laneCrew.isMember(caller)
        || receivers.isMember(caller)
        || housekeepers.isMember(caller)
        || probing.isOne(caller)) {
      throw new IllegalStateException(
          "close() was called by a store, policy, probe or listener, on a thread that it would wait"
              + " for: call it from another thread");
    }
    if (!isClosed.compareAndSet(false, true)) {
      // What is told of it, or closed by it, may close the server once more.
      if (closer != caller) {
        Crew.await(threads, closed);
      }
      return;
    }
    closer = caller;
    try {
      reports.state().closing();
      end();
      reports.state().closed();
    } finally {
      closed.complete(null);
    }
  }

  private void end() {
    closing.complete(null);
    lanes.forEach(Lane::close);
    laneCrew.join();
    transports.forEach(this::closeTransport);
    receivers.join();
    housekeepers.join();
    probing.close();
  }

  private void closeTransport(Transport transport) {
    try {
      transport.close();
    } catch (Throwable e) {
      reports.log().warn(e, "{} could not be closed", transport);
    }
  }
}
