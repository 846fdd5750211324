package io.leasehold.dhcp.benchmarks.store;

import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.server.store.Lease;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Batches for one contender: renewals of the leases that are there, at random, or of new ones where
 * there are none. For one thread.
 */
final class Load {

  private static final Ipv4Address FIRST = Ipv4Address.parse("10.0.0.0");
  private static final int MOST_LEASES = 1 << 24;
  private static final int FILLING_BATCH = 4096;
  private static final Instant START = Instant.ofEpochSecond(1_800_000_000);

  private final Contender contender;
  private final int present;
  private final int[] versions = new int[MOST_LEASES];
  private final SplittableRandom random = new SplittableRandom(2131);
  private int next;

  /**
   * Begins with a contender that has no leases, and has it take as many.
   *
   * @param present how many leases there are to be
   */
  Load(Contender contender, int present) throws IOException, SQLException {
    this.contender = contender;
    this.present = present;
    while (next < present) {
      commitNew(Math.min(FILLING_BATCH, present - next));
    }
  }

  /** Commits one batch after the other for some time, and adds how long each took. */
  void run(double seconds, Times times) throws IOException, SQLException {
    long start = System.nanoTime();
    while (System.nanoTime() - start < seconds * 1e9) {
      times.add(present == 0 ? commitNew(times.batch()) : commitAny(times.batch()));
    }
  }

  private long commitNew(int batch) throws IOException, SQLException {
    List<Lease> leases = new ArrayList<>(batch);
    for (int i = 0; i < batch; i++) {
      leases.add(lease(next++));
    }
    return commit(leases);
  }

  private long commitAny(int batch) throws IOException, SQLException {
    List<Lease> leases = new ArrayList<>(batch);
    // As far apart as they can be, so that no address is in a batch twice.
    int step = present / batch;
    int first = random.nextInt(present);
    for (int i = 0; i < batch; i++) {
      leases.add(lease((first + i * step + random.nextInt(step)) % present));
    }
    return commit(leases);
  }

  private long commit(List<Lease> leases) throws IOException, SQLException {
    long start = System.nanoTime();
    contender.commit(leases);
    return System.nanoTime() - start;
  }

  private Lease lease(int number) {
    int version = ++versions[number];
    Instant start = START.plusSeconds(version);
    return Lease.builder(FIRST.plus(number))
        .version(version)
        .hardwareAddress(
            Optional.of(
                new HardwareAddress(
                    HardwareAddress.ETHERNET,
                    Octets.of(2, 0, 0, number >>> 16 & 0xff, number >>> 8 & 0xff, number & 0xff))))
        .hostName(Optional.of("host-" + number))
        .startsAt(start)
        .endsAt(start.plusSeconds(3600))
        .build();
  }
}
