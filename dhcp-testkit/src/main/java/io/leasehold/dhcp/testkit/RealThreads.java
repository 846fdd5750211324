package io.leasehold.dhcp.testkit;

import io.leasehold.dhcp.server.ServerThreads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Threads of the JDK for a server whose clock a test turns: its housekeeping, which waits for real
 * seconds, can be told to go round at once.
 */
final class RealThreads implements ServerThreads, AutoCloseable {

  private static final String HOUSEKEEPING = "leasehold-housekeeping";
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final List<ExecutorService> pools = new CopyOnWriteArrayList<>();
  private List<CompletableFuture<Void>> asked = new ArrayList<>();
  private List<CompletableFuture<Void>> underWay = new ArrayList<>();
  private CompletableFuture<Void> nextRound = new CompletableFuture<>();

  @Override
  public ExecutorService newPool(String name) {
    ExecutorService pool =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            1,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> {
              Thread thread = new Thread(task, name);
              thread.setDaemon(true);
              return thread;
            });
    pools.add(pool);
    return pool;
  }

  @Override
  public boolean await(CompletableFuture<?> event, Duration atMost) {
    // For its store it waits, too, but for another time.
    boolean isRoundOver =
        atMost.equals(INTERVAL) && Thread.currentThread().getName().equals(HOUSEKEEPING);
    awaitOne(isRoundOver ? CompletableFuture.anyOf(event, endOfRound()) : event, atMost);
    return event.isDone();
  }

  private static void awaitOne(CompletableFuture<?> event, Duration atMost) {
    long end = System.nanoTime() + TimeUnit.NANOSECONDS.convert(atMost);
    boolean interrupted = false;
    boolean isOver = false;
    while (!isOver) {
      try {
        event.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        isOver = true;
      } catch (InterruptedException e) {
        interrupted = true;
      } catch (ExecutionException | TimeoutException e) {
        isOver = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Has housekeeping go round from beginning to end, and waits for that. */
  void keepHouse() {
    CompletableFuture<Void> done = new CompletableFuture<>();
    synchronized (this) {
      asked.add(done);
      nextRound.complete(null);
    }
    await(done, PATIENCE);
  }

  /** Those who have asked during a round are content with the next one only. */
  private synchronized CompletableFuture<Void> endOfRound() {
    underWay.forEach(it -> it.complete(null));
    underWay = asked;
    asked = new ArrayList<>();
    nextRound = new CompletableFuture<>();
    if (!underWay.isEmpty()) {
      nextRound.complete(null);
    }
    return nextRound;
  }

  /** Waits for the end of the threads of all pools, which are shut down already. */
  @Override
  public void close() {
    boolean interrupted = false;
    for (ExecutorService pool : pools) {
      try {
        pool.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
