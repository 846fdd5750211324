package io.leasehold.dhcp.benchmarks.store;

import java.util.Arrays;

/** How long batches of one size took. For one thread. */
final class Times {

  private final int batch;
  private long[] nanos = new long[1 << 10];
  private int count;

  Times(int batch) {
    this.batch = batch;
  }

  int batch() {
    return batch;
  }

  void add(long took) {
    if (count == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * count);
    }
    nanos[count++] = took;
  }

  double leasesPerSecond() {
    return 1e9 * batch * count / Arrays.stream(nanos, 0, count).sum();
  }

  /** Returns what {@code percent} of the batches did not exceed, in milliseconds. */
  double percentile(double percent) {
    long[] sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    return sorted[(int) Math.min(count - 1, count * percent / 100)] / 1e6;
  }
}
