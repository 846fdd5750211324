package io.leasehold.dhcp.server.internal.runtime;

import io.leasehold.dhcp.server.ServerThreads;
import java.util.concurrent.CompletableFuture;

/**
 * Has pieces of work done one after the other, in the order in which they come. Nobody holds a lock
 * meanwhile, as some work waits, and all waiting is up to {@link ServerThreads}. Safe for use by
 * any thread.
 */
public final class TakingTurns {

  private final ServerThreads threads;
  private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);

  /** Makes a queue in which nobody is. */
  public TakingTurns(ServerThreads threads) {
    this.threads = threads;
  }

  /** Does some work on the calling thread, when it is its turn; throws what it throws. */
  public void run(Runnable work) {
    CompletableFuture<Void> mine = new CompletableFuture<>();
    CompletableFuture<Void> before = join(mine);
    try {
      Crew.await(threads, before);
      work.run();
    } finally {
      mine.complete(null);
    }
  }

  private synchronized CompletableFuture<Void> join(CompletableFuture<Void> mine) {
    CompletableFuture<Void> before = last;
    last = mine;
    return before;
  }
}
