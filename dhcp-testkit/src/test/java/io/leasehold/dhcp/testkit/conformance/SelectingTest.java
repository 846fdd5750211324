package io.leasehold.dhcp.testkit.conformance;

import static io.leasehold.dhcp.testkit.conformance.Ask.A;
import static io.leasehold.dhcp.testkit.conformance.Ask.B;
import static io.leasehold.dhcp.testkit.conformance.Ask.SERVER;
import static io.leasehold.dhcp.testkit.conformance.Ask.client;
import static io.leasehold.dhcp.testkit.conformance.Ask.discover;
import static io.leasehold.dhcp.testkit.conformance.Ask.request;
import static io.leasehold.dhcp.testkit.conformance.Ask.selecting;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.value.MessageType;
import io.leasehold.dhcp.server.Decision;
import io.leasehold.dhcp.server.Decision.Reply;
import io.leasehold.dhcp.server.DhcpEngine;
import io.leasehold.dhcp.server.LeaseEvent;
import io.leasehold.dhcp.server.LeaseEvent.Kind;
import io.leasehold.dhcp.server.SilenceReason;
import io.leasehold.dhcp.server.config.Reservation;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseState;
import io.leasehold.dhcp.testkit.conformance.Lab.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** DHCPREQUEST in state SELECTING: RFC 2131 section 4.3.2, option 54 is there. */
class SelectingTest {

  private final Lab lab = new Lab();

  // Who takes an offer gets the address, its time and the server, and the store has the lease.
  @Test
  @Tag("REQ-01")
  void req01TakesTheOffer() {
    lab.offer(discover(A).wanting("192.0.2.12"));
    Answer ack = lab.ack(selecting(A, "192.0.2.12"));
    assertThat(ack.yiaddr()).isEqualTo("192.0.2.12");
    assertThat(ack.option(DhcpOptions.ADDRESS_TIME)).isEqualTo(Lab.LEASE);
    assertThat(ack.option(DhcpOptions.DHCP_SERVER_ID)).isEqualTo(SERVER);
    Lease lease = lab.stored("192.0.2.12").orElseThrow();
    assertThat(lease.state()).isEqualTo(LeaseState.BOUND);
    assertThat(lease.hardwareAddress()).contains(A);
    assertThat(lease.endsAt()).isEqualTo(lab.clock.instant().plus(Lab.LEASE));
    assertThat(lab.events).containsExactly(new LeaseEvent(Kind.LEASED, lease, Optional.empty()));
  }

  // Who takes another server's offer meets silence, and what was held for it is free.
  @Test
  @Tag("REQ-02")
  void req02TakesTheOfferOfAnother() {
    lab.offer(discover(A));
    assertThat(lab.silence(selecting(A, "192.0.2.10").server("192.0.2.2")))
        .isEqualTo(SilenceReason.OTHER_SERVER);
    assertThat(lab.storedLeases()).isZero();
    assertThat(lab.offer(discover(B)).yiaddr()).isEqualTo("192.0.2.10");
  }

  // Where somebody else has got the address since the offer, the client is refused.
  @Test
  @Tag("REQ-03")
  void req03TakenMeanwhile() {
    lab.offer(discover(A));
    lab.bound(B, "192.0.2.10");
    lab.nak(selecting(A, "192.0.2.10"));
    assertThat(lab.isBound("192.0.2.10", B)).isTrue();
  }

  // An address of no pool of the link is refused, be it in the subnet or in another one.
  @Test
  @Tag("REQ-04")
  void req04OutsideThePools() {
    for (String wanted : new String[] {"192.0.2.200", "198.51.100.12", "203.0.113.1", "0.0.0.0"}) {
      lab.nak(selecting(A, wanted));
    }
    assertThat(lab.storedLeases()).isZero();
  }

  // After a restart the offer is forgotten; the client gets its free address all the same.
  @Test
  @Tag("REQ-05")
  void req05OfferIsForgotten() {
    lab.offer(discover(A));
    lab.restart().s1(s1 -> s1.reservation(Reservation.builder(B).address("192.0.2.12").build()));
    assertThat(lab.ack(selecting(A, "192.0.2.10")).yiaddr()).isEqualTo("192.0.2.10");
    lab.nak(selecting(A, "192.0.2.12"));
  }

