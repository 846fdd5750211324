package io.leasehold.dhcp.server.internal.allocate;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.config.ServerConfig;
import io.leasehold.dhcp.server.config.Setting;
import io.leasehold.dhcp.server.config.Subnet;
import io.leasehold.dhcp.server.internal.Client;
import io.leasehold.dhcp.server.internal.Link;
import io.leasehold.dhcp.server.internal.Topology;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Free addresses: the bitmap, and what the book makes of what it is told. */
class AddressBookTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Ipv4Address ONLY = Ipv4Address.parse("192.0.2.10");
  private static final Client A = client("02:00:00:00:00:0a");
  private static final Client B = client("02:00:00:00:00:0b");

  private final Topology topology =
      new Topology(
          ServerConfig.of(Subnet.builder("192.0.2.0/24").pool("192.0.2.10-192.0.2.10").build()));
  private final Link link = topology.links().get(0);

  private static Client client(String address) {
    return new Client(Optional.empty(), Optional.of(HardwareAddress.ethernet(address)), false);
  }

  private static Lease lease(long version, LeaseState state, Instant end) {
    return Lease.builder(ONLY)
        .version(version)
        .state(state)
        .hardwareAddress(A.hardwareAddress())
        .startsAt(NOW)
        .endsAt(end)
        .build();
  }

  private Optional<Ipv4Address> holdFree(AddressBook book, Client client) {
    return book.holdFree(client, link, Optional.empty(), pool -> true, true, NOW);
  }

  // What is told late about an older version of a lease changes nothing.
  @Test
  void olderVersionIsIgnored() {
    AddressBook book = new AddressBook(topology, false, new SplittableRandom(1));
    book.record(lease(2, LeaseState.RELEASED, NOW));
    book.record(lease(1, LeaseState.BOUND, Lease.NEVER));
    assertThat(holdFree(book, B)).contains(ONLY);
  }

  // An address that a client gets while it is being probed is not made ready for another.
  @Test
  void probedAddressThatWasHeldMeanwhile() {
    AddressBook book = new AddressBook(topology, true, new SplittableRandom(1));
    assertThat(book.takeToProbe(NOW)).containsExactly(ONLY);
    assertThat(book.hold(ONLY, A, 0, NOW)).isTrue();
    book.addProbed(ONLY, NOW);
    assertThat(holdFree(book, B)).isEmpty();
    assertThat(book.isHeldForOther(ONLY, B, NOW)).isTrue();
  }

  // An address that is ready, and is leased by other means, is ready no more.
  @Test
  void readyAddressThatIsLeased() {
    AddressBook book = new AddressBook(topology, true, new SplittableRandom(1));
    book.takeToProbe(NOW);
    book.addProbed(ONLY, NOW);
    book.record(lease(1, LeaseState.BOUND, Lease.NEVER));
    assertThat(holdFree(book, B)).isEmpty();
  }

  // A book that has handed over offers nothing that its successor has given out meanwhile.
  @Test
  void successorGoesFirst() {
    AddressBook before = new AddressBook(topology, false, new SplittableRandom(1));
    AddressBook after = before.appointHeir(topology, NOW);
    assertThat(holdFree(before, A)).contains(ONLY);
    assertThat(holdFree(after, B)).contains(ONLY);
    assertThat(before.hold(ONLY, A, 0, NOW)).isFalse();
    after.record(lease(1, LeaseState.BOUND, Lease.NEVER));
    assertThat(before.hold(ONLY, A, 0, NOW)).isFalse();
    assertThat(before.hold(ONLY, A, 1, NOW)).isTrue();
  }

  // A book that has handed over does not find what its successor holds; after all, it may keep on.
  @Test
  void successorHolds() {
    AddressBook before = new AddressBook(topology, false, new SplittableRandom(1));
    AddressBook after = before.appointHeir(topology, NOW);
    assertThat(holdFree(after, B)).contains(ONLY);
    assertThat(holdFree(before, A)).isEmpty();
    assertThat(before.isHeldForOther(ONLY, A, NOW)).isTrue();
    before.disownHeir();
    assertThat(before.isHeldForOther(ONLY, A, NOW)).isFalse();
    assertThat(holdFree(before, A)).contains(ONLY);
  }

  // A hold outlives what others do whose batch began earlier, but no clock that is put back.
  @Test
  void holdAndEarlierTimes() {
    AddressBook book = new AddressBook(topology, false, new SplittableRandom(1));
    assertThat(holdFree(book, A)).contains(ONLY);
    assertThat(book.isHeldForOther(ONLY, B, NOW.minusSeconds(10))).isTrue();
    assertThat(book.isHeldForOther(ONLY, B, NOW.minusSeconds(3600))).isFalse();
  }

  // What is stored ends the hold of who did not know of it, and of nobody else.
  @Test
  void holdAndWhatIsStored() {
    AddressBook book = new AddressBook(topology, false, new SplittableRandom(1));
    book.record(lease(1, LeaseState.RELEASED, NOW));
    assertThat(holdFree(book, B)).contains(ONLY);
    book.record(lease(1, LeaseState.RELEASED, NOW));
    assertThat(book.heldFor(B, link, NOW)).contains(ONLY);
    assertThat(holdFree(book, A)).isEmpty();
    book.record(lease(2, LeaseState.RELEASED, NOW));
    assertThat(book.heldFor(B, link, NOW)).isEmpty();
    assertThat(holdFree(book, A)).contains(ONLY);
  }

  // What a book is told of the store when it has handed over, its successor knows, too.
  @Test
  void successorIsToldWhatIsStored() {
    AddressBook before = new AddressBook(topology, false, new SplittableRandom(1));
    AddressBook after = before.appointHeir(topology, NOW);
    after.takeOffice();
    before.record(lease(1, LeaseState.BOUND, Lease.NEVER));
    assertThat(after.usage(NOW).get(0).leased()).isEqualTo(1);
    assertThat(holdFree(after, B)).isEmpty();
  }

  // The address of a relay agent is not for its own clients, and stays there for others.
  @Test
  void relayAgentInThePool() {
    AddressBook book = new AddressBook(topology, false, new SplittableRandom(1));
    assertThat(book.holdFree(A, link, Optional.of(ONLY), pool -> true, true, NOW)).isEmpty();
    assertThat(holdFree(book, B)).contains(ONLY);
  }

  // An offer is held no longer than the configuration has it that holds by now.
  @Test
  void shorterHoldTime() {
    AddressBook before = new AddressBook(topology, false, new SplittableRandom(1));
    assertThat(holdFree(before, A)).contains(ONLY);
    Topology shorter =
        new Topology(
            topology.config().toBuilder()
                .set(Setting.OFFER_HOLD_TIME, Duration.ofSeconds(5))
                .build());
    AddressBook after = before.appointHeir(shorter, NOW);
    assertThat(after.isHeldForOther(ONLY, B, NOW.plusSeconds(4))).isTrue();
    assertThat(after.isHeldForOther(ONLY, B, NOW.plusSeconds(5))).isFalse();
  }

  // What is held, ready and learned goes over; what ends later, ends in both.
  @Test
  void handover() {
    AddressBook before = new AddressBook(topology, true, new SplittableRandom(1));
    before.takeToProbe(NOW);
    before.addProbed(ONLY, NOW);
    AddressBook after = before.appointHeir(topology, NOW);
    assertThat(holdFree(after, A)).contains(ONLY);
    after.takeOffice();
    AddressBook third = after.appointHeir(topology, NOW);
    assertThat(third.heldFor(A, link, NOW)).contains(ONLY);
    before.release(ONLY, A);
    assertThat(third.heldFor(A, link, NOW)).isEmpty();
    before.exclude(ONLY);
    assertThat(third.isExcluded(ONLY)).isTrue();
  }

  // The bitmap is a set: its next number is that of a set to which the same was done.
  @Property(tries = 200)
  void bitmapIsASet(
      @ForAll @IntRange(min = 1, max = 300_000) int size, @ForAll List<Integer> operations) {
    AddressBitmap bitmap = new AddressBitmap(size);
    List<Long> removed = new ArrayList<>();
    Set<Long> gone = new HashSet<>();
    for (int operation : operations) {
      long from = Math.floorMod((long) operation, (long) size);
      if (operation % 3 == 0 && !removed.isEmpty()) {
        long back = removed.remove(removed.size() - 1);
        bitmap.add(back);
        gone.remove(back);
      } else {
        long number = operation % 2 == 0 ? bitmap.next(from) : from;
        if (number >= 0 && gone.add(number)) {
          bitmap.remove(number);
          removed.add(number);
        }
      }
      assertThat(bitmap.next(0)).isEqualTo(nextBut(gone, 0, size));
      assertThat(bitmap.next(from)).isEqualTo(nextBut(gone, from, size));
    }
  }

  // Where almost nothing is left, the next number is found all the same, up to the end.
  @Property(tries = 50)
  void nextOfFew(
      @ForAll @IntRange(min = 1, max = 300_000) int size, @ForAll List<Integer> choices) {
    TreeSet<Long> left = new TreeSet<>();
    choices.forEach(choice -> left.add(Math.floorMod((long) choice, (long) size)));
    AddressBitmap bitmap = new AddressBitmap(size);
    for (long number = 0; number < size; number++) {
      if (!left.contains(number)) {
        bitmap.remove(number);
      }
    }
    for (long from : new TreeSet<>(left)) {
      assertThat(bitmap.next(from)).isEqualTo(from);
      bitmap.remove(from);
      left.remove(from);
      assertThat(bitmap.next(from)).isEqualTo(Optional.ofNullable(left.ceiling(from)).orElse(-1L));
    }
    assertThat(bitmap.next(0)).isEqualTo(-1);
  }

  private static long nextBut(Set<Long> gone, long from, int size) {
    long next = from;
    while (gone.contains(next)) {
      next++;
    }
    return next < size ? next : -1;
  }
}
