package io.leasehold.dhcp.server.internal.runtime;

import io.leasehold.dhcp.codec.DhcpCodec;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.server.Decision;
import io.leasehold.dhcp.server.internal.report.Reports;
import io.leasehold.dhcp.server.transport.InboundDatagram;
import io.leasehold.dhcp.server.transport.Transport;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
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
  private static final long HOUSEKEEPING_SECONDS = 1;

  private final List<Lane> lanes = new ArrayList<>();
  private final List<Thread> laneThreads = new ArrayList<>();
  private final List<Thread> receivers = new ArrayList<>();
  private final List<Thread> housekeepingThreads = new CopyOnWriteArrayList<>();
  private final List<Transport> transports;
  private final ScheduledExecutorService housekeeper;
  private final ScheduledFuture<?> housekeepings;
  private final ProbeThreads probing = new ProbeThreads();
  private final Reports reports;
  private final Clock clock;
  private boolean closed;

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
      Function<List<InboundDatagram>, List<Decision>> engine,
      Consumer<Executor> housekeeping,
      Reports reports,
      Clock clock) {
    this.transports = List.copyOf(transports);
    this.reports = reports;
    this.clock = clock;
    for (int i = 0; i < count; i++) {
      Lane lane = new Lane(capacity, engine, reports, clock);
      lanes.add(lane);
      laneThreads.add(start("leasehold-lane-" + i, lane));
    }
    housekeeper =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = daemon("leasehold-housekeeping", task);
              housekeepingThreads.add(thread);
              return thread;
            });
    housekeepings =
        housekeeper.scheduleWithFixedDelay(
            () -> keepHouse(housekeeping), 0, HOUSEKEEPING_SECONDS, TimeUnit.SECONDS);
    for (Transport transport : transports) {
      receivers.add(start("leasehold-receive-" + receivers.size(), () -> receiveFrom(transport)));
    }
  }

  private static Thread start(String name, Runnable task) {
    Thread thread = daemon(name, task);
    thread.start();
    return thread;
  }

  static Thread daemon(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
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
    try {
      housekeeping.accept(probing);
    } catch (Throwable e) {
      reports.log().error(e, "Housekeeping failed; it is tried again");
    }
  }

  /** Takes no more datagrams in, handles those that wait, and ends all threads. */
  @Override
  public void close() {
    // Before the lock, as whoever closes the server already may hold it and wait for this thread.
    Thread caller = Thread.currentThread();
    if (laneThreads.contains(caller)
        || housekeepingThreads.contains(caller)
        || probing.isOne(caller)) {
      throw new IllegalStateException(
          "close() was called by a store, policy, probe or listener, on a thread that it would wait"
              + " for: call it from another thread");
    }
    closeOnce();
  }

  private synchronized void closeOnce() {
    if (closed) {
      return;
    }
    closed = true;
    reports.state().closing();
    housekeepings.cancel(false);
    housekeeper.shutdown();
    lanes.forEach(Lane::close);
    laneThreads.forEach(Lanes::join);
    transports.forEach(Transport::close);
    receivers.forEach(Lanes::join);
    housekeepingThreads.forEach(Lanes::join);
    probing.close();
    reports.state().closed();
  }

  /**
   * Waits whatever happens: a lane that is cut short could have its store in an open transaction.
   */
  static void join(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
