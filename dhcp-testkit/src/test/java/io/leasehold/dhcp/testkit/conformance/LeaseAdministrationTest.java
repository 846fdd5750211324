package io.leasehold.dhcp.testkit.conformance;

import static io.leasehold.dhcp.testkit.conformance.Ask.A;
import static io.leasehold.dhcp.testkit.conformance.Ask.B;
import static io.leasehold.dhcp.testkit.conformance.Ask.discover;
import static io.leasehold.dhcp.testkit.conformance.Ask.initReboot;
import static io.leasehold.dhcp.testkit.conformance.Ask.rebinding;
import static io.leasehold.dhcp.testkit.conformance.Ask.renewing;
import static io.leasehold.dhcp.testkit.conformance.Ask.selecting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.address.Ipv4Network;
import io.leasehold.dhcp.server.LeaseEvent;
import io.leasehold.dhcp.server.LeaseEvent.Kind;
import io.leasehold.dhcp.server.admin.LeaseOutcome;
import io.leasehold.dhcp.server.admin.LeaseOutcome.Conflict;
import io.leasehold.dhcp.server.admin.LeaseOutcome.Done;
import io.leasehold.dhcp.server.admin.LeaseOutcome.Reason;
import io.leasehold.dhcp.server.admin.LeaseOutcome.Refused;
import io.leasehold.dhcp.server.admin.Leases;
import io.leasehold.dhcp.server.config.HostKey;
import io.leasehold.dhcp.server.config.Reservation;
import io.leasehold.dhcp.server.config.ServerConfig;
import io.leasehold.dhcp.server.config.Setting;
import io.leasehold.dhcp.server.store.ClientKey;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseChange;
import io.leasehold.dhcp.server.store.LeaseState;
import io.leasehold.dhcp.server.store.NameUpdates;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What the operator changes about leases, while their clients go on. */
class LeaseAdministrationTest {

  private static final Ipv4Address ADDRESS = Ipv4Address.parse("192.0.2.12");
  private static final Ipv4Network S1 = Ipv4Network.parse("192.0.2.0/24");

  private final WatchedStore store = new WatchedStore();
  private final Lab lab = new Lab();

  LeaseAdministrationTest() {
    lab.store = store;
  }

  private Leases leases() {
    return lab.engine().leases();
  }

  private Lease wanted(HardwareAddress client, Ipv4Address address) {
    return Lease.builder(address)
        .hardwareAddress(Optional.of(client))
        .hostName(Optional.of("printer"))
        .endsAt(lab.clock.instant().plus(Lab.LEASE))
        .build();
  }

  private Lease done(LeaseOutcome outcome) {
    assertThat(outcome).isInstanceOf(Done.class);
    return ((Done) outcome).lease();
  }

  private static void refused(LeaseOutcome outcome, Reason reason) {
    assertThat(outcome).isInstanceOf(Refused.class);
    assertThat(((Refused) outcome).reason()).isEqualTo(reason);
  }

  private List<Kind> kinds() {
    return lab.events.stream().map(LeaseEvent::kind).toList();
  }

  // A lease that is added is stored, told of, and the address that its client is offered.
  @Test
  void addedLeaseIsItsClients() {
    Lease lease = done(leases().add(wanted(A, ADDRESS)));
    assertThat(lab.stored("192.0.2.12")).contains(lease);
    assertThat(lease.startsAt()).isEqualTo(lab.clock.instant());
    assertThat(kinds()).containsExactly(Kind.LEASED);
    assertThat(lab.offer(discover(A)).yiaddr()).isEqualTo("192.0.2.12");
    assertThat(lab.ack(renewing(A, "192.0.2.12")).yiaddr()).isEqualTo("192.0.2.12");
    assertThat(leases().find(ADDRESS)).contains(lab.stored("192.0.2.12").orElseThrow());
    assertThat(leases().findByClient(ClientKey.of(A))).hasSize(1);
  }

