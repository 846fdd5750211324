package io.leasehold.dhcp.server.internal.runtime;

import io.leasehold.dhcp.codec.address.Ipv4Address;
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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
  private final ExecutorService threads;
  private final AtomicInteger stuckReads = new AtomicInteger();
  private final AtomicInteger stuckCommits = new AtomicInteger();

  /** Guards a store, which it does not close. */
  public StallGuard(LeaseStore store, Duration timeout) {
    this.store = store;
    this.timeout = timeout;
    threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "leasehold-store");
              thread.setDaemon(true);
              return thread;
            });
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
    threads.shutdown();
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
    CompletableFuture<T> answer = CompletableFuture.supplyAsync(call, threads);
    try {
      return await(answer);
    } catch (TimeoutException e) {
      stuck.incrementAndGet();
      CompletableFuture<T> late = answer.whenComplete((result, failure) -> stuck.decrementAndGet());
      throw stalled.apply("the lease store has not answered in " + timeout, late);
    }
  }

  /** Waits whatever happens: an interrupt that user code has left behind is for its thread. */
  private <T> T await(CompletableFuture<T> answer) throws TimeoutException {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          throw thrownByStore(e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
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