  // Without an address there is nothing to grant.
  @Test
  @Tag("REQ-06")
  void req06NoAddress() {
    lab.offer(discover(A));
    lab.nak(request(A).server(SERVER));
    assertThat(lab.silence(request(A).server("192.0.2.2"))).isEqualTo(SilenceReason.OTHER_SERVER);
    assertThat(lab.storedLeases()).isZero();
  }

  // Where both are there option 50 counts, and ciaddr does not.
  @Test
  @Tag("REQ-07")
  void req07CiaddrDoesNotCount() {
    lab.bound(B, "192.0.2.13");
    assertThat(lab.ack(selecting(A, "192.0.2.12").ciaddr("192.0.2.13")).yiaddr())
        .isEqualTo("192.0.2.12");
    assertThat(lab.isBound("192.0.2.13", B)).isTrue();
  }

  // What was probed before the offer is not probed again, nor is what was never offered.
  @Test
  @Tag("REQ-08")
  void req08NoProbe() {
    AtomicInteger probes = new AtomicInteger();
    lab.engine(
        engine ->
            engine.probe(
                address -> {
                  probes.incrementAndGet();
                  return false;
                }));
    lab.engine().housekeep();
    String offered = lab.offer(discover(A)).yiaddr();
    int before = probes.get();
    lab.ack(selecting(A, offered));
    lab.ack(selecting(B, "192.0.2.20"));
    assertThat(probes).hasValue(before);
  }

  // A repeated REQUEST gets the same answer; there is one lease, and it ends later, not earlier.
  @Test
  @Tag("REQ-09")
  void req09Retransmission() {
    String first = lab.ack(selecting(A, "192.0.2.12")).yiaddr();
    Lease before = lab.stored("192.0.2.12").orElseThrow();
    lab.clock.advance(Duration.ofSeconds(4));
    assertThat(lab.ack(selecting(A, "192.0.2.12")).yiaddr()).isEqualTo(first);
    assertThat(lab.storedLeases()).isEqualTo(1);
    assertThat(lab.stored("192.0.2.12").orElseThrow().endsAt())
        .isEqualTo(before.endsAt().plusSeconds(4));
  }

  // Every address of the server names it.
  @Test
  @Tag("REQ-10")
  void req10AnotherAddressOfTheServer() {
    lab.engine(engine -> engine.localAddresses(Set.of(SERVER, Ipv4Address.parse("203.0.113.1"))));
    lab.ack(selecting(A, "192.0.2.12").server("203.0.113.1"));
    assertThat(lab.silence(selecting(A, "192.0.2.12").server("203.0.113.2")))
        .isEqualTo(SilenceReason.OTHER_SERVER);
  }

  // The ACK says what the OFFER said, but for its type.
  @Test
  @Tag("REQ-11")
  void req11SameParameters() {
    lab.s1(
        s1 ->
            s1.nextServer(Ipv4Address.parse("192.0.2.9"))
                .bootFileName("boot.img")
                .option(DhcpOptions.MTU_INTERFACE, 1400)
                .alwaysSend(DhcpOptions.MTU_INTERFACE.code()));
    Answer offer = lab.offer(discover(A).clientId(0, 1, 2).asking(15, 6, 3));
    Answer ack = lab.ack(selecting(A, offer.yiaddr()).clientId(0, 1, 2).asking(15, 6, 3));
    assertThat(ack.message())
        .isEqualTo(
            offer.message().toBuilder().option(DhcpOptions.DHCP_MSG_TYPE, MessageType.ACK).build());
    assertThat(ack.option(DhcpOptions.MTU_INTERFACE)).isEqualTo(1400);
  }

  // Where the store fails to commit there is no ACK and no lease; the next try succeeds.
  @Test
  @Tag("REQ-12")
  void req12StoreFails() {
    WatchedStore store = new WatchedStore().beforeCommit(WatchedStore.failure());
    lab.store = store;
    assertThat(lab.silence(selecting(A, "192.0.2.12"))).isEqualTo(SilenceReason.STORE_FAILED);
    assertThat(lab.storedLeases()).isZero();
    assertThat(lab.events).isEmpty();
    store.beforeCommit(() -> {});
    lab.ack(selecting(A, "192.0.2.12"));
  }