  // Nobody else is offered what has been added, by the configuration that follows either.
  @Test
  void addedAddressIsTaken() {
    done(leases().add(wanted(A, Ipv4Address.parse("192.0.2.10"))));
    assertThat(lab.offer(discover(B)).yiaddr()).isEqualTo("192.0.2.11");
    lab.engine().reconfigure(ServerConfig.of(Lab.s1().build()));
    done(leases().add(wanted(A, ADDRESS)));
    assertThat(lab.nak(selecting(Ask.client(1), "192.0.2.12")).message().yiaddr())
        .isEqualTo(Ipv4Address.UNSPECIFIED);
  }

  // What is leased, offered to somebody else or in quarantine is not given away.
  @Test
  void takenAddressIsRefused() {
    lab.ack(selecting(B, "192.0.2.12"));
    refused(leases().add(wanted(A, ADDRESS)), Reason.TAKEN);
    assertThat(lab.isBound("192.0.2.12", B)).isTrue();
    lab.silence(Ask.decline(B, "192.0.2.12"));
    refused(leases().add(wanted(A, ADDRESS)), Reason.TAKEN);
    Ipv4Address offered = Ipv4Address.parse(lab.offer(discover(B)).yiaddr());
    refused(leases().add(wanted(A, offered)), Reason.TAKEN);
    done(leases().add(wanted(B, offered)));
  }

  // The lease of an address that nobody has any more is replaced, and its client told of.
  @Test
  void endedLeaseIsReplaced() {
    lab.ack(selecting(B, "192.0.2.12"));
    lab.clock.advance(Lab.LEASE);
    assertThat(done(leases().add(wanted(A, ADDRESS))).version()).isEqualTo(2);
    assertThat(kinds()).containsExactly(Kind.LEASED, Kind.EXPIRED, Kind.RECLAIMED, Kind.LEASED);
  }

  // What the configuration would refuse to renew is not added.
  @Test
  void unsuitableAddressIsRefused() {
    lab.s1(s1 -> s1.reservation(Reservation.builder(HostKey.of(B)).address("192.0.2.15").build()));
    refused(leases().add(wanted(A, Ipv4Address.parse("192.0.2.15"))), Reason.UNSUITABLE);
    refused(leases().add(wanted(A, Ipv4Address.parse("192.0.2.99"))), Reason.UNSUITABLE);
    refused(leases().add(wanted(A, Ipv4Address.parse("203.0.113.1"))), Reason.UNSUITABLE);
    refused(leases().add(wanted(B, ADDRESS)), Reason.UNSUITABLE);
    assertThat(lab.storedLeases()).isZero();
  }

  // A lease without a client, of another state, or of the past is none to add.
  @Test
  void whatIsNoLeaseIsNotAdded() {
    Lease lease = wanted(A, ADDRESS);
    assertThatThrownBy(() -> leases().add(lease.next(LeaseState.RELEASED, Lease.NEVER)))
        .hasMessage("state RELEASED of the lease of 192.0.2.12: expected BOUND");
    assertThatThrownBy(
            () -> leases().add(lease.toBuilder().hardwareAddress(Optional.empty()).build()))
        .hasMessageContaining("192.0.2.12 has no client");
    refused(leases().add(lease.toBuilder().endsAt(lab.clock.instant()).build()), Reason.ENDED);
  }

  // A lease ends when the operator says, and the end is told of once.
  @Test
  void changedEnd() {
    Lease lease = done(leases().add(wanted(A, ADDRESS)));
    Lease shorter =
        lease.toBuilder().endsAt(lab.clock.instant().plus(Duration.ofMinutes(5))).build();
    assertThat(done(leases().change(shorter)).version()).isEqualTo(2);
    lab.clock.advance(Duration.ofMinutes(5));
    lab.engine().housekeep();
    lab.clock.advance(Lab.LEASE);
    lab.engine().housekeep();
    assertThat(kinds()).containsExactly(Kind.LEASED, Kind.RENEWED, Kind.EXPIRED);
    refused(leases().change(lab.stored("192.0.2.12").orElseThrow()), Reason.ENDED);
  }

