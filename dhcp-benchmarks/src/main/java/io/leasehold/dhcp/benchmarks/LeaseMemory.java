package io.leasehold.dhcp.benchmarks;

import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.value.ClientIdentifier;
import io.leasehold.dhcp.server.DhcpEngine;
import io.leasehold.dhcp.server.config.ServerConfig;
import io.leasehold.dhcp.server.config.Subnet;
import io.leasehold.dhcp.server.store.InMemoryLeaseStore;
import io.leasehold.dhcp.server.store.Lease;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openjdk.jol.info.GraphLayout;

/** Measures the memory of an engine, its store and their leases; prints octets. */
public final class LeaseMemory {

  private LeaseMemory() {}

  /** Prints what a million leases with identifiers of seven octets take, and an empty /8. */
  public static void main(String[] args) {
    int count = 1_000_000;
    long without = footprint(0);
    long with = footprint(count);
    System.out.printf("an empty /8: %.3f bits an address%n", without * 8.0 / (1 << 24));
    System.out.printf("a lease: %.1f octets%n", (double) (with - without) / count);
  }

  private static long footprint(int count) {
    InMemoryLeaseStore store = new InMemoryLeaseStore(leases(count).toList());
    DhcpEngine engine =
        DhcpEngine.builder(ServerConfig.of(Subnet.builder("10.0.0.0/8").pool("10.0.0.0/8").build()))
            .store(store)
            .build();
    return GraphLayout.parseInstance(engine).totalSize();
  }

  private static Stream<Lease> leases(int count) {
    Instant now = Instant.ofEpochSecond(Instant.now().getEpochSecond());
    return IntStream.range(0, count)
        .mapToObj(
            number -> {
              HardwareAddress client =
                  HardwareAddress.ethernet(
                      String.format(
                          "02:00:00:%02x:%02x:%02x",
                          number >> 16, number >> 8 & 0xff, number & 0xff));
              return Lease.builder(Ipv4Address.parse("10.0.0.1").plus(number))
                  .hardwareAddress(Optional.of(client))
                  .clientIdentifier(
                      Optional.of(new ClientIdentifier(Octets.of(1).concat(client.octets()))))
                  .startsAt(now)
                  .endsAt(now.plusSeconds(3600 + number % 3600))
                  .build();
            });
  }
}