  // A client has one address on a link: with the second one it gives up the first.
  @Test
  @Tag("REQ-13")
  void req13OneAddressOnALink() {
    lab.bound(A, "192.0.2.12");
    lab.ack(selecting(A, "192.0.2.15"));
    assertThat(lab.isBound("192.0.2.15", A)).isTrue();
    assertThat(lab.stored("192.0.2.12").orElseThrow().state()).isEqualTo(LeaseState.RELEASED);
    assertThat(lab.events).extracting(LeaseEvent::kind).containsExactly(Kind.LEASED, Kind.RELEASED);
    assertThat(lab.offer(discover(B).wanting("192.0.2.12")).yiaddr()).isEqualTo("192.0.2.12");
  }

  // A client with a reserved address is refused any other.
  @Test
  @Tag("REQ-14")
  void req14ReservedElsewhere() {
    lab.s1(s1 -> s1.reservation(Reservation.builder(A).address("192.0.2.30").build()));
    lab.nak(selecting(A, "192.0.2.12"));
    assertThat(lab.ack(selecting(A, "192.0.2.30")).yiaddr()).isEqualTo("192.0.2.30");
  }

  // A client on a network that is not configured is refused, if it means this server.
  @Test
  @Tag("REQ-15")
  void req15NoSubnet() {
    Ipv4Address relay = Ipv4Address.parse("203.0.113.1");
    assertThat(lab.nak(selecting(A, "192.0.2.12").relayed(relay)).sentTo())
        .isEqualTo("203.0.113.1:67");
    lab.nak(selecting(A, "192.0.2.12").at("if9", "203.0.113.9").server("203.0.113.9"));
    assertThat(lab.silence(selecting(A, "192.0.2.12").server("192.0.2.2").relayed(relay)))
        .isEqualTo(SilenceReason.OTHER_SERVER);
  }

  // Of two clients that want one address in one batch, the first gets it.
  @Test
  @Tag("REQ-16")
  void req16RaceInOneBatch() {
    List<Decision> decisions =
        lab.engine()
            .handle(
                List.of(
                    selecting(A, "192.0.2.12").datagram(), selecting(B, "192.0.2.12").datagram()));
    new Answer((Reply) decisions.get(0)).is(MessageType.ACK);
    new Answer((Reply) decisions.get(1)).is(MessageType.NAK);
    assertThat(lab.isBound("192.0.2.12", A)).isTrue();
  }

  // Two servers over one store that both found the address free: one commits, the other refuses.
  @Test
  @Tag("REQ-16")
  void req16RaceOfTwoServers() throws Exception {
    CyclicBarrier bothHaveRead = new CyclicBarrier(2);
    AtomicInteger commits = new AtomicInteger();
    lab.store =
        new WatchedStore()
            .beforeCommit(
                () -> {
                  if (commits.incrementAndGet() <= 2) {
                    await(bothHaveRead);
                  }
                });
    DhcpEngine one = lab.engine();
    DhcpEngine two = lab.restart().engine();
    List<Callable<Decision>> tasks =
        List.of(
            () -> one.handle(selecting(A, "192.0.2.12").datagram()),
            () -> two.handle(selecting(B, "192.0.2.12").datagram()));
    assertThat(Crowd.run(2, tasks))
        .extracting(SelectingTest::type)
        .containsExactlyInAnyOrder(MessageType.ACK, MessageType.NAK);
    assertThat(lab.stored("192.0.2.12").orElseThrow().version()).isEqualTo(1);
  }

  // However many threads ask for one address at once, one client gets it.
  @Test
  @Tag("REQ-16")
  void req16RaceOfManyThreads() throws Exception {
    DhcpEngine engine = lab.engine();
    CyclicBarrier start = new CyclicBarrier(8);
    for (int address = 10; address <= 20; address++) {
      String wanted = "192.0.2." + address;
      int first = 8 * address;
      List<Callable<Decision>> tasks =
          IntStream.range(first, first + 8)
              .<Callable<Decision>>mapToObj(
                  number ->
                      () -> {
                        await(start);
                        return engine.handle(selecting(client(number), wanted).datagram());
                      })
              .toList();
      assertThat(Crowd.run(8, tasks))
          .extracting(SelectingTest::type)
          .containsOnlyOnce(MessageType.ACK)
          .containsOnly(MessageType.ACK, MessageType.NAK);
      assertThat(lab.stored(wanted).orElseThrow().version()).isEqualTo(1);
    }
  }

  private static MessageType type(Decision decision) {
    Optional<MessageType> type = new Answer((Reply) decision).message().messageType();
    return type.orElseThrow();
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
