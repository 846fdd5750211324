package io.leasehold.dhcp.server.internal.runtime;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.ServerThreads;
import io.leasehold.dhcp.server.store.ClientKey;
import io.leasehold.dhcp.server.store.CommitResult;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseChange;
import io.leasehold.dhcp.server.store.LeaseQuery;
import io.leasehold.dhcp.server.store.LeaseSnapshot;
import io.leasehold.dhcp.server.store.LeaseStore;
import io.leasehold.dhcp.server.store.RecentChanges;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The user's store, called on threads of its own, so that a call that does not return holds nobody
 * up: whoever waits for it gets an exception after a while. It is not interrupted, which would
 * close the files of some stores, and may still do its work; a commit is a compare-and-set, so
 * nothing is lost by that. Where too many calls are stuck, further ones fail at once: there are
 * never more threads than these and one for each caller.
 *
 * <p>Safe for use by any thread.
 */
public final class StallGuard implements LeaseStore {

  /** How many reads, and how many commits, may be stuck before others fail at once. */
  static final int MAX_STUCK = 8;

  private final LeaseStore store;
  private final Duration timeout;
  private final ServerThreads threads;
  private final ExecutorService pool;
  private final AtomicInteger stuckReads = new AtomicInteger();
  private final AtomicInteger stuckCommits = new AtomicInteger();

  /** Guards a store, which it does not close. */
  public StallGuard(LeaseStore store, Duration timeout, ServerThreads threads) {
    this.store = store;
    this.timeout = timeout;
    this.threads = threads;
    pool = threads.newPool("leasehold-store");
  }

  @Override
  public Optional<Lease> findByAddress(Ipv4Address address) {
    return read(() -> store.findByAddress(address));
  }

  @Override
  public List<Lease> findByClient(ClientKey client) {
    return read(() -> store.findByClient(client));
  }

  @Override
  public LeaseSnapshot readAll(LeaseQuery query) {
    return read(() -> store.readAll(query));
  }

  @Override
  public CommitResult commit(LeaseChange change) {
    return commitAll(List.of(change)).get(0);
  }

  @Override
  public List<CommitResult> commitAll(List<LeaseChange> changes) {
    return call(() -> store.commitAll(changes), stuckCommits, StalledCommitException::new);
  }

  /** Visits on the calling thread, for as long as it takes. */
  @Override
  public void forEach(Consumer<? super Lease> visitor) {
    store.forEach(visitor);
  }

  @Override
  public RecentChanges changesSince(long mark) {
    return read(() -> store.changesSince(mark));
  }

  /** Ends the threads, but for those that are stuck. */
  @Override
  public void close() {
    pool.shutdown();
  }

  private <T> T read(Supplier<T> call) {
    return call(call, stuckReads, (why, answer) -> new IllegalStateException(why));
  }

  private <T> T call(
      Supplier<T> call,
      AtomicInteger stuck,
      BiFunction<String, CompletableFuture<T>, RuntimeException> stalled) {
    if (stuck.get() >= MAX_STUCK) {
      throw new IllegalStateException(
          stuck + " calls are stuck in the lease store: it is not called before one comes back");
    }
    CompletableFuture<T> answer = CompletableFuture.supplyAsync(call, pool);
    if (!threads.await(answer, timeout)) {
      stuck.incrementAndGet();
      CompletableFuture<T> late = answer.whenComplete((result, failure) -> stuck.decrementAndGet());
      throw stalled.apply("the lease store has not answered in " + timeout, late);
    }
    try {
      return answer.join();
    } catch (CompletionException e) {
      throw thrownByStore(e.getCause());
    }
  }

  private static RuntimeException thrownByStore(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    // A store declares no checked exception, and may throw one all the same, by some trick.
    return cause instanceof RuntimeException unchecked
        ? unchecked
        : new IllegalStateException(cause);
  }
}