  // Another name of the client is another name in the DNS.
  @Test
  void changedNameChangesTheDns() {
    Lease lease =
        done(
            leases()
                .add(
                    wanted(A, ADDRESS).toBuilder()
                        .nameUpdates(NameUpdates.FORWARD_AND_REVERSE)
                        .build()));
    done(leases().change(lease.toBuilder().hostName(Optional.of("plotter")).build()));
    leases().revoke(ADDRESS);
    assertThat(lab.events).allMatch(LeaseEvent::changesNames).hasSize(3);
    done(leases().add(wanted(A, ADDRESS)));
    leases().revoke(ADDRESS);
    assertThat(lab.events.subList(3, 5)).noneMatch(LeaseEvent::changesNames);
  }

  // Who has changed the lease first has changed it.
  @Test
  void changeOfAnotherVersionIsAConflict() {
    Lease found = done(leases().add(wanted(A, ADDRESS)));
    lab.ack(renewing(A, "192.0.2.12"));
    Lease renewed = lab.stored("192.0.2.12").orElseThrow();
    assertThat(leases().change(found.toBuilder().hostName(Optional.of("plotter")).build()))
        .isEqualTo(new Conflict(Optional.of(renewed)));
    store.beforeCommit(
        () -> store.commit(new LeaseChange(renewed.next(LeaseState.BOUND, Lease.NEVER))));
    assertThat(leases().change(renewed)).isInstanceOf(Conflict.class);
  }

