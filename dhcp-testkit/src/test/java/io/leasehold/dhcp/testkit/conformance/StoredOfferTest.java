package io.leasehold.dhcp.testkit.conformance;

import static io.leasehold.dhcp.testkit.conformance.Ask.A;
import static io.leasehold.dhcp.testkit.conformance.Ask.B;
import static io.leasehold.dhcp.testkit.conformance.Ask.client;
import static io.leasehold.dhcp.testkit.conformance.Ask.decline;
import static io.leasehold.dhcp.testkit.conformance.Ask.discover;
import static io.leasehold.dhcp.testkit.conformance.Ask.initReboot;
import static io.leasehold.dhcp.testkit.conformance.Ask.release;
import static io.leasehold.dhcp.testkit.conformance.Ask.selecting;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.value.MessageType;
import io.leasehold.dhcp.server.Decision;
import io.leasehold.dhcp.server.Decision.Reply;
import io.leasehold.dhcp.server.LeaseEvent;
import io.leasehold.dhcp.server.LeaseEvent.Kind;
import io.leasehold.dhcp.server.SilenceReason;
import io.leasehold.dhcp.server.Trace;
import io.leasehold.dhcp.server.config.Reservation;
import io.leasehold.dhcp.server.config.ServerConfig;
import io.leasehold.dhcp.server.config.Setting;
import io.leasehold.dhcp.server.policy.PoolUsage;
import io.leasehold.dhcp.server.policy.Verdict;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseState;
import io.leasehold.dhcp.server.store.NameUpdates;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Offers that are stored, as {@code OFFER_LIFETIME} has it: RFC 2131 section 3.1. */
class StoredOfferTest {

  private static final Duration LIFETIME = Duration.ofSeconds(60);

  private final Lab lab = new Lab().server(server -> server.set(Setting.OFFER_LIFETIME, LIFETIME));

  private boolean isOffered(String address, HardwareAddress client) {
    return lab.stored(address)
        .filter(lease -> lease.isOfferedAt(lab.clock.instant()))
        .filter(lease -> lease.hardwareAddress().equals(Optional.of(client)))
        .isPresent();
  }

  private PoolUsage usage() {
    return lab.engine().poolUsage().get(0);
  }

  // An offer is stored for the offer lifetime, while it shows the whole lease time.
  @Test
  @Tag("DISC-18")
  void disc18OfferIsStored() {
    Lab.Answer offer = lab.offer(discover(A).option(DhcpOptions.HOSTNAME, "pc"));
    assertThat(offer.option(DhcpOptions.ADDRESS_TIME)).isEqualTo(Lab.LEASE);
    Lease stored = lab.stored("192.0.2.10").orElseThrow();
    assertThat(stored.state()).isEqualTo(LeaseState.OFFERED);
    assertThat(stored.hardwareAddress()).contains(A);
    assertThat(stored.hostName()).contains("pc");
    assertThat(stored.endsAt()).isEqualTo(lab.clock.instant().plus(LIFETIME));
    assertThat(stored.isBoundAt(lab.clock.instant())).isFalse();
  }

  // An offer counts neither as leased nor as free.
  @Test
  @Tag("DISC-18")
  void disc18OfferIsNoLease() {
    lab.offer(discover(A));
    assertThat(usage().leased()).isZero();
    assertThat(usage().free()).isEqualTo(10);
    lab.ack(selecting(A, "192.0.2.10"));
    assertThat(usage().leased()).isEqualTo(1);
    assertThat(usage().free()).isEqualTo(10);
  }

  // After a restart the offer still is the client's, and nobody else's.
  @Test
  @Tag("DISC-18")
  void disc18OfferOutlivesARestart() {
    lab.offer(discover(A));
    lab.restart();
    assertThat(lab.offer(discover(B).wanting("192.0.2.10")).yiaddr()).isEqualTo("192.0.2.11");
    lab.nak(selecting(B, "192.0.2.10"));
    assertThat(usage().leased()).isZero();
    assertThat(lab.ack(selecting(A, "192.0.2.10")).yiaddr()).isEqualTo("192.0.2.10");
    assertThat(lab.isBound("192.0.2.10", A)).isTrue();
  }

