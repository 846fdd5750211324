package io.leasehold.dhcp.server.internal.runtime;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that probe addresses, as most probes take all the time that they may: nobody answers.
 * They come when there is something to probe, and go when there is not. Where too much waits, they
 * refuse more.
 */
final class ProbeThreads implements Executor, AutoCloseable {

  private static final int MAX_THREADS = 32;
  private static final int MAX_WAITING = 1024;
  private static final long IDLE_SECONDS = 10;

  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private final ThreadPoolExecutor pool =
      new ThreadPoolExecutor(
          MAX_THREADS,
          MAX_THREADS,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(MAX_WAITING),
          this::thread);

  ProbeThreads() {
    pool.allowCoreThreadTimeOut(true);
  }

  private Thread thread(Runnable work) {
    Thread thread =
        Lanes.daemon(
            "leasehold-probe",
            () -> {
              try {
                work.run();
              } finally {
                threads.remove(Thread.currentThread());
              }
            });
    threads.add(thread);
    return thread;
  }

  @Override
  public void execute(Runnable probe) {
    pool.execute(probe);
  }

  boolean isOne(Thread thread) {
    return threads.contains(thread);
  }

  /** Waits for the probes that have begun, and forgets those that have not. */
  @Override
  public void close() {
    pool.shutdown();
    pool.getQueue().clear();
    threads.forEach(Lanes::join);
  }
}
