package io.leasehold.dhcp.benchmarks;

import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.examples.store.JdbcLeaseStore;
import io.leasehold.dhcp.server.store.ClientKey;
import io.leasehold.dhcp.server.store.CommitResult;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseChange;
import io.leasehold.dhcp.server.store.LeaseStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.h2.jdbcx.JdbcConnectionPool;
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

/**
 * What the batch form of {@code commitAll} gains a store over JDBC: the store of the guide with it,
 * and with the four methods that every store has. Times are per batch.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class StoreFormsBenchmark {

  private static final int LEASES = 10_000;

  /** How many leases change at once. */
  @Param({"1", "16", "64", "256"})
  public int batch;

  private JdbcConnectionPool database;
  private LeaseStore batches;
  private LeaseStore singles;
  private final long[] versions = new long[LEASES];
  private int next;

  /** A store of which only the methods without a default are there. */
  private record FourMethods(LeaseStore store) implements LeaseStore {

    @Override
    public Optional<Lease> findByAddress(Ipv4Address address) {
      return store.findByAddress(address);
    }

    @Override
    public List<Lease> findByClient(ClientKey client) {
      return store.findByClient(client);
    }

    @Override
    public CommitResult commit(LeaseChange change) {
      return store.commit(change);
    }

    @Override
    public void forEach(Consumer<? super Lease> visitor) {
      store.forEach(visitor);
    }
  }

  /** For JMH. */
  public StoreFormsBenchmark() {}

  /** Makes the database in memory, so that the disk has no say. */
  @Setup
  public void open() {
    database = JdbcConnectionPool.create("jdbc:h2:mem:forms", "sa", "");
    batches = new JdbcLeaseStore(database);
    singles = new FourMethods(batches);
  }

  /** Lets the database go. */
  @TearDown
  public void close() {
    database.dispose();
  }

  /** With {@code commitAll} of the store's own. */
  @Benchmark
  public List<CommitResult> batchForm() {
    return batches.commitAll(changes());
  }

  /** With the default, a commit for each. */
  @Benchmark
  public List<CommitResult> singleForm() {
    return singles.commitAll(changes());
  }

  private List<LeaseChange> changes() {
    return IntStream.range(0, batch).mapToObj(i -> change()).toList();
  }

  private LeaseChange change() {
    int number = next;
    next = (next + 1) % LEASES;
    return new LeaseChange(
        Lease.builder(Ipv4Address.parse("10.0.0.0").plus(number))
            .version(++versions[number])
            .hardwareAddress(
                Optional.of(
                    new HardwareAddress(
                        HardwareAddress.ETHERNET,
                        Octets.of(2, 0, 0, 0, number >> 8, number & 0xff))))
            .startsAt(Instant.ofEpochSecond(versions[number]))
            .endsAt(Instant.ofEpochSecond(versions[number] + 3600))
            .build());
  }
}