  // The lifetime of the subnet goes before that of the server; zero stores nothing.
  @Test
  @Tag("DISC-18")
  void disc18LifetimeOfTheSubnet() {
    lab.s1(subnet -> subnet.set(Setting.OFFER_LIFETIME, Duration.ZERO));
    lab.offer(discover(A));
    assertThat(lab.storedLeases()).isZero();
    lab.offer(discover(A).relayed());
    assertThat(lab.storedLeases()).isEqualTo(1);
  }

  // Whoever has an address keeps it in full while it is offered to it again.
  @Test
  @Tag("DISC-18")
  void disc18BoundLeaseStays() {
    Lease bound = lab.bound(A, "192.0.2.12");
    assertThat(lab.offer(discover(A)).yiaddr()).isEqualTo("192.0.2.12");
    assertThat(lab.stored("192.0.2.12")).contains(bound);
    assertThat(lab.storedLeases()).isEqualTo(1);
    assertThat(lab.offer(discover(B)).yiaddr()).isEqualTo("192.0.2.10");
  }

  // A lease that ends soon after it was offered again is held in memory meanwhile, as ever.
  @Test
  @Tag("DISC-15")
  void disc15BoundLeaseThatEndsIsHeld() {
    lab.bound(A, "192.0.2.12");
    lab.engine();
    lab.clock.advance(Lab.LEASE.minusSeconds(10));
    assertThat(lab.offer(discover(A)).yiaddr()).isEqualTo("192.0.2.12");
    lab.clock.advance(Duration.ofSeconds(10));
    assertThat(lab.offer(discover(B).wanting("192.0.2.12")).yiaddr()).isEqualTo("192.0.2.10");
  }

  // A policy is shown leases, and an offer is none.
  @Test
  @Tag("DISC-18")
  void disc18PolicySeesNoOffer() {
    List<Optional<Lease>> seen = new ArrayList<>();
    lab.engine(
        engine ->
            engine.policy(
                request -> {
                  seen.add(request.lease());
                  return Verdict.USUAL;
                }));
    lab.offer(discover(A));
    lab.offer(discover(A));
    assertThat(seen).hasSize(2).containsOnly(Optional.empty());
  }

  // The DNS has nothing of an offer, and is to have it of the lease.
  @Test
  @Tag("DISC-18")
  void disc18Names() {
    lab.s1(subnet -> subnet.set(Setting.NAME_UPDATES, true));
    lab.offer(discover(A).option(DhcpOptions.HOSTNAME, "pc"));
    assertThat(lab.stored("192.0.2.10").orElseThrow().nameUpdates()).isEqualTo(NameUpdates.NONE);
    lab.ack(selecting(A, "192.0.2.10").option(DhcpOptions.HOSTNAME, "pc"));
    assertThat(lab.events).extracting(LeaseEvent::changesNames).containsExactly(true);
  }

  // A trace tells an offer from a lease.
  @Test
  @Tag("DISC-18")
  void disc18Trace() {
    lab.offer(discover(A));
    assertThat(lab.engine().explain(discover(A).datagram()).trace().steps())
        .extracting(Trace.Step::text)
        .contains(
            "192.0.2.10 is offered to it until 2026-01-01T00:01:00Z",
            "192.0.2.10 (offered before) can be had",
            "192.0.2.10 is stored as OFFERED until 2026-01-01T00:01:00Z");
  }

  // What is kept for its last client stays so when it is offered to it and not taken.
  @Test
  @Tag("DISC-18")
  void disc18AffinityStays() {
    lab.server(
        server ->
            server
                .set(Setting.OFFER_LIFETIME, LIFETIME)
                .set(Setting.LEASE_AFFINITY, Duration.ofDays(1)));
    lab.bound(A, "192.0.2.12");
    lab.clock.advance(Lab.LEASE);
    assertThat(lab.offer(discover(A)).yiaddr()).isEqualTo("192.0.2.12");
    lab.clock.advance(Duration.ofHours(1));
    assertThat(lab.offer(discover(B).wanting("192.0.2.12")).yiaddr()).isNotEqualTo("192.0.2.12");
  }

