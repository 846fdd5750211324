package io.leasehold.dhcp.testkit.network;

import io.leasehold.dhcp.server.ServerThreads;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Threads of {@link VirtualTime} that end together when their process is killed: each where it
 * waits, without doing any more.
 */
public final class VirtualProcess implements ServerThreads {

  private final VirtualTime time;
  private final Set<Turn> turns = new LinkedHashSet<>();
  private boolean isAlive = true;

  /** Ends a thread of a process that was killed. */
  static final class Killed extends Error {

    private static final long serialVersionUID = 1L;

    Killed() {
      super("the process was killed", null, false, false);
    }
  }

  VirtualProcess(VirtualTime time) {
    this.time = time;
  }

  /** Runs a task on a thread of its own. */
  public void start(Runnable task) {
    turns.add(time.fork(this, task));
  }

  /** Has all threads end when they wait next, or do already. */
  public void kill() {
    isAlive = false;
    List.copyOf(turns).forEach(time::wake);
  }

  /** Returns whether it was not killed. */
  public boolean isAlive() {
    return isAlive;
  }

  /**
   * Ends the calling thread if the process was killed: for what a process does to the world beside
   * it.
   */
  public void checkAlive() {
    if (!isAlive) {
      throw new Killed();
    }
  }

  boolean hasThreads() {
    return !turns.isEmpty();
  }

  void ended(Turn turn) {
    turns.remove(turn);
  }

  @Override
  public ExecutorService newPool(String name) {
    return new Pool();
  }

  @Override
  public boolean await(CompletableFuture<?> event, Duration atMost) {
    return time.await(event, atMost);
  }

  private final class Pool extends AbstractExecutorService {

    private boolean isShutdown;

    @Override
    public void execute(Runnable task) {
      if (isShutdown) {
        throw new RejectedExecutionException("the pool is shut down");
      }
      start(task);
    }

    @Override
    public void shutdown() {
      isShutdown = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
      shutdown();
      return List.of();
    }

    @Override
    public boolean isShutdown() {
      return isShutdown;
    }

    @Override
    public boolean isTerminated() {
      return isShutdown && turns.isEmpty();
    }

    /** Returns at once, as all time passes while threads wait for what they have in mind. */
    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
      return true;
    }
  }
}
