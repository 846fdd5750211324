package io.leasehold.dhcp.benchmarks;

import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.server.store.CommitResult;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseChange;
import io.leasehold.dhcp.server.store.LeaseStore;
import io.leasehold.dhcp.store.h2.H2LeaseStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A durable batch of leases in H2, against as many records appended to a file and forced. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 3)
public class DurableCommitBenchmark {

  private static final int LEASES = 4096;
  private static final int RECORD_LENGTH = 96;

  /** How many leases change at once. */
  @Param({"1", "16", "64", "256"})
  public int batch;

  private Path folder;
  private FileChannel log;
  private LeaseStore store;
  private final long[] versions = new long[LEASES];
  private int next;

  /** For JMH. */
  public DurableCommitBenchmark() {}

  /** Makes the two files, next to each other. */
  @Setup
  public void open() throws IOException {
    folder = Files.createTempDirectory("leasehold-benchmark");
    log =
        FileChannel.open(
            folder.resolve("log"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    store = H2LeaseStore.open(folder.resolve("leases"));
  }

  /** Clears up. */
  @TearDown
  public void close() throws IOException {
    store.close();
    log.close();
    List<Path> deepestFirst;
    try (Stream<Path> paths = Files.walk(folder)) {
      deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.delete(path);
    }
  }

  /** The limit of the disk. */
  @Benchmark
  public void appendAndForce() throws IOException {
    ByteBuffer records = ByteBuffer.allocate(RECORD_LENGTH * batch);
    while (records.hasRemaining()) {
      log.write(records);
    }
    log.force(false);
  }

  /** The store. */
  @Benchmark
  public List<CommitResult> commitAll() {
    Instant now = Instant.ofEpochSecond(1_800_000_000);
    List<LeaseChange> changes = new ArrayList<>(batch);
    for (int i = 0; i < batch; i++) {
      int lease = next++ % LEASES;
      changes.add(new LeaseChange(lease(lease, ++versions[lease], now)));
    }
    return store.commitAll(changes);
  }

  private static Lease lease(int number, long version, Instant now) {
    return Lease.builder(Messages.SERVER.plus(number + 256L))
        .version(version)
        .hardwareAddress(
            Optional.of(
                new HardwareAddress(
                    HardwareAddress.ETHERNET, Octets.of(2, 0, 0, 0, number >>> 8, number & 0xff))))
        .hostName(Optional.of("host-" + number))
        .startsAt(now)
        .endsAt(now.plusSeconds(3600 + version))
        .build();
  }
}
