package io.leasehold.dhcp.store.h2;

import io.leasehold.dhcp.server.store.CommitResult;
import io.leasehold.dhcp.server.store.InMemoryLeaseStore;
import io.leasehold.dhcp.server.store.LeaseChange;
import io.leasehold.dhcp.store.h2.Journal.Finished;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The one thread that touches the journal. Whatever waits when it is ready becomes durable
 * together, and is found from then on.
 *
 * <p>The thread is its own because an interrupt during I/O closes the file: callers may be
 * interrupted, this thread never is.
 */
final class LeaseWriter {

  /** What one caller waits for. */
  private record Batch(List<LeaseChange> changes, CompletableFuture<List<CommitResult>> results) {}

  /** What the thread does next. */
  private record Work(List<Batch> batches, List<CompletableFuture<List<Finished>>> rotations) {}

  private final StoreFiles files;
  private final Journal journal;
  private final InMemoryLeaseStore durable;
  private final Durability durability;
  private final Consumer<? super H2LeaseStoreException> onFailure;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final Object lock = new Object();

  /** Guarded by {@link #lock}, as are the next three. */
  private List<Batch> waiting = new ArrayList<>();

  private List<CompletableFuture<List<Finished>>> rotations = new ArrayList<>();
  private boolean takesNoCommits;
  private boolean ends;

  private volatile long fullLength = Long.MAX_VALUE;
  private volatile Runnable whenFull = () -> {};

  /** When what was answered is to be on the disk, by {@link System#nanoTime}. */
  private Optional<Long> forceAt = Optional.empty();

  /**
   * Makes the writer.
   *
   * @param durable what the journal and the table have
   * @param onFailure told of what no caller can be told of
   */
  LeaseWriter(
      StoreFiles files,
      Journal journal,
      InMemoryLeaseStore durable,
      Durability durability,
      Consumer<? super H2LeaseStoreException> onFailure) {
    this.files = files;
    this.journal = journal;
    this.durable = durable;
    this.durability = durability;
    this.onFailure = onFailure;
  }

  /** Begins to write. */
  void start() {
    Uninterrupted.start("leasehold-h2-journal-" + files.base().getFileName(), this::run);
  }

  /** Has {@code task} run, on the writing thread, after each write to a segment that is longer. */
  void whenLongerThan(long length, Runnable task) {
    whenFull = task;
    fullLength = length;
  }

  /**
   * Makes a batch durable; waits for that.
   *
   * @throws H2LeaseStoreException when it cannot be made durable
   * @throws IllegalStateException when the store is closed
   */
  List<CommitResult> commit(List<LeaseChange> changes) {
    Batch batch = new Batch(changes, new CompletableFuture<>());
    synchronized (lock) {
      if (takesNoCommits) {
        throw new IllegalStateException(
            "lease store " + files.base() + " is closed: open it again to commit");
      }
      waiting.add(batch);
      lock.notifyAll();
    }
    return Uninterrupted.await(batch.results);
  }

  /**
   * Begins another segment when what waits is written; waits for that. Returns the segments that
   * have been finished since the last time.
   *
   * @throws H2LeaseStoreException when that fails
   */
  List<Finished> rotate() {
    CompletableFuture<List<Finished>> rotation = new CompletableFuture<>();
    synchronized (lock) {
      if (ends) {
        throw new IllegalStateException("lease store " + files.base() + " is closed");
      }
      rotations.add(rotation);
      lock.notifyAll();
    }
    return Uninterrupted.await(rotation);
  }

  /** Takes no commits any more. */
  void refuseCommits() {
    synchronized (lock) {
      takesNoCommits = true;
    }
  }

  /** Ends the thread when it has done what waits, and closes the journal; waits for that. */
  void close() {
    synchronized (lock) {
      takesNoCommits = true;
      ends = true;
      lock.notifyAll();
    }
    Uninterrupted.await(ended);
  }

  private void run() {
    try {
      for (Optional<Work> work = next(); work.isPresent(); work = next()) {
        write(work.orElseThrow().batches);
        work.orElseThrow().rotations.forEach(this::rotate);
        forceIfDue();
      }
      forceAll();
    } catch (Throwable e) {
      end(e);
    } finally {
      journal.close();
      ended.complete(null);
    }
  }

  /** Leaves nobody waiting for a thread that is no more. */
  private void end(Throwable cause) {
    synchronized (lock) {
      takesNoCommits = true;
      ends = true;
      waiting.forEach(batch -> batch.results.completeExceptionally(failure(cause)));
      rotations.forEach(rotation -> rotation.completeExceptionally(failure(cause)));
    }
  }

  /** Returns what waits, as soon as something does; empty when the thread is to end. */
  private Optional<Work> next() {
    synchronized (lock) {
      while (waiting.isEmpty() && rotations.isEmpty() && !ends && !isForceDue()) {
        try {
          lock.wait(millisToForce());
        } catch (InterruptedException e) {
          // Nobody has this thread to interrupt it; if somebody finds it, the work goes on.
        }
      }
      if (waiting.isEmpty() && rotations.isEmpty() && ends) {
        return Optional.empty();
      }
      Work work = new Work(waiting, rotations);
      waiting = new ArrayList<>();
      rotations = new ArrayList<>();
      return Optional.of(work);
    }
  }

  private void write(List<Batch> group) {
    try {
      CommitGroup changes =
          new CommitGroup(durable, group.stream().mapToInt(batch -> batch.changes.size()).sum());
      List<List<CommitResult>> results = new ArrayList<>(group.size());
      for (Batch batch : group) {
        results.add(changes.add(batch.changes));
      }
      if (!changes.toWrite().isEmpty()) {
        journal.append(changes.toWrite(), durability.isForced());
        durable.putAll(changes.toWrite());
        noteWrite();
      }
      for (int i = 0; i < group.size(); i++) {
        group.get(i).results.complete(results.get(i));
      }
    } catch (Throwable e) {
      // Whatever it was, nobody may wait for ever.
      H2LeaseStoreException failure = failure(e);
      group.forEach(batch -> batch.results.completeExceptionally(failure));
    }
  }

  private void noteWrite() {
    if (journal.hasUnforced() && forceAt.isEmpty()) {
      forceAt = Optional.of(System.nanoTime() + durability.atMostLost().toNanos());
    }
    if (journal.segmentLength() > fullLength) {
      whenFull.run();
    }
  }

  private void rotate(CompletableFuture<List<Finished>> rotation) {
    try {
      rotation.complete(journal.rotate());
    } catch (Throwable e) {
      rotation.completeExceptionally(failure(e));
    }
  }

  private boolean isForceDue() {
    return forceAt.isPresent() && forceAt.orElseThrow() - System.nanoTime() <= 0;
  }

  /** Returns how long to wait at most; 0 for as long as it takes. */
  private long millisToForce() {
    return forceAt.map(at -> Math.max(1, (at - System.nanoTime()) / 1_000_000)).orElse(0L);
  }

  private void forceIfDue() {
    if (isForceDue()) {
      forceAll();
    }
  }

  private void forceAll() {
    forceAt = Optional.empty();
    try {
      journal.force();
    } catch (Throwable e) {
      onFailure.accept(failure(e));
      forceAt = Optional.of(System.nanoTime() + durability.atMostLost().toNanos());
    }
  }

  private H2LeaseStoreException failure(Throwable e) {
    return new H2LeaseStoreException(
        "lease store "
            + files
            + ": its journal cannot be written: see that the disk is not full; the next commit tries"
            + " again ("
            + e.getMessage()
            + ")",
        e);
  }
}
