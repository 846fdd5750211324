package io.leasehold.dhcp.testkit.network;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Time that passes only where everybody waits, and then at once. Of all its threads one runs at a
 * time, until it waits. So what happens is the same each time, and an hour takes as long as the
 * work that is done in it.
 *
 * <p>The thread that made it is one of its threads: time passes while it is in {@link #sleep} or
 * {@link #await}. Another one may take its place there, but not while it goes on itself, which is
 * not always found out. No thread from elsewhere may call anything here but {@link #now} and {@link
 * #clock}.
 */
public final class VirtualTime implements AutoCloseable {

  /** After so much time, nothing that anybody waits for can be meant to happen any more. */
  private static final long MAX_NANOS = TimeUnit.DAYS.toNanos(36_500);

  /** What sleepers wait for. */
  private static final CompletableFuture<Void> NEVER = new CompletableFuture<>();

  private final Instant start;

  /** Decides what comes first of what is due at the same moment; else what was known first does. */
  private final Optional<SplittableRandom> random;

  private final TreeSet<Due> due =
      new TreeSet<>(
          Comparator.comparingLong(Due::nanos)
              .thenComparingLong(Due::tie)
              .thenComparingLong(Due::number));
  private final Set<VirtualProcess> processes = new HashSet<>();
  private final ThreadPoolExecutor carriers =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          1,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          task -> {
            Thread thread = new Thread(null, task, "virtual-time", 256 << 10);
            thread.setDaemon(true);
            return thread;
          });
  private final VirtualProcess outside = new VirtualProcess(this);
  private final Turn main = new Turn(outside, () -> {});
  private Optional<Throwable> failure = Optional.empty();
  private volatile long nanos;
  private long count;
  private Turn running = main;
  private boolean isInEvent;

  /** Something that is due: an event, or the turn of a thread. */
  record Due(long nanos, long tie, long number, Runnable event, Optional<Turn> turn) {}

  private VirtualTime(Instant start, Optional<SplittableRandom> random) {
    this.start = start;
    this.random = random;
    main.hasBegun = true;
  }

  /** Returns time that begins with {@code start}; of what is due at one moment, all is in order. */
  public static VirtualTime startingAt(Instant start) {
    return new VirtualTime(start, Optional.empty());
  }

  /** Returns time that begins with {@code start}; of what is due at one moment, a seed decides. */
  public static VirtualTime startingAt(Instant start, long seed) {
    return new VirtualTime(start, Optional.of(new SplittableRandom(seed)));
  }

  /** Returns what time it is. */
  public Instant now() {
    return start.plusNanos(nanos);
  }

  /** Returns a clock that shows this time. */
  public Clock clock() {
    return new VirtualClock(this);
  }

  /** Returns threads that end together. */
  public VirtualProcess newProcess() {
    VirtualProcess process = new VirtualProcess(this);
    processes.add(process);
    return process;
  }

  /** Has something happen when some time has passed, on whatever thread. It must not wait. */
  public void after(Duration time, Runnable event) {
    schedule(time, event, Optional.empty());
  }

  /** Lets the calling thread wait until some time has passed. */
  public void sleep(Duration time) {
    await(NEVER, time);
  }

  /**
   * Lets the calling thread wait until something has happened, successfully or not, or until the
   * time has passed.
   *
   * @return whether it has happened
   * @throws IllegalStateException when the thread is not one of this time's
   */
  public boolean await(CompletableFuture<?> event, Duration atMost) {
    Turn me = current();
    if (isInEvent) {
      throw new IllegalStateException("what happens after() some time must not wait");
    }
    me.process.checkAlive();
    rethrow(me);
    if (!event.isDone()) {
      me.waiting = Optional.of(schedule(atMost, () -> {}, Optional.of(me)));
      me.event = Optional.of(event);
      watch(me, event);
      if (!passOn(Optional.of(me))) {
        me.waitForTurn();
      }
      running = me;
      me.waiting = Optional.empty();
      me.event = Optional.empty();
      rethrow(me);
      me.process.checkAlive();
    }
    return event.isDone();
  }

  /** Tells an event once, however often it is waited for: it keeps all that it is told. */
  private void watch(Turn turn, CompletableFuture<?> event) {
    if (event != NEVER && turn.watched.put(event, true) == null) {
      var unused =
          event.whenComplete(
              (result, thrown) -> {
                turn.watched.remove(event);
                if (turn.event.filter(it -> it == event).isPresent()) {
                  wake(turn);
                }
              });
    }
  }

  private void rethrow(Turn me) {
    if (me == main && failure.isPresent()) {
      Throwable thrown = failure.get();
      failure = Optional.empty();
      throw new IllegalStateException("something that was due has failed: " + thrown, thrown);
    }
  }

  private Turn current() {
    if (running == main) {
      main.carrier = Thread.currentThread();
    }
    if (running.carrier != Thread.currentThread()) {
      throw new IllegalStateException(
          Thread.currentThread()
              + " is not the thread whose turn it is: only threads of this time may wait for it");
    }
    return running;
  }

  private Due schedule(Duration time, Runnable event, Optional<Turn> turn) {
    long delay =
        time.compareTo(Duration.ofNanos(MAX_NANOS)) < 0 ? Math.max(0, time.toNanos()) : MAX_NANOS;
    Due next =
        new Due(
            nanos + delay, random.map(SplittableRandom::nextLong).orElse(0L), count++, event, turn);
    due.add(next);
    return next;
  }

  /** Makes it the turn of a thread that waits, if it still waits for this. */
  private void wake(Turn turn, Due end) {
    if (due.remove(end)) {
      turn.waiting = Optional.of(schedule(Duration.ZERO, () -> {}, Optional.of(turn)));
    }
  }

  /** Has a thread that waits, for whatever, go on at once. */
  void wake(Turn turn) {
    turn.waiting.ifPresent(end -> wake(turn, end));
  }

  /** Runs a task on a thread of a process, when its turn comes. */
  Turn fork(VirtualProcess process, Runnable task) {
    Turn turn = new Turn(process, task);
    turn.waiting = Optional.of(schedule(Duration.ZERO, () -> {}, Optional.of(turn)));
    return turn;
  }

  /**
   * Does what is due, until a thread has its turn.
   *
   * @param me the thread that waits; empty where it has ended
   * @return whether it is the turn of this one
   */
  private boolean passOn(Optional<Turn> me) {
    while (true) {
      if (failure.isEmpty() && (due.isEmpty() || due.first().nanos > MAX_NANOS)) {
        fail(new IllegalStateException("all threads wait for what will never happen"));
      }
      Due next = due.pollFirst();
      nanos = Math.max(nanos, next.nanos);
      try {
        isInEvent = true;
        next.event.run();
      } catch (Throwable e) {
        fail(e);
      } finally {
        isInEvent = false;
      }
      if (next.turn.isPresent()) {
        Turn turn = next.turn.get();
        if (me.isPresent() && turn == me.get()) {
          return true;
        }
        running = turn;
        if (turn.hasBegun) {
          turn.go();
        } else {
          turn.hasBegun = true;
          carriers.execute(() -> run(turn));
        }
        return false;
      }
    }
  }

  private void run(Turn turn) {
    turn.carrier = Thread.currentThread();
    try {
      if (turn.process.isAlive()) {
        turn.task.run();
      }
    } catch (VirtualProcess.Killed e) {
      // That is how its threads end.
    } catch (Throwable e) {
      fail(e);
    }
    turn.process.ended(turn);
    passOn(Optional.empty());
  }

  /** Has the thread that made this time throw. */
  private void fail(Throwable thrown) {
    if (failure.isEmpty()) {
      failure = Optional.of(thrown);
      wake(main);
    }
  }

  /**
   * Ends all threads but the one that calls, which is to be the one that made it. A second call
   * does nothing.
   *
   * @throws IllegalStateException when something that was due has failed, which nobody knows yet
   */
  @Override
  public void close() {
    processes.forEach(VirtualProcess::kill);
    Optional<IllegalStateException> last = Optional.empty();
    while (processes.stream().anyMatch(VirtualProcess::hasThreads)) {
      try {
        sleep(Duration.ofNanos(1));
      } catch (IllegalStateException e) {
        last = last.isPresent() ? last : Optional.of(e);
      }
    }
    endCarriers();
    if (last.isPresent()) {
      throw last.get();
    }
  }

  private void endCarriers() {
    carriers.shutdown();
    boolean interrupted = false;
    boolean isOver = false;
    while (!isOver) {
      try {
        isOver = carriers.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static final class VirtualClock extends Clock {

    private final VirtualTime time;

    private VirtualClock(VirtualTime time) {
      this.time = time;
    }

    @Override
    public Instant instant() {
      return time.now();
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    /** Returns this clock: virtual time has no zone. */
    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
