package io.leasehold.dhcp.testkit.conformance;

import static io.leasehold.dhcp.testkit.conformance.Ask.A;
import static io.leasehold.dhcp.testkit.conformance.Ask.B;
import static io.leasehold.dhcp.testkit.conformance.Ask.client;
import static io.leasehold.dhcp.testkit.conformance.Ask.discover;
import static io.leasehold.dhcp.testkit.conformance.Ask.release;
import static io.leasehold.dhcp.testkit.conformance.Ask.renewing;
import static io.leasehold.dhcp.testkit.conformance.Ask.selecting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.leasehold.dhcp.server.Incident;
import io.leasehold.dhcp.server.LeaseEvent;
import io.leasehold.dhcp.server.LeaseEvent.Kind;
import io.leasehold.dhcp.server.config.Reservation;
import io.leasehold.dhcp.server.policy.Verdict;
import io.leasehold.dhcp.server.store.ClientKey;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseChange;
import io.leasehold.dhcp.server.store.LeaseState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a listener is told about leases, and about what changes none. */
class LeaseEventTest {

  private final WatchedStore store = new WatchedStore();
  private final Lab lab = new Lab();

  LeaseEventTest() {
    lab.store = store;
  }

  // A lease that nobody extends is told of once when it has ended, and not before.
  @Test
  @Tag("ALLOC-14")
  void alloc14ExpiredOnce() {
    lab.ack(selecting(A, "192.0.2.12"));
    Lease lease = lab.stored("192.0.2.12").orElseThrow();
    lab.clock.advance(Lab.LEASE.minusSeconds(1));
    lab.engine().housekeep();
    assertThat(kinds()).containsExactly(Kind.LEASED);
    lab.clock.advance(Duration.ofSeconds(1));
    lab.engine().housekeep();
    lab.engine().housekeep();
    assertThat(kinds()).containsExactly(Kind.LEASED, Kind.EXPIRED);
    assertThat(lab.events.get(1)).isEqualTo(event(Kind.EXPIRED, lease));
  }

  // Who extends a lease puts its end off.
  @Test
  @Tag("ALLOC-14")
  void alloc14RenewedInTime() {
    lab.ack(selecting(A, "192.0.2.12"));
    lab.clock.advance(Duration.ofMinutes(30));
    lab.ack(renewing(A, "192.0.2.12"));
    lab.clock.advance(Duration.ofMinutes(45));
    lab.engine().housekeep();
    assertThat(kinds()).containsExactly(Kind.LEASED, Kind.RENEWED);
    lab.clock.advance(Duration.ofMinutes(15));
    lab.engine().housekeep();
    assertThat(kinds()).containsExactly(Kind.LEASED, Kind.RENEWED, Kind.EXPIRED);
  }

  // A lease that is given back or declined does not expire.
  @Test
  @Tag("ALLOC-14")
  void alloc14GivenBack() {
    lab.ack(selecting(A, "192.0.2.12"));
    lab.silence(release(A, "192.0.2.12"));
    lab.ack(selecting(B, "192.0.2.13"));
    lab.silence(Ask.decline(B, "192.0.2.13"));
    lab.clock.advance(Duration.ofDays(7));
    lab.engine().housekeep();
    assertThat(kinds())
        .containsExactly(Kind.LEASED, Kind.RELEASED, Kind.LEASED, Kind.DECLINED)
        .doesNotContain(Kind.EXPIRED);
  }

  // An address that goes to another client before anybody has looked is expired first, and once.
  @Test
  @Tag("ALLOC-14")
  void alloc14ReclaimedAtOnce() {
    Lease ended = lab.bound(A, "192.0.2.12");
    lab.engine();
    lab.clock.advance(Lab.LEASE);
    lab.ack(selecting(B, "192.0.2.12"));
    lab.engine().housekeep();
    Lease lease = lab.stored("192.0.2.12").orElseThrow();
    assertThat(lab.events)
        .containsExactly(
            event(Kind.EXPIRED, ended),
            event(Kind.RECLAIMED, ended),
            new LeaseEvent(Kind.LEASED, lease, Optional.of(ended)));
  }

  // A client that has its own address back reclaims nothing.
  @Test
  void ownAddressAgain() {
    Lease ended = lab.bound(A, "192.0.2.12");
    lab.engine();
    lab.clock.advance(Lab.LEASE);
    lab.engine().housekeep();
    lab.ack(selecting(A, "192.0.2.12"));
    assertThat(kinds()).containsExactly(Kind.EXPIRED, Kind.LEASED);
    assertThat(lab.events.get(1).before()).contains(ended);
  }