  // Where the store fails, nothing is offered, and the next client is.
  @Test
  @Tag("DISC-18")
  void disc18StoreFails() {
    WatchedStore store = new WatchedStore();
    lab.store = store;
    lab.engine();
    store.beforeCommit(WatchedStore.failure());
    assertThat(lab.silence(discover(A))).isEqualTo(SilenceReason.STORE_FAILED);
    store.beforeCommit(() -> {});
    assertThat(lab.offer(discover(B)).yiaddr()).isEqualTo("192.0.2.10");
  }

  // A dry run stores nothing.
  @Test
  @Tag("DISC-18")
  void disc18DryRun() {
    Decision decision = lab.engine().explain(discover(A).datagram());
    assertThat(((Reply) decision).message().messageType()).contains(MessageType.OFFER);
    assertThat(lab.storedLeases()).isZero();
    assertThat(usage().free()).isEqualTo(11);
  }

  // Rapid commit stores the lease, and no offer.
  @Test
  @Tag("DISC-18")
  void disc18RapidCommit() {
    lab.s1(subnet -> subnet.set(Setting.RAPID_COMMIT, true));
    lab.ack(discover(A).raw(DhcpOptions.RAPID_COMMIT.code()));
    assertThat(lab.isBound("192.0.2.10", A)).isTrue();
  }

  // A stored offer is nobody else's, though all clients wish for the same address at once.
  @Test
  @Tag("DISC-15")
  void disc15OneWishOfManyClients() {
    List<Decision> decisions =
        lab.engine()
            .handle(
                IntStream.range(0, 11)
                    .mapToObj(i -> discover(client(i)).wanting("192.0.2.15").datagram())
                    .toList());
    assertThat(decisions)
        .extracting(decision -> ((Reply) decision).message().yiaddr().toString())
        .hasSize(11)
        .doesNotHaveDuplicates();
    assertThat(lab.incidents).isEmpty();
    assertThat(lab.silence(discover(A))).isEqualTo(SilenceReason.NO_FREE_ADDRESS);
  }

  // An offer that nobody takes is free again at its end, and not a second before; nobody is told.
  @Test
  @Tag("DISC-16")
  void disc16OfferLapses() {
    lab.offer(discover(A));
    lab.clock.advance(LIFETIME.minusSeconds(1));
    assertThat(lab.offer(discover(B).wanting("192.0.2.10")).yiaddr()).isEqualTo("192.0.2.11");
    lab.clock.advance(Duration.ofSeconds(1));
    lab.engine().housekeep();
    assertThat(lab.offer(discover(client(3)).wanting("192.0.2.10")).yiaddr())
        .isEqualTo("192.0.2.10");
    assertThat(lab.events).isEmpty();
  }

  // An offer that has lapsed is not kept for the client as a lease would be.
  @Test
  @Tag("DISC-16")
  void disc16NoAffinity() {
    lab.server(
        server ->
            server
                .set(Setting.OFFER_LIFETIME, LIFETIME)
                .set(Setting.LEASE_AFFINITY, Duration.ofDays(1)));
    IntStream.range(0, 11).forEach(i -> lab.offer(discover(client(i))));
    lab.clock.advance(LIFETIME);
    assertThat(usage().free()).isEqualTo(11);
    assertThat(lab.offer(discover(A)).yiaddr()).isEqualTo("192.0.2.10");
  }

  // A repeated DISCOVER gets the same offer, which lasts anew, and no other address is lost by it.
  @Test
  @Tag("DISC-17")
  void disc17RepeatedDiscover() {
    lab.offer(discover(A));
    lab.clock.advance(Duration.ofSeconds(40));
    assertThat(lab.offer(discover(A).xid(7)).yiaddr()).isEqualTo("192.0.2.10");
    assertThat(usage().free()).isEqualTo(10);
    lab.clock.advance(Duration.ofSeconds(40));
    assertThat(isOffered("192.0.2.10", A)).isTrue();
  }

  // A client that is offered another address has the one before offered no more.
  @Test
  @Tag("DISC-17")
  void disc17AnotherOffer() {
    lab.offer(discover(A));
    lab.config(
        ServerConfig.builder()
            .set(Setting.OFFER_LIFETIME, LIFETIME)
            .subnet(
                Lab.s1().reservation(Reservation.builder(A).address("192.0.2.50").build()).build())
            .build());
    assertThat(lab.offer(discover(A)).yiaddr()).isEqualTo("192.0.2.50");
    assertThat(isOffered("192.0.2.10", A)).isFalse();
    assertThat(isOffered("192.0.2.50", A)).isTrue();
  }

