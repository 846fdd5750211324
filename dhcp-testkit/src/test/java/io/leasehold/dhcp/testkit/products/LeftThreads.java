package io.leasehold.dhcp.testkit.products;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;

/** Threads of one sort that are left when what has started them is closed. */
final class LeftThreads {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final String prefix;
  private final Set<Thread> before;

  private LeftThreads(String prefix) {
    this.prefix = prefix;
    before = alive(prefix);
  }

  /** Takes note of the threads whose names begin so. */
  static LeftThreads named(String prefix) {
    return new LeftThreads(prefix);
  }

  /** Those that have begun since then have ended, or are about to. */
  void assertNone() throws InterruptedException {
    for (Thread thread : alive(prefix)) {
      if (!before.contains(thread)) {
        thread.join(PATIENCE.toMillis());
        assertThat(thread.isAlive()).as(thread.getName()).isFalse();
      }
    }
  }

  private static Set<Thread> alive(String prefix) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith(prefix))
        .collect(Collectors.toSet());
  }
}
