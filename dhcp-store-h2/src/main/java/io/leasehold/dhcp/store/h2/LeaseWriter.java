package io.leasehold.dhcp.store.h2;

import io.leasehold.dhcp.server.store.CommitResult;
import io.leasehold.dhcp.server.store.InMemoryLeaseStore;
import io.leasehold.dhcp.server.store.LeaseChange;
import io.leasehold.dhcp.server.store.LeaseStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The one thread that touches the file. Whatever waits when it is ready becomes durable together.
 *
 * <p>The thread is its own because an interrupt during I/O closes the file: callers may be
 * interrupted, this thread never is.
 */
final class LeaseWriter {

  /** What one caller waits for. */
  private record Batch(List<LeaseChange> changes, CompletableFuture<List<CommitResult>> results) {}

  private final LeaseFile.Location location;
  private final CompletableFuture<Void> opened = new CompletableFuture<>();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final Object lock = new Object();

  /** Guarded by {@link #lock}, as is {@link #closed}. */
  private List<Batch> waiting = new ArrayList<>();

  private boolean closed;

  private volatile LeaseStore durable = new InMemoryLeaseStore();

  /** Empty after a failure, until the next commit. For the writing thread alone. */
  private Optional<LeaseFile> file = Optional.empty();

  private LeaseWriter(LeaseFile.Location location) {
    this.location = location;
  }

  /**
   * Opens the file, making it where it is missing, and begins to write.
   *
   * @throws H2LeaseStoreException when the file cannot be made, opened or read
   */
  static LeaseWriter start(LeaseFile.Location location) {
    LeaseWriter writer = new LeaseWriter(location);
    Thread thread = new Thread(writer::run, "leasehold-h2-" + location.file().getFileName());
    thread.setDaemon(true);
    thread.start();
    writer.await(writer.opened);
    return writer;
  }

  /** Returns the leases that are durable, and nothing else. */
  LeaseStore durable() {
    return durable;
  }

  /**
   * Makes a batch durable; waits for that.
   *
   * @throws H2LeaseStoreException when it cannot be made durable
   * @throws IllegalStateException when the writer is closed
   */
  List<CommitResult> commit(List<LeaseChange> changes) {
    Batch batch = new Batch(changes, new CompletableFuture<>());
    synchronized (lock) {
      if (closed) {
        throw new IllegalStateException(
            "lease store " + location.file() + " is closed: open it again to commit");
      }
      waiting.add(batch);
      lock.notifyAll();
    }
    return await(batch.results);
  }

  /** Ends the thread when it has written what waits, and closes the file; waits for that. */
  void close() {
    synchronized (lock) {
      closed = true;
      lock.notifyAll();
    }
    await(ended);
  }

  /** Waits without being interrupted: {@code join} puts the interrupt off until it returns. */
  private <T> T await(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      Throwable cause = e.getCause();
      throw new H2LeaseStoreException(
          cause instanceof H2LeaseStoreException
              ? cause.getMessage()
              : "lease store " + location + " failed; the next commit tries again (" + cause + ")",
          cause);
    }
  }

  private void run() {
    try {
      location.createIfMissing();
      reopen();
      opened.complete(null);
    } catch (Throwable e) {
      opened.completeExceptionally(e);
      return;
    }
    try {
      for (List<Batch> group = next(); !group.isEmpty(); group = next()) {
        write(group);
      }
      file.ifPresent(LeaseFile::close);
      ended.complete(null);
    } catch (Throwable e) {
      end(e);
    }
  }

  /** Leaves nobody waiting for a thread that is no more. */
  private void end(Throwable cause) {
    synchronized (lock) {
      closed = true;
      waiting.forEach(batch -> batch.results.completeExceptionally(cause));
      waiting.clear();
    }
    ended.completeExceptionally(cause);
  }

  /** Returns what waits, as soon as something does; nothing when the writer is to end. */
  private List<Batch> next() {
    synchronized (lock) {
      while (waiting.isEmpty() && !closed) {
        try {
          lock.wait();
        } catch (InterruptedException e) {
          // Nobody has this thread to interrupt it; if somebody finds it, the work goes on.
        }
      }
      List<Batch> group = waiting;
      waiting = new ArrayList<>();
      return group;
    }
  }

  private void write(List<Batch> group) {
    try {
      if (file.isEmpty()) {
        reopen();
      }
      CommitGroup changes = new CommitGroup(durable);
      List<List<CommitResult>> results =
          group.stream().map(batch -> changes.add(batch.changes)).toList();
      if (!changes.toWrite().isEmpty()) {
        file.orElseThrow().write(changes.toWrite());
        changes.publish();
      }
      for (int i = 0; i < group.size(); i++) {
        group.get(i).results.complete(results.get(i));
      }
    } catch (Throwable e) {
      // Whatever it was, nobody may wait for ever, and what the file holds is not known any more.
      group.forEach(batch -> batch.results.completeExceptionally(e));
      Optional<LeaseFile> failed = file;
      file = Optional.empty();
      failed.ifPresent(LeaseFile::abandon);
    }
  }

  private void reopen() {
    LeaseFile reopened = LeaseFile.open(location);
    durable = reopened.load();
    file = Optional.of(reopened);
  }
}