  // Listeners are told of a lease when the offer is taken, and of nothing before.
  @Test
  @Tag("DISC-18")
  void disc18Events() {
    lab.offer(discover(A));
    lab.offer(discover(A));
    assertThat(lab.events).isEmpty();
    lab.ack(selecting(A, "192.0.2.10"));
    lab.clock.advance(Lab.LEASE);
    lab.engine().housekeep();
    assertThat(lab.events).extracting(LeaseEvent::kind).containsExactly(Kind.LEASED, Kind.EXPIRED);
  }

  // Of a lease whose place an offer takes nothing is left but what listeners are told.
  @Test
  @Tag("DISC-18")
  void disc18OfferAfterALease() {
    lab.ack(selecting(A, "192.0.2.10"));
    lab.clock.advance(Lab.LEASE);
    lab.offer(discover(B).wanting("192.0.2.10"));
    lab.ack(selecting(B, "192.0.2.10"));
    assertThat(lab.events)
        .extracting(LeaseEvent::kind)
        .containsExactly(Kind.LEASED, Kind.EXPIRED, Kind.RECLAIMED, Kind.LEASED);
  }

  // A client that selects another server leaves the address to others at once, unless the other
  // server, over the same store, has offered it the same one.
  @Test
  @Tag("REQ-02")
  void req02TakesTheOfferOfAnother() {
    lab.offer(discover(A));
    lab.offer(discover(B));
    assertThat(lab.silence(selecting(A, "192.0.2.77").server("192.0.2.2")))
        .isEqualTo(SilenceReason.OTHER_SERVER);
    assertThat(lab.silence(selecting(B, "192.0.2.11").server("192.0.2.2")))
        .isEqualTo(SilenceReason.OTHER_SERVER);
    assertThat(isOffered("192.0.2.10", A)).isFalse();
    assertThat(isOffered("192.0.2.11", B)).isTrue();
    assertThat(lab.offer(discover(client(3)).wanting("192.0.2.10")).yiaddr())
        .isEqualTo("192.0.2.10");
    assertThat(lab.events).isEmpty();
  }

  // The same holds where both messages come in one batch.
  @Test
  @Tag("REQ-02")
  void req02InOneBatch() {
    lab.engine()
        .handle(
            List.of(
                discover(A).datagram(), selecting(A, "192.0.2.77").server("192.0.2.2").datagram()));
    assertThat(lab.storedLeases()).isEqualTo(1);
    assertThat(isOffered("192.0.2.10", A)).isFalse();
  }

  // Whatever the store does then, the silence has the same reason.
  @Test
  @Tag("REQ-02")
  void req02StoreFails() {
    WatchedStore store = new WatchedStore();
    lab.store = store;
    lab.offer(discover(A));
    store.beforeCommit(WatchedStore.failure());
    assertThat(lab.silence(selecting(A, "192.0.2.77").server("192.0.2.2")))
        .isEqualTo(SilenceReason.OTHER_SERVER);
    store.beforeRead(WatchedStore.failure());
    assertThat(lab.silence(selecting(A, "192.0.2.77").server("192.0.2.2")))
        .isEqualTo(SilenceReason.OTHER_SERVER);
  }

  // A lease that the client has stays its own when it selects another server.
  @Test
  @Tag("REQ-02")
  void req02BoundLeaseStays() {
    Lease bound = lab.bound(A, "192.0.2.12");
    lab.silence(selecting(A, "192.0.2.77").server("192.0.2.2"));
    assertThat(lab.stored("192.0.2.12")).contains(bound);
  }

  // A client that has only been offered an address has none to keep after a reboot.
  @Test
  @Tag("IRB-06")
  void irb06OnlyOffered() {
    lab.offer(discover(A));
    assertThat(lab.silence(initReboot(A, "192.0.2.10"))).isEqualTo(SilenceReason.UNKNOWN_CLIENT);
    assertThat(isOffered("192.0.2.10", A)).isTrue();
  }

