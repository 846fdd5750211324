package io.leasehold.dhcp.benchmarks;

import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.config.ServerConfig;
import io.leasehold.dhcp.server.config.Subnet;
import io.leasehold.dhcp.server.internal.Client;
import io.leasehold.dhcp.server.internal.Link;
import io.leasehold.dhcp.server.internal.Topology;
import io.leasehold.dhcp.server.internal.allocate.AddressBook;
import io.leasehold.dhcp.server.store.Lease;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.Warmup;

/** Finding a free address of a /8 and putting it back, by how full the pool is. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx5g")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FreeAddressBenchmark {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  /** So many that no cache has what all of them come across. */
  private static final int CLIENTS = 1 << 18;

  /** How many addresses of a hundred are leased. */
  @Param({"0", "50", "90", "99", "99.9", "99.99"})
  public double percent;

  private AddressBook book;
  private Link link;
  private final Client[] clients = new Client[CLIENTS];
  private int turn;

  /** For JMH. */
  public FreeAddressBenchmark() {}

  /** Leases addresses at random. */
  @Setup
  public void fill() {
    SplittableRandom random = new SplittableRandom(1);
    Topology topology =
        new Topology(ServerConfig.of(Subnet.builder("10.0.0.0/8").pool("10.0.0.0/8").build()));
    link = topology.links().get(0);
    book = new AddressBook(topology, false, random);
    long first = Ipv4Address.parse("10.0.0.0").unsigned();
    for (int number = 0; number < 1 << 24; number++) {
      if (random.nextDouble() * 100 < percent) {
        book.record(
            Lease.builder(Ipv4Address.ofUnsigned(first + number))
                .endsAt(NOW.plusSeconds(1 + number % 3600))
                .build());
      }
    }
    for (int i = 0; i < CLIENTS; i++) {
      clients[i] =
          new Client(
              Optional.empty(),
              Optional.of(
                  HardwareAddress.ethernet(
                      String.format("02:00:00:%02x:%02x:%02x", i >> 16, i >> 8 & 0xff, i & 0xff))),
              false);
    }
  }

  /** Holds an address for one client after the other. */
  @Benchmark
  public Ipv4Address holdAndRelease() {
    Client client = clients[turn++ & (CLIENTS - 1)];
    Ipv4Address address =
        book.holdFree(client, link, Optional.empty(), pool -> true, true, NOW).orElseThrow();
    book.release(address, client);
    return address;
  }
}
