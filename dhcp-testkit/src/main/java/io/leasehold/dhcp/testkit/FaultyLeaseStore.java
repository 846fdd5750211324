package io.leasehold.dhcp.testkit;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.ServerThreads;
import io.leasehold.dhcp.server.store.ClientKey;
import io.leasehold.dhcp.server.store.CommitResult;
import io.leasehold.dhcp.server.store.CommitResult.Conflict;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseChange;
import io.leasehold.dhcp.server.store.LeaseQuery;
import io.leasehold.dhcp.server.store.LeaseSnapshot;
import io.leasehold.dhcp.server.store.LeaseStore;
import io.leasehold.dhcp.server.store.RecentChanges;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A store that does what another one does, until it is told to fail, to stall, or to conflict.
 * {@link TestServer#faults} is one before the store of the server. Safe for use by any thread.
 */
public final class FaultyLeaseStore implements LeaseStore {

  private final LeaseStore store;
  private final ServerThreads threads;
  private volatile boolean readsFail;
  private volatile boolean commitsFail;
  private volatile boolean commitsFailAfterwards;
  private volatile Duration readsTake = Duration.ZERO;
  private volatile Duration commitsTake = Duration.ZERO;
  private volatile CompletableFuture<Void> healed = new CompletableFuture<>();
  private int conflicts;

  private FaultyLeaseStore(LeaseStore store, ServerThreads threads) {
    this.store = Objects.requireNonNull(store, "store");
    this.threads = threads;
  }

  /** Returns a store that does what {@code store} does, and stalls for real time. */
  public static FaultyLeaseStore around(LeaseStore store) {
    return around(store, new RealThreads());
  }

  /** Returns a store that does what {@code store} does, and stalls as {@code threads} wait. */
  public static FaultyLeaseStore around(LeaseStore store, ServerThreads threads) {
    return new FaultyLeaseStore(store, threads);
  }

  /** Has all reads throw from now on. */
  public void failReads() {
    readsFail = true;
  }

  /** Has all commits throw from now on, and store nothing. */
  public void failCommits() {
    commitsFail = true;
  }

  /** Has all commits store what they should from now on, and throw then. */
  public void failAfterCommits() {
    commitsFailAfterwards = true;
  }

  /** Has each read take so long from now on, unless the store is healed meanwhile. */
  public void stallReads(Duration time) {
    readsTake = time;
  }

  /** Has each commit take so long from now on, unless the store is healed meanwhile. */
  public void stallCommits(Duration time) {
    commitsTake = time;
  }

  /** Has the next changes conflict, that many of them, and stores nothing of these. */
  public synchronized void conflict(int changes) {
    conflicts = changes;
  }

  /** Has everything work again, and calls that are stalled go on. */
  public void heal() {
    readsFail = false;
    commitsFail = false;
    commitsFailAfterwards = false;
    readsTake = Duration.ZERO;
    commitsTake = Duration.ZERO;
    conflict(0);
    CompletableFuture<Void> before = healed;
    healed = new CompletableFuture<>();
    before.complete(null);
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
  public RecentChanges changesSince(long mark) {
    return read(() -> store.changesSince(mark));
  }

  @Override
  public void forEach(Consumer<? super Lease> visitor) {
    read(
        () -> {
          store.forEach(visitor);
          return true;
        });
  }

  private <T> T read(Supplier<T> call) {
    stall(readsTake);
    failIf(readsFail, "read");
    return call.get();
  }

  @Override
  public CommitResult commit(LeaseChange change) {
    return commitAll(List.of(change)).get(0);
  }

  /** Stores a batch; of one with a conflict that it was told, each change by itself. */
  @Override
  public List<CommitResult> commitAll(List<LeaseChange> changes) {
    stall(commitsTake);
    failIf(commitsFail, "commit");
    List<CommitResult> results =
        hasConflicts() ? changes.stream().map(this::commitOne).toList() : store.commitAll(changes);
    failIf(commitsFailAfterwards, "commit, which was made,");
    return results;
  }

  private CommitResult commitOne(LeaseChange change) {
    return takeConflict()
        ? new Conflict(store.findByAddress(change.lease().address()))
        : store.commit(change);
  }

  private synchronized boolean hasConflicts() {
    return conflicts > 0;
  }

  private synchronized boolean takeConflict() {
    return conflicts > 0 && conflicts-- > 0;
  }

  private void stall(Duration time) {
    if (!time.isZero()) {
      threads.await(healed, time);
    }
  }

  private static void failIf(boolean condition, String what) {
    if (condition) {
      throw new IllegalStateException("the " + what + " fails, as the store was told");
    }
  }

  /** Closes the other store. */
  @Override
  public void close() {
    heal();
    store.close();
  }
}
