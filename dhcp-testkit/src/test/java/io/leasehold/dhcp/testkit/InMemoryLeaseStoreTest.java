package io.leasehold.dhcp.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.store.InMemoryLeaseStore;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The in-memory store keeps the contract, and its leases when it is closed. */
class InMemoryLeaseStoreTest extends LeaseStoreContract {

  private final InMemoryLeaseStore store = new InMemoryLeaseStore();

  @Override
  protected LeaseStore open() {
    return store;
  }

  @Override
  protected Optional<LeaseStore> reopen() {
    return Optional.of(store);
  }

  @Test
  void addressesAreFoundTogetherAsOneByOne() {
    // Each address is found at its place, twice where it is asked for twice, and those without a
    // lease are not: among so many at random (seed 826) that a few have the hash of another.
    SplittableRandom random = new SplittableRandom(826);
    List<Ipv4Address> addresses = new ArrayList<>();
    for (int i = 0; i < 400_000; i++) {
      Ipv4Address address = new Ipv4Address(random.nextInt());
      addresses.add(address);
      if (i % 5 > 0) {
        store.put(Lease.builder(address).build());
      }
    }
    addresses.addAll(addresses.subList(0, 10));

    List<Optional<Lease>> found = store.findByAddresses(addresses);

    assertThat(found).isEqualTo(addresses.stream().map(store::findByAddress).toList());
    assertThat(found.subList(0, 6))
        .extracting(Optional::isPresent)
        .containsExactly(false, true, true, true, true, false);
  }
}