  // A stored offer is no reason to refuse another client, whose server may be another one.
  @Test
  @Tag("IRB-06")
  void irb06OfferedToAnother() {
    lab.offer(discover(A));
    assertThat(lab.silence(initReboot(B, "192.0.2.10"))).isEqualTo(SilenceReason.UNKNOWN_CLIENT);
  }

  // An offered address that the client finds in use goes into quarantine.
  @Test
  @Tag("DECL-15")
  void decl15OfferedAddress() {
    lab.offer(discover(A));
    assertThat(lab.silence(decline(B, "192.0.2.10"))).isEqualTo(SilenceReason.NOT_THE_HOLDER);
    assertThat(lab.silence(decline(A, "192.0.2.10"))).isEqualTo(SilenceReason.DECLINED);
    assertThat(lab.stored("192.0.2.10").orElseThrow().state()).isEqualTo(LeaseState.QUARANTINED);
    assertThat(lab.events).extracting(LeaseEvent::kind).containsExactly(Kind.DECLINED);
    lab.nak(selecting(A, "192.0.2.10"));
  }

  // An offer that has lapsed cannot be declined.
  @Test
  @Tag("DECL-15")
  void decl15LapsedOffer() {
    lab.offer(discover(A));
    lab.clock.advance(LIFETIME);
    assertThat(lab.silence(decline(A, "192.0.2.10"))).isEqualTo(SilenceReason.NOT_THE_HOLDER);
  }

  // Nobody can give back what was only offered.
  @Test
  @Tag("REL-05")
  void rel05OfferedAddress() {
    lab.offer(discover(A));
    assertThat(lab.silence(release(A, "192.0.2.10"))).isEqualTo(SilenceReason.NOT_THE_HOLDER);
    assertThat(isOffered("192.0.2.10", A)).isTrue();
    assertThat(lab.events).isEmpty();
  }

  // A probe leaves alone what another server over the same store has offered.
  @Test
  @Tag("DISC-19")
  void disc19OfferedIsNotProbed() {
    List<Ipv4Address> probed = new ArrayList<>();
    lab.engine(engine -> engine.probe(address -> !probed.add(address)));
    lab.engine();
    Lab other = new Lab().server(server -> server.set(Setting.OFFER_LIFETIME, LIFETIME));
    other.store = lab.store;
    other.offer(discover(A));
    lab.engine().housekeep();
    assertThat(probed).doesNotContain(Ipv4Address.parse("192.0.2.10")).isNotEmpty();
  }

  // Two servers over one store never offer an address to two clients at a time, nor lease it so.
  @Test
  @Tag("DISC-15")
  void disc15TwoServers() {
    for (long seed = 1; seed <= 20; seed++) {
      twoServers(seed);
    }
  }

  private static void twoServers(long seed) {
    Random random = new Random(seed);
    Lab[] servers = new Lab[2];
    for (int i = 0; i < 2; i++) {
      servers[i] = new Lab().server(server -> server.set(Setting.OFFER_LIFETIME, LIFETIME));
      servers[i].store = servers[0].store;
    }
    Map<String, Integer> offered = new HashMap<>();
    Map<Integer, String> last = new HashMap<>();
    for (int step = 0; step < 400; step++) {
      Lab server = servers[random.nextInt(2)];
      int number = random.nextInt(8);
      if (random.nextInt(3) > 0 || !last.containsKey(number)) {
        String wish = "192.0.2." + (10 + random.nextInt(11));
        if (server.send(discover(client(number)).wanting(wish)) instanceof Reply reply) {
          String address = reply.message().yiaddr().toString();
          assertThat(offered.getOrDefault(address, number))
              .as("%s, seed %d, step %d", address, seed, step)
              .isEqualTo(number);
          offered.values().removeIf(it -> it == number);
          offered.put(address, number);
          last.put(number, address);
        }
      } else {
        String address = last.remove(number);
        assertThat(server.ack(selecting(client(number), address)).yiaddr())
            .as("seed %d, step %d", seed, step)
            .isEqualTo(address);
        offered.values().removeIf(it -> it == number);
        server.silence(release(client(number), address));
      }
    }
  }
}
