package io.leasehold.dhcp.testkit.conformance;

import static io.leasehold.dhcp.testkit.conformance.Ask.A;
import static io.leasehold.dhcp.testkit.conformance.Ask.B;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.address.Ipv4Network;
import io.leasehold.dhcp.codec.address.Ipv4Range;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.value.ClientIdentifier;
import io.leasehold.dhcp.server.admin.LeaseFilter;
import io.leasehold.dhcp.server.admin.LeasePage;
import io.leasehold.dhcp.server.admin.LeaseStatus;
import io.leasehold.dhcp.server.store.ClientKey;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseChange;
import io.leasehold.dhcp.server.store.LeaseState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Leases listed in pages, by what the operator asks for. */
class LeaseListTest {

  private final Lab lab = new Lab();

  private List<String> addresses(LeaseFilter filter) {
    LeasePage page = lab.engine().leases().list(filter, 100);
    assertThat(page.last()).isEmpty();
    return page.leases().stream().map(lease -> lease.address().toString()).toList();
  }

  private void store(Lease.Builder lease) {
    lab.store.commit(new LeaseChange(lease.build()));
  }

  private static Lease.Builder lease(String address) {
    return Lease.builder(Ipv4Address.parse(address)).endsAt(Lease.NEVER);
  }

  // Pages of any size, one behind the other, have each lease once, in the order of addresses.
  @Test
  void pages() {
    long seed = System.nanoTime();
    List<Integer> numbers = new ArrayList<>(IntStream.range(0, 100).boxed().toList());
    Collections.shuffle(numbers, new Random(seed));
    Ipv4Address first = Ipv4Address.parse("127.255.255.200");
    numbers.forEach(number -> store(Lease.builder(first.plus(number)).endsAt(Lease.NEVER)));
    for (int size : new int[] {1, 7, 50, 99, 100, 101}) {
      List<Ipv4Address> listed = new ArrayList<>();
      LeasePage page = lab.engine().leases().list(LeaseFilter.ALL, size);
      page.leases().forEach(lease -> listed.add(lease.address()));
      while (page.last().isPresent()) {
        assertThat(page.leases()).hasSize(size);
        page = lab.engine().leases().list(LeaseFilter.ALL, page.last().get(), size);
        page.leases().forEach(lease -> listed.add(lease.address()));
      }
      assertThat(listed)
          .as("seed %d, size %d", seed, size)
          .isEqualTo(IntStream.range(0, 100).mapToObj(first::plus).toList());
    }
  }

  // A page begins behind the address that it is told, whether or not that has a lease, and never
  // outside of the range.
  @Test
  void pageBegins() {
    store(lease("192.0.2.10"));
    store(lease("192.0.2.12"));
    LeaseFilter range = LeaseFilter.ALL.in(Ipv4Range.parse("192.0.2.12-192.0.2.20"));
    assertThat(lab.engine().leases().list(range, Ipv4Address.parse("192.0.2.1"), 9).leases())
        .hasSize(1);
    assertThat(lab.engine().leases().list(range, Ipv4Address.parse("192.0.2.12"), 9).leases())
        .isEmpty();
    assertThat(lab.engine().leases().list(range, Ipv4Address.parse("192.0.2.20"), 9).leases())
        .isEmpty();
    assertThat(lab.engine().leases().list(LeaseFilter.ALL, Ipv4Address.BROADCAST, 9).leases())
        .isEmpty();
    for (int size : new int[] {0, 10_001}) {
      assertThatThrownBy(() -> lab.engine().leases().list(LeaseFilter.ALL, size))
          .hasMessage("size " + size + " of a page: expected 1 to 10000");
    }
  }

  // Leases are found by network, and by what they mean for their addresses.
  @Test
  void byNetworkAndStatus() {
    store(lease("192.0.2.10").hardwareAddress(Optional.of(A)));
    store(lease("192.0.2.11").endsAt(lab.clock.instant()));
    store(lease("192.0.2.12").state(LeaseState.QUARANTINED));
    store(lease("192.0.2.13").state(LeaseState.RELEASED));
    store(lease("198.51.100.10"));
    LeaseFilter s1 = LeaseFilter.ALL.in(Ipv4Network.parse("192.0.2.0/24"));
    assertThat(addresses(s1)).hasSize(4);
    assertThat(addresses(s1.with(LeaseStatus.IN_FORCE))).containsExactly("192.0.2.10");
    assertThat(addresses(s1.with(LeaseStatus.QUARANTINED))).containsExactly("192.0.2.12");
    assertThat(addresses(s1.with(LeaseStatus.ENDED))).containsExactly("192.0.2.11", "192.0.2.13");
    assertThat(addresses(LeaseFilter.ALL.with(LeaseStatus.IN_FORCE)))
        .containsExactly("192.0.2.10", "198.51.100.10");
  }

  // Leases are found by client, name, circuit and subscriber, and by several of these at once.
  @Test
  void byClientNameAndLine() {
    ClientIdentifier identifier = new ClientIdentifier(Octets.of(0, 7));
    Octets line = Octets.of(1, 2, 0, 1, 2, 1, 9);
    store(
        lease("192.0.2.10")
            .clientIdentifier(Optional.of(identifier))
            .hardwareAddress(Optional.of(A))
            .hostName(Optional.of("Printer"))
            .relayAgentInformation(Optional.of(line)));
    store(lease("192.0.2.11").hardwareAddress(Optional.of(A)));
    store(lease("192.0.2.12").hardwareAddress(Optional.of(B)).hostName(Optional.of("printer")));
    LeaseFilter all = LeaseFilter.ALL;
    assertThat(addresses(all.of(ClientKey.of(A)))).containsExactly("192.0.2.10", "192.0.2.11");
    assertThat(addresses(all.of(ClientKey.of(identifier)))).containsExactly("192.0.2.10");
    assertThat(addresses(all.named("PRINTER"))).containsExactly("192.0.2.10", "192.0.2.12");
    assertThat(addresses(all.named("PRINTER").of(ClientKey.of(B)))).containsExactly("192.0.2.12");
    assertThat(addresses(all.atCircuit(Octets.of(0, 1)))).containsExactly("192.0.2.10");
    assertThat(addresses(all.atRemote(Octets.of(9)))).containsExactly("192.0.2.10");
    assertThat(addresses(all.atCircuit(Octets.of(9)))).isEmpty();
  }
}
