package io.leasehold.dhcp.server.internal.runtime;

import io.leasehold.dhcp.server.ServerThreads;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads of the JDK, which do not keep the process alive. */
public final class PlatformThreads implements ServerThreads {

  private static final long IDLE_SECONDS = 10;

  @Override
  public ExecutorService newPool(String name) {
    AtomicInteger count = new AtomicInteger();
    return new ThreadPoolExecutor(
        0,
        Integer.MAX_VALUE,
        IDLE_SECONDS,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        task -> {
          Thread thread = new Thread(task, name + "-" + count.getAndIncrement());
          thread.setDaemon(true);
          return thread;
        });
  }

  @Override
  public boolean await(CompletableFuture<?> event, Duration atMost) {
    long nanos = TimeUnit.NANOSECONDS.convert(atMost);
    long end = System.nanoTime() + nanos;
    boolean interrupted = false;
    try {
      while (true) {
        try {
          event.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
          return true;
        } catch (InterruptedException e) {
          interrupted = true;
          nanos = end - System.nanoTime();
        } catch (ExecutionException e) {
          return true;
        } catch (TimeoutException e) {
          return event.isDone();
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
