package io.leasehold.dhcp.testkit.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Time that passes only where everybody waits. */
class VirtualTimeTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final VirtualTime time = VirtualTime.startingAt(START);
  private final List<String> log = new ArrayList<>();

  @AfterEach
  void close() {
    time.close();
  }

  private void note(String what) {
    log.add(Duration.between(START, time.now()).toSeconds() + " " + what);
  }

  // A day passes at once, and what is due in it happens in its order.
  @Test
  void timePassesWhileThreadsWait() {
    time.after(Duration.ofHours(2), () -> note("second"));
    time.after(Duration.ofHours(1), () -> note("first"));
    time.newProcess()
        .start(
            () -> {
              note("begins");
              time.sleep(Duration.ofMinutes(90));
              note("goes on");
            });
    time.sleep(Duration.ofDays(1));
    note("ends");
    assertThat(log)
        .containsExactly("0 begins", "3600 first", "5400 goes on", "7200 second", "86400 ends");
  }

  // Who waits for something goes on when it happens, or when the time is over.
  @Test
  void waitingEndsWithTheEventOrWithTheTime() {
    CompletableFuture<Void> event = new CompletableFuture<>();
    time.after(Duration.ofSeconds(5), () -> event.complete(null));
    assertThat(time.await(event, Duration.ofSeconds(2))).isFalse();
    note("too late");
    assertThat(time.await(event, Duration.ofSeconds(9))).isTrue();
    note("happened");
    assertThat(log).containsExactly("2 too late", "5 happened");
  }

  // The threads of a process that is killed do nothing more, wherever they are.
  @Test
  void killedProcessDoesNothingMore() {
    VirtualProcess process = time.newProcess();
    process.start(
        () -> {
          time.sleep(Duration.ofSeconds(1));
          note("a second");
          time.sleep(Duration.ofSeconds(1));
          note("another one");
        });
    time.sleep(Duration.ofMillis(1500));
    process.kill();
    process.start(() -> note("begins after its end"));
    time.sleep(Duration.ofHours(1));
    assertThat(log).containsExactly("1 a second");
  }

  // What a thread throws reaches the one that made the time.
  @Test
  void failuresAreNotLost() {
    time.newProcess()
        .start(
            () -> {
              throw new IllegalArgumentException("broken");
            });
    assertThatThrownBy(() -> time.sleep(Duration.ofSeconds(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("broken");
  }

  // A thread from elsewhere is told that it must not wait here.
  @Test
  void otherThreadsMustNotWait() throws InterruptedException {
    List<Throwable> thrown = new ArrayList<>();
    time.newProcess()
        .start(
            () -> {
              Thread stranger =
                  new Thread(
                      () -> {
                        try {
                          time.sleep(Duration.ofSeconds(1));
                        } catch (IllegalStateException e) {
                          thrown.add(e);
                        }
                      });
              stranger.start();
              try {
                stranger.join();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    time.sleep(Duration.ofSeconds(1));
    assertThat(thrown).hasSize(1);
  }

  // What happens after some time must not wait, and is told so.
  @Test
  void eventsMustNotWait() {
    time.after(Duration.ofSeconds(1), () -> time.sleep(Duration.ofSeconds(1)));
    assertThatThrownBy(() -> time.sleep(Duration.ofSeconds(9)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("must not wait");
  }

  // Waiting for what nobody does any more is found out, also where that is tried again and again.
  @Test
  void waitingForNothingEnds() {
    CompletableFuture<Void> never = new CompletableFuture<>();
    AtomicInteger days = new AtomicInteger();
    assertThatThrownBy(
            () -> {
              while (!time.await(never, Duration.ofDays(1))) {
                days.incrementAndGet();
              }
            })
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("will never happen");
    assertThat(days).hasValueGreaterThan(1000);
    assertThat(never.getNumberOfDependents()).isEqualTo(1);
  }

  // Of what is due at one moment, the seed decides what comes first, and does so each time.
  @Test
  void seedDecidesTheOrder() {
    assertThat(order(1)).isEqualTo(order(1)).isNotEqualTo(order(2));
  }

  private static List<Integer> order(long seed) {
    List<Integer> order = new ArrayList<>();
    try (VirtualTime shuffled = VirtualTime.startingAt(START, seed)) {
      for (int i = 0; i < 20; i++) {
        int number = i;
        shuffled.after(Duration.ofSeconds(1), () -> order.add(number));
      }
      shuffled.sleep(Duration.ofSeconds(2));
    }
    return order;
  }
}
