package io.leasehold.dhcp.store.h2;

import io.leasehold.dhcp.server.store.InMemoryLeaseStore;
import io.leasehold.dhcp.store.h2.Journal.Finished;
import io.leasehold.dhcp.store.h2.LeaseTable.State;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * The one thread that touches the table: it folds finished segments of the journal into it, and
 * then lets go of them. What fails is done again later, and costs no commit.
 *
 * <p>A fold stores the <em>present</em> lease of each address that a segment has. So the table may
 * be ahead of what it says of itself, which is harmless: the segments that it has not folded are
 * replayed in order when the store is opened, and have the last word.
 */
final class TableKeeper {

  /** The blocks of one transaction: few enough that no force takes long. */
  private static final int CHUNK = 1024;

  /** The journal is folded when it has more octets than this, and than two thirds of the table. */
  private static final long SHORTEST_FULL_SEGMENT = 16 << 20;

  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);

  private final StoreFiles files;
  private final Optional<StoreKey> key;
  private final Spare spare;
  private final LeaseWriter writer;
  private final InMemoryLeaseStore leases;
  private final Clock clock;
  private final Duration interval;
  private final Consumer<? super H2LeaseStoreException> onFailure;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final Object lock = new Object();

  /** Guarded by {@link #lock}, as are the next two. */
  private final Deque<Runnable> requests = new ArrayDeque<>();

  private boolean isFull;
  private boolean closed;

  /** For the thread alone, as is all that follows. Empty after a failure. */
  private Optional<TableFile> table;

  private State state;
  private final List<Finished> unfolded;
  private Duration retry = FIRST_RETRY;
  private boolean hasFailed;

  /**
   * Makes the keeper.
   *
   * @param table open
   * @param unfolded the segments that are there and finished
   * @param spare takes what is folded
   * @param leases what there is
   * @param interval how often to fold
   * @param onFailure told when a fold fails that nobody waits for
   */
  TableKeeper(
      StoreFiles files,
      Optional<StoreKey> key,
      TableFile table,
      State state,
      List<Finished> unfolded,
      Spare spare,
      LeaseWriter writer,
      InMemoryLeaseStore leases,
      Clock clock,
      Duration interval,
      Consumer<? super H2LeaseStoreException> onFailure) {
    this.files = files;
    this.key = key;
    this.table = Optional.of(table);
    this.state = state;
    this.unfolded = new ArrayList<>(unfolded);
    this.spare = spare;
    this.writer = writer;
    this.leases = leases;
    this.clock = clock;
    this.interval = interval;
    this.onFailure = onFailure;
  }

  /** Begins to fold. */
  void start() throws IOException {
    setFullLength();
    Uninterrupted.start("leasehold-h2-table-" + files.base().getFileName(), this::run);
  }

  /**
   * Has the table hold all that is committed by now; waits for that, and returns the time of it.
   *
   * @throws H2LeaseStoreException when that fails
   */
  Instant refresh() {
    return call(this::foldNow);
  }

  /**
   * Opens a connection that may only read.
   *
   * @throws H2LeaseStoreException when that fails
   */
  Connection connect() {
    return call(() -> openTable().reader());
  }

  /**
   * Copies the store, as it is at some moment of the call; waits for that.
   *
   * @throws H2LeaseStoreException when that fails
   */
  void backup(Path target) {
    StoreBackup.prepare(files, target);
    call(
        () -> {
          foldNow();
          StoreBackup.write(files, openTable(), target, this::segmentsToCopy);
          return target;
        });
  }

  /** Returns the segments behind the table, all of which are finished but the last, just begun. */
  private List<Long> segmentsToCopy() {
    // Nothing is folded here: what has become long is to be folded afterwards as before.
    unfolded.addAll(writer.rotate());
    List<Long> numbers = new ArrayList<>();
    unfolded.forEach(segment -> numbers.add(segment.number()));
    numbers.add(state.folded().orElseThrow() + numbers.size() + 1);
    return numbers;
  }

  /** Folds what there is, ends the thread and closes the table; waits for that. */
  void close() {
    synchronized (lock) {
      closed = true;
      lock.notifyAll();
    }
    Uninterrupted.await(ended);
  }

  private <T> T call(Callable<T> task) {
    CompletableFuture<T> result = new CompletableFuture<>();
    synchronized (lock) {
      if (closed) {
        throw new IllegalStateException(
            "lease store " + files.base() + " is closed: open it again to use its table");
      }
      requests.add(() -> Uninterrupted.complete(result, () -> guarded(task)));
      lock.notifyAll();
    }
    return Uninterrupted.await(result);
  }

  private long fullLength() {
    return Math.max(SHORTEST_FULL_SEGMENT, files.table().size() * 2 / 3);
  }

  private void setFullLength() throws IOException {
    writer.whenLongerThan(
        fullLength(),
        () -> {
          synchronized (lock) {
            isFull = true;
            lock.notifyAll();
          }
        });
  }

  private void run() {
    try {
      for (Optional<Runnable> next = next(); next.isPresent(); next = next()) {
        next.orElseThrow().run();
      }
      foldQuietly();
      table.ifPresent(TableFile::close);
      spare.delete();
    } catch (IOException e) {
      // The next start deletes what is left.
    } finally {
      ended.complete(null);
    }
  }

  /** Returns what is to be done, as soon as there is something; empty when the thread is to end. */
  private Optional<Runnable> next() {
    long wakeAt = System.nanoTime() + (hasFailed ? retry : interval).toNanos();
    synchronized (lock) {
      while (requests.isEmpty() && !closed) {
        long millis = TimeUnit.NANOSECONDS.toMillis(wakeAt - System.nanoTime());
        if (millis <= 0 || (isFull && !hasFailed)) {
          return Optional.of(this::foldQuietly);
        }
        try {
          lock.wait(millis);
        } catch (InterruptedException e) {
          // Nobody has this thread to interrupt it; if somebody finds it, the work goes on.
        }
      }
      return Optional.ofNullable(requests.poll());
    }
  }

  private void foldQuietly() {
    try {
      guarded(
          () -> {
            Instant asOf = rotate();
            return unfolded.isEmpty() ? asOf : fold(asOf);
          });
    } catch (Throwable e) {
      // Whatever it was, the thread goes on, or nothing would be folded any more.
      onFailure.accept(
          e instanceof H2LeaseStoreException failure
              ? failure
              : StoreTrouble.refused(
                  files, "cannot take over the journal: see that the disk is not full", e));
    }
  }

  /** Lets go of the table when {@code task} fails: what the file has is not known any more. */
  private <T> T guarded(Callable<T> task) throws Exception {
    try {
      T result = task.call();
      hasFailed = false;
      retry = FIRST_RETRY;
      return result;
    } catch (Throwable e) {
      retry = hasFailed && retry.compareTo(interval) < 0 ? retry.multipliedBy(2) : retry;
      hasFailed = true;
      Optional<TableFile> failed = table;
      table = Optional.empty();
      failed.ifPresent(TableFile::abandon);
      throw e;
    }
  }

  private Instant foldNow() throws SQLException, IOException {
    return fold(rotate());
  }

  /** Has the journal begin another segment; returns a time, all before which is to be folded. */
  private Instant rotate() {
    Instant asOf = clock.instant();
    unfolded.addAll(writer.rotate());
    synchronized (lock) {
      // Not before, as the old segment may have become longer until then.
      isFull = false;
    }
    return asOf;
  }

  private Instant fold(Instant asOf) throws SQLException, IOException {
    TableFile open = openTable();
    int[] numbers = Blocks.sorted(unfolded.stream().map(Finished::blocks).toList());
    List<LeaseBlock> chunk = new ArrayList<>(CHUNK);
    for (int i = 0; i < numbers.length; i++) {
      chunk.add(LeaseBlock.of(numbers[i], leases::findByAddresses));
      if (chunk.size() == CHUNK || i == numbers.length - 1) {
        store(open, chunk);
        chunk.clear();
      }
    }
    long folded =
        unfolded.isEmpty()
            ? state.folded().orElseThrow()
            : unfolded.get(unfolded.size() - 1).number();
    open.setFolded(folded, asOf);
    state = new State(state.id(), Optional.of(folded));
    List<Finished> done = List.copyOf(unfolded);
    unfolded.clear();
    done.forEach(this::letGo);
    setFullLength();
    return asOf;
  }

  private void letGo(Finished segment) {
    try {
      spare.take(segment.number(), 3 * fullLength());
    } catch (IOException e) {
      // The table has it, and the next start deletes what is left.
    }
  }

  /** Stores some blocks, and leaves the disk to the journal for half as long as that took. */
  private void store(TableFile open, List<LeaseBlock> chunk) throws SQLException {
    long start = System.nanoTime();
    open.store(chunk);
    if (!isClosed()) {
      LockSupport.parkNanos((System.nanoTime() - start) / 2);
    }
  }

  private boolean isClosed() {
    synchronized (lock) {
      return closed;
    }
  }

  private TableFile openTable() throws SQLException {
    if (table.isEmpty()) {
      TableFile reopened = TableFile.open(files, key);
      table = Optional.of(reopened);
      State found = reopened.state();
      if (!found.id().equals(state.id())
          || found.folded().orElse(0L) < state.folded().orElseThrow()) {
        throw StoreTrouble.refused(
            files, "was replaced by another while the store was open: put it back");
      }
    }
    return table.orElseThrow();
  }
}
