package io.leasehold.dhcp.server.internal.runtime;

import io.leasehold.dhcp.server.ServerThreads;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** The threads of one sort of work, and the wait for their end. Safe for use by any thread. */
final class Crew {

  private static final Duration LONG = Duration.ofDays(1);

  private final ServerThreads threads;
  private final ExecutorService pool;
  private final Set<Thread> members = ConcurrentHashMap.newKeySet();
  private CompletableFuture<Void> idle = CompletableFuture.completedFuture(null);
  private int working;

  Crew(ServerThreads threads, String name) {
    this.threads = threads;
    pool = threads.newPool(name);
  }

  /** Has a thread do some work; throws what the pool throws that has no thread for it. */
  void start(Runnable work) {
    begin();
    try {
      pool.execute(() -> run(work));
    } catch (Throwable e) {
      // Nobody will do it, and join() must not wait for that.
      end();
      throw e;
    }
  }

  private void run(Runnable work) {
    Thread thread = Thread.currentThread();
    members.add(thread);
    try {
      work.run();
    } finally {
      members.remove(thread);
      end();
    }
  }

  private synchronized void begin() {
    if (working++ == 0) {
      idle = new CompletableFuture<>();
    }
  }

  private synchronized void end() {
    if (--working == 0) {
      idle.complete(null);
    }
  }

  private synchronized CompletableFuture<Void> idle() {
    return idle;
  }

  boolean isMember(Thread thread) {
    return members.contains(thread);
  }

  /** Waits until all work is done, whatever happens, and lets go of the threads. */
  void join() {
    await(threads, idle());
    pool.shutdown();
    boolean interrupted = Thread.interrupted();
    boolean isOver = false;
    while (!isOver) {
      try {
        isOver = pool.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for something that is sure to happen. */
  static void await(ServerThreads threads, CompletableFuture<?> event) {
    boolean happened = false;
    while (!happened) {
      happened = threads.await(event, LONG);
    }
  }
}