  // A change is of times and names, and of nothing else.
  @Test
  void changeOfClientIsNoChange() {
    Lease lease = done(leases().add(wanted(A, ADDRESS)));
    assertThatThrownBy(
            () -> leases().change(lease.toBuilder().hardwareAddress(Optional.of(B)).build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected the state and the client of " + lease);
    refused(leases().change(lease.toBuilder().endsAt(lab.clock.instant()).build()), Reason.ENDED);
  }

  // A client whose lease is revoked is refused it, in whatever state, and starts anew.
  @Test
  void revokedLeaseIsNotRenewed() {
    lab.server(server -> server.set(Setting.AUTHORITATIVE, true));
    lab.ack(selecting(A, "192.0.2.12"));
    Lease lease = done(leases().revoke(ADDRESS));
    assertThat(lease.state()).isEqualTo(LeaseState.REVOKED);
    assertThat(lease.endsAt()).isEqualTo(lab.clock.instant());
    lab.nak(renewing(A, "192.0.2.12"));
    lab.nak(rebinding(A, "192.0.2.12"));
    lab.nak(initReboot(A, "192.0.2.12"));
    assertThat(lab.stored("192.0.2.12")).contains(lease);
    assertThat(kinds()).containsExactly(Kind.LEASED, Kind.REVOKED);
    assertThat(lab.offer(discover(A)).yiaddr()).isEqualTo("192.0.2.12");
    lab.ack(selecting(A, "192.0.2.12"));
    lab.ack(renewing(A, "192.0.2.12"));
  }

  // The same where the server does not know of every lease on the link, and after a restart.
  @Test
  void revokedLeaseIsNotRenewedByWhoeverIsAsked() {
    lab.ack(selecting(A, "192.0.2.12"));
    done(leases().revoke(ADDRESS));
    lab.restart();
    lab.nak(renewing(A, "192.0.2.12"));
    lab.nak(rebinding(A, "192.0.2.12"));
    lab.nak(initReboot(A, "192.0.2.12"));
  }

  // What is revoked is free at once, whatever the affinity, and does not expire.
  @Test
  void revokedAddressIsFree() {
    lab.server(server -> server.set(Setting.LEASE_AFFINITY, Duration.ofDays(1)));
    lab.s1(s1 -> Lab.s1().pool("192.0.2.200-192.0.2.200"));
    for (int i = 0; i < 12; i++) {
      lab.ack(selecting(Ask.client(i), "192.0.2." + (i == 11 ? 200 : 10 + i)));
    }
    done(leases().revoke(ADDRESS));
    assertThat(lab.offer(discover(B)).yiaddr()).isEqualTo("192.0.2.12");
    lab.ack(selecting(B, "192.0.2.12"));
    lab.nak(renewing(Ask.client(2), "192.0.2.12"));
    assertThat(kinds()).filteredOn(Kind.EXPIRED::equals).isEmpty();
  }

  // Revoking takes an address out of quarantine, too; there is nothing to revoke of other
  // addresses.
  @Test
  void quarantineIsEnded() {
    refused(leases().revoke(ADDRESS), Reason.ENDED);
    lab.ack(selecting(A, "192.0.2.12"));
    lab.silence(Ask.decline(A, "192.0.2.12"));
    done(leases().revoke(ADDRESS));
    refused(leases().revoke(ADDRESS), Reason.ENDED);
    lab.ack(selecting(B, "192.0.2.12"));
  }

  // A renewal that comes between is revoked with the rest; who is always quicker wins.
  @Test
  void revocationIsTriedAgain() {
    lab.ack(selecting(A, "192.0.2.12"));
    store.beforeCommit(
        () -> {
          store.beforeCommit(() -> {});
          extend();
        });
    assertThat(done(leases().revoke(ADDRESS)).version()).isEqualTo(3);
    lab.ack(selecting(A, "192.0.2.12"));
    store.beforeCommit(this::extend);
    assertThat(leases().revoke(ADDRESS)).isInstanceOf(Conflict.class);
  }

  private void extend() {
    Lease stored = lab.stored("192.0.2.12").orElseThrow();
    store.commit(new LeaseChange(stored.next(LeaseState.BOUND, stored.endsAt().plusSeconds(1))));
  }

  // A network is wiped in batches, and no other.
  @Test
  void wipedNetwork() {
    lab.s1(s1 -> s1.pool("192.0.2.21-192.0.2.254"));
    for (int i = 0; i < 100; i++) {
      lab.ack(selecting(Ask.client(i), "192.0.2." + (100 + i)));
    }
    lab.ack(selecting(B, "198.51.100.12").relayed());
    lab.ack(selecting(A, "192.0.2.12"));
    lab.silence(Ask.decline(A, "192.0.2.12"));
    lab.ack(selecting(A, "192.0.2.13"));
    lab.silence(Ask.release(A, "192.0.2.13"));
    int commits = store.commits();
    assertThat(leases().wipe(S1)).isEqualTo(101);
    assertThat(store.commits()).isEqualTo(commits + 1);
    assertThat(kinds()).filteredOn(Kind.REVOKED::equals).hasSize(101);
    lab.nak(renewing(Ask.client(7), "192.0.2.107"));
    lab.ack(renewing(B, "198.51.100.12"));
    assertThat(leases().wipe(S1)).isZero();
  }

  // A lease that changes while it is wiped is revoked all the same.
  @Test
  void wipingIsTriedAgain() {
    lab.ack(selecting(A, "192.0.2.12"));
    store.beforeCommit(
        () -> {
          store.beforeCommit(() -> {});
          extend();
        });
    assertThat(leases().wipe(S1)).isEqualTo(1);
    assertThat(lab.stored("192.0.2.12").orElseThrow().state()).isEqualTo(LeaseState.REVOKED);
  }

  // A store that fails says so, and nothing is told.
  @Test
  void failingStore() {
    lab.ack(selecting(A, "192.0.2.12"));
    store.beforeCommit(WatchedStore.failure());
    assertThatThrownBy(() -> leases().revoke(ADDRESS)).hasMessageContaining("no space left");
    assertThat(kinds()).containsExactly(Kind.LEASED);
  }

  // Clients that renew and an operator who revokes, at once: each change is told of, and what is
  // stored is what was told last.
  @Test
  void changesBesideDatagrams() throws Exception {
    lab.ack(selecting(A, "192.0.2.12"));
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<?>> work = new ArrayList<>();
      work.add(
          threads.submit(
              () -> {
                for (int i = 0; i < 200; i++) {
                  lab.send(renewing(A, "192.0.2.12"));
                  lab.send(selecting(A, "192.0.2.12"));
                }
              }));
      work.add(
          threads.submit(
              () -> {
                for (int i = 0; i < 200; i++) {
                  leases().revoke(ADDRESS);
                }
              }));
      for (Future<?> each : work) {
        each.get();
      }
    } finally {
      threads.shutdownNow();
    }
    Lease stored = lab.stored("192.0.2.12").orElseThrow();
    assertThat(lab.events.stream().map(event -> event.lease().version()))
        .containsExactlyInAnyOrderElementsOf(
            LongStream.rangeClosed(1, stored.version()).boxed().toList());
  }
}
