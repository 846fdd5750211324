package io.leasehold.dhcp.server.internal.runtime;

import io.leasehold.dhcp.server.ServerThreads;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * The threads that probe addresses, as most probes take all the time that they may: nobody answers.
 * They come when there is something to probe, and go when there is not. Where too much waits, they
 * refuse more.
 */
final class ProbeThreads implements Executor, AutoCloseable {

  private static final int MAX_THREADS = 32;
  private static final int MAX_WAITING = 1024;

  private final Crew crew;
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private int working;

  ProbeThreads(ServerThreads threads) {
    crew = new Crew(threads, "leasehold-probe");
  }

  @Override
  public synchronized void execute(Runnable probe) {
    if (working < MAX_THREADS) {
      crew.start(() -> work(probe));
      working++;
    } else if (waiting.size() < MAX_WAITING) {
      waiting.add(probe);
    } else {
      throw new RejectedExecutionException(MAX_WAITING + " probes are waiting");
    }
  }

  /** Probes what it is given, which catches what it throws, and then what waits. */
  private void work(Runnable first) {
    Optional<Runnable> probe = Optional.of(first);
    while (probe.isPresent()) {
      probe.get().run();
      probe = next();
    }
  }

  /** Returns what is to be probed next; where that is nothing, the thread has left. */
  private synchronized Optional<Runnable> next() {
    Optional<Runnable> next = Optional.ofNullable(waiting.poll());
    if (next.isEmpty()) {
      working--;
    }
    return next;
  }

  boolean isOne(Thread thread) {
    return crew.isMember(thread);
  }

  /** Waits for the probes that have begun, and forgets those that have not. */
  @Override
  public void close() {
    synchronized (this) {
      waiting.clear();
    }
    crew.join();
  }
}