  // What ended while no server ran is history; what ends later is not.
  @Test
  @Tag("ALLOC-14")
  void alloc14EndedBeforeTheStart() {
    lab.bound(A, "192.0.2.12");
    lab.clock.advance(Lab.LEASE);
    lab.bound(B, "192.0.2.13");
    lab.engine().housekeep();
    assertThat(lab.events).isEmpty();
    lab.clock.advance(Lab.LEASE);
    lab.engine().housekeep();
    assertThat(lab.events)
        .extracting(each -> each.lease().address().toString())
        .containsExactly("192.0.2.13");
  }

  // A lease that another server has extended in the shared store has not ended.
  @Test
  @Tag("ALLOC-14")
  void alloc14ExtendedByAnotherServer() {
    Lease lease = lab.bound(A, "192.0.2.12");
    lab.engine();
    store.commit(
        new LeaseChange(
            lease.next(LeaseState.BOUND, lab.clock.instant().plus(Lab.LEASE.multipliedBy(2)))));
    lab.clock.advance(Lab.LEASE);
    lab.engine().housekeep();
    assertThat(lab.events).isEmpty();
    lab.clock.advance(Lab.LEASE);
    lab.engine().housekeep();
    assertThat(kinds()).containsExactly(Kind.EXPIRED);
  }

  // While the store cannot be read nothing is told, and nothing is forgotten.
  @Test
  @Tag("ALLOC-14")
  void alloc14StoreFails() {
    lab.bound(A, "192.0.2.12");
    lab.engine();
    lab.clock.advance(Lab.LEASE);
    store.beforeRead(WatchedStore.failure());
    assertThatThrownBy(() -> lab.engine().housekeep()).hasMessage("no space left on device");
    assertThat(lab.events).isEmpty();
    store.beforeRead(() -> {});
    lab.engine().housekeep();
    assertThat(kinds()).containsExactly(Kind.EXPIRED);
  }

  // A DHCPNAK and a refusal by the policy are told of, with client, address and reason.
  @Test
  void refused() {
    lab.engine(
        engine ->
            engine.policy(
                request ->
                    request.message().hardwareAddress().equals(B)
                        ? Verdict.silence("unpaid\nbill")
                        : Verdict.USUAL));
    lab.nak(selecting(A, "198.51.100.12"));
    lab.silence(discover(B));
    assertThat(lab.incidents)
        .extracting(Incident::kind, Incident::client, each -> each.address().map(Object::toString))
        .containsExactly(
            tuple(Incident.Kind.REFUSED, List.of(ClientKey.of(A)), Optional.of("198.51.100.12")),
            tuple(Incident.Kind.REFUSED, List.of(ClientKey.of(B)), Optional.empty()));
    assertThat(lab.incidents.get(1).why()).isEqualTo("unpaid\\u000abill");
  }

  // A network without a free address is told of once in ten seconds, however many clients ask.
  @Test
  void exhausted() {
    for (int i = 0; i < 11; i++) {
      lab.bound(client(i), "192.0.2." + (10 + i));
    }
    for (int i = 20; i < 30; i++) {
      lab.silence(discover(client(i)));
    }
    assertThat(lab.incidents).hasSize(1);
    Incident incident = lab.incidents.get(0);
    assertThat(incident.kind()).isEqualTo(Incident.Kind.EXHAUSTED);
    assertThat(incident.network()).contains("192.0.2.0/24");
    assertThat(incident.client()).containsExactly(ClientKey.of(client(20)));
    lab.clock.advance(Duration.ofSeconds(10));
    lab.silence(discover(client(30)));
    assertThat(lab.incidents).hasSize(2);
  }

  // Whoever loses a compare-and-set is told of, with the address.
  @Test
  void conflict() {
    lab.engine();
    store.beforeCommit(
        () -> {
          store.beforeCommit(() -> {});
          lab.bound(B, "192.0.2.12");
        });
    lab.nak(selecting(A, "192.0.2.12"));
    assertThat(lab.incidents)
        .extracting(Incident::kind)
        .containsExactly(Incident.Kind.CONFLICT, Incident.Kind.REFUSED);
    assertThat(lab.incidents.get(0).address()).hasToString("Optional[192.0.2.12]");
  }

  // A reserved address that somebody else has cannot be offered, which is told.
  @Test
  void reservedAddressInUse() {
    lab.s1(s1 -> s1.reservation(Reservation.builder(A).address("192.0.2.12").build()));
    lab.bound(B, "192.0.2.12");
    assertThat(lab.offer(discover(A)).yiaddr()).isNotEqualTo("192.0.2.12");
    assertThat(lab.incidents)
        .extracting(Incident::kind)
        .containsExactly(Incident.Kind.RESERVED_ADDRESS_IN_USE);
    assertThat(lab.incidents.get(0).address()).hasToString("Optional[192.0.2.12]");
  }

  private List<Kind> kinds() {
    return lab.events.stream().map(LeaseEvent::kind).toList();
  }

  private static LeaseEvent event(Kind kind, Lease lease) {
    return new LeaseEvent(kind, lease, Optional.empty());
  }
}
