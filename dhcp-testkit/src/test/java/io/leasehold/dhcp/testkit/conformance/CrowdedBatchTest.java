package io.leasehold.dhcp.testkit.conformance;

import static io.leasehold.dhcp.testkit.conformance.Ask.A;
import static io.leasehold.dhcp.testkit.conformance.Ask.B;
import static io.leasehold.dhcp.testkit.conformance.Ask.client;
import static io.leasehold.dhcp.testkit.conformance.Ask.discover;
import static io.leasehold.dhcp.testkit.conformance.Ask.inform;
import static io.leasehold.dhcp.testkit.conformance.Ask.release;
import static io.leasehold.dhcp.testkit.conformance.Ask.selecting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.server.Decision;
import io.leasehold.dhcp.server.Decision.Reply;
import io.leasehold.dhcp.server.SilenceReason;
import io.leasehold.dhcp.server.config.Reservation;
import io.leasehold.dhcp.server.config.ServerConfig;
import io.leasehold.dhcp.server.config.Setting;
import io.leasehold.dhcp.server.config.SharedNetwork;
import io.leasehold.dhcp.server.config.Subnet;
import io.leasehold.dhcp.server.policy.Terms;
import io.leasehold.dhcp.server.policy.Verdict;
import io.leasehold.dhcp.server.store.Lease;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Many datagrams at once, full pools, clocks that jump: everybody gets what can be had. */
class CrowdedBatchTest {

  private final Lab lab = new Lab();

  private Lab withPool(String range) {
    return lab.config(
        ServerConfig.of(Subnet.builder("192.0.2.0/24").pool(range).leaseTime(Lab.LEASE).build()));
  }

  private List<Decision> sendAll(Stream<Ask> asks) {
    return lab.engine().handle(asks.map(Ask::datagram).toList());
  }

  private static List<String> offered(List<Decision> decisions) {
    return decisions.stream()
        .filter(Reply.class::isInstance)
        .map(decision -> ((Reply) decision).message().yiaddr().toString())
        .toList();
  }

  // However many clients of a batch wish for one address, each of them is offered an address.
  @Test
  void oneWishOfManyClients() {
    for (String wish : new String[] {"0.0.0.0", "203.0.113.1", "192.0.2.15"}) {
      withPool("192.0.2.10-192.0.2.200");
      assertThat(
              offered(
                  sendAll(IntStream.range(0, 40).mapToObj(i -> discover(client(i)).wanting(wish)))))
          .hasSize(40)
          .doesNotHaveDuplicates();
    }
  }

  // Clients that return after their leases have ended get their own addresses, all in one batch.
  @Test
  void returningClientsGetTheirOwnAddresses() {
    withPool("192.0.2.10-192.0.2.29");
    List<String> first =
        IntStream.range(0, 20).mapToObj(i -> lab.offer(discover(client(i))).yiaddr()).toList();
    IntStream.range(0, 20).forEach(i -> lab.ack(selecting(client(i), first.get(i))));
    lab.clock.advance(Lab.LEASE.plusDays(1));
    assertThat(offered(sendAll(IntStream.range(0, 20).mapToObj(i -> discover(client(i))))))
        .isEqualTo(first);
  }

  // A client that has an address takes none from another client of its batch.
  @Test
  void boundClientTakesNoOtherAddress() {
    withPool("192.0.2.10-192.0.2.11");
    lab.ack(selecting(A, "192.0.2.10"));
    assertThat(offered(sendAll(Stream.of(discover(A), discover(B)))))
        .containsExactly("192.0.2.10", "192.0.2.11");
  }

  // A client that sends the same thing again and again in one batch is answered each time.
  @Test
  void repeatedMessagesOfOneClient() {
    assertThat(offered(sendAll(IntStream.range(0, 12).mapToObj(i -> discover(A).xid(i)))))
        .hasSize(12)
        .containsOnly("192.0.2.10");
    assertThat(sendAll(IntStream.range(0, 12).mapToObj(i -> inform(A, "192.0.2.77").xid(i))))
        .allSatisfy(decision -> assertThat(decision).isInstanceOf(Reply.class));
  }

  // What was offered and has since been leased by another server is not the only choice.
  @Test
  void earlierOfferIsTaken() {
    assertThat(lab.offer(discover(A)).yiaddr()).isEqualTo("192.0.2.10");
    lab.bound(B, "192.0.2.10");
    assertThat(lab.offer(discover(A)).yiaddr()).isEqualTo("192.0.2.11");
  }

  // A hold lapses in its time though the clock was put back by a day meanwhile.
  @Test
  void holdLapsesWhenTheClockGoesBack() {
    withPool("192.0.2.10-192.0.2.10");
    lab.offer(discover(A));
    lab.clock.advance(Duration.ofDays(-1));
    assertThat(lab.offer(discover(B)).yiaddr()).isEqualTo("192.0.2.10");
  }

  // An old lease of what is the broadcast address by now is never a free address.
  @Test
  void leaseOfTheBroadcastAddress() {
    lab.bound(Optional.empty(), B, "192.0.2.255", lab.clock.instant());
    withPool("192.0.2.254-192.0.2.255");
    lab.ack(selecting(A, "192.0.2.254"));
    assertThat(lab.silence(discover(client(1)))).isEqualTo(SilenceReason.NO_FREE_ADDRESS);
  }

  // A policy that throws an Error costs its request, and the next one is answered.
  @Test
  void policyThrowsAnError() {
    lab.engine(
        engine ->
            engine.policy(
                request -> {
                  if (request.message().hardwareAddress().equals(A)) {
                    throw new NoClassDefFoundError("com/example/Gone");
                  }
                  return Verdict.USUAL;
                }));
    assertThat(lab.silence(discover(A))).isEqualTo(SilenceReason.POLICY_FAILED);
    assertThat(lab.offer(discover(B)).yiaddr()).isEqualTo("192.0.2.10");
  }

  // The policy is asked about an INFORM whatever server that names, and sees the lease that counts.
  @Test
  void policySeesWhatCounts() {
    lab.engine(
        engine ->
            engine.policy(
                request ->
                    request.lease().map(Lease::address).map(Object::toString).stream()
                            .anyMatch("192.0.2.10"::equals)
                        ? Verdict.nak("the wrong lease")
                        : request.message().ciaddr().toString().equals("192.0.2.99")
                            ? Verdict.silence("not on the list")
                            : Verdict.USUAL));
    lab.ack(selecting(A, "192.0.2.10"));
    lab.silence(Ask.decline(A, "192.0.2.10"));
    lab.ack(selecting(A, "192.0.2.11"));
    lab.ack(Ask.renewing(A, "192.0.2.11"));
    assertThat(lab.silence(inform(A, "192.0.2.99").server("203.0.113.9")))
        .isEqualTo(SilenceReason.REFUSED_BY_POLICY);
  }

  // An offer to a client that selects another server later in the same batch is free at once.
  @Test
  void offerAndSelectionElsewhereInOneBatch() {
    withPool("192.0.2.10-192.0.2.10");
    sendAll(Stream.of(discover(A), Ask.request(A).wanting("203.0.113.5").server("203.0.113.9")));
    assertThat(lab.offer(discover(B)).yiaddr()).isEqualTo("192.0.2.10");
  }

  // Clients that come and go leave every address of the pool to be had.
  @Test
  void nothingLeaks() {
    withPool("192.0.2.10-192.0.2.19");
    for (int round = 0; round < 20; round++) {
      for (int i = 0; i < 10; i++) {
        int number = 10 * round + i;
        String address = lab.offer(discover(client(number))).yiaddr();
        if (number % 3 != 0) {
          lab.ack(selecting(client(number), address));
          lab.silence(release(client(number), address));
        }
      }
      lab.clock.advance(Duration.ofMinutes(2));
    }
    assertThat(offered(sendAll(IntStream.range(900, 910).mapToObj(i -> discover(client(i))))))
        .hasSize(10)
        .doesNotHaveDuplicates();
  }

  // Times that the protocol cannot express are refused where they are set.
  @Test
  void timesAreWholeSeconds() {
    for (Duration time :
        List.of(
            Duration.ofMillis(1500),
            Duration.ZERO,
            Duration.ofSeconds(-1),
            Duration.ofDays(99_999))) {
      assertThatThrownBy(() -> Terms.USUAL.withLeaseTime(time))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> Lab.s1().leaseTime(time))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("leaseTime");
    }
    assertThatThrownBy(
            () ->
                lab.server(server -> server.set(Setting.QUARANTINE_TIME, Duration.ofDays(99_999)))
                    .engine())
        .hasMessageContaining("quarantineTime");
  }

  // A store that answers a commit with nothing at all has failed: it is not asked again and again.
  @Test
  void commitWithoutResult() {
    WatchedStore store = new WatchedStore().answeringNull();
    lab.store = store;
    assertThat(lab.silence(selecting(A, "192.0.2.10"))).isEqualTo(SilenceReason.STORE_FAILED);
    assertThat(store.commits()).isEqualTo(1);
  }

  // A renewal is stored though the clock was put back since the last one, and gets the full time.
  @Test
  void renewalAfterTheClockWentBack() {
    lab.ack(selecting(A, "192.0.2.10"));
    lab.clock.advance(Duration.ofDays(-7));
    assertThat(lab.ack(Ask.renewing(A, "192.0.2.10")).option(DhcpOptions.ADDRESS_TIME))
        .isEqualTo(Lab.LEASE);
    assertThat(lab.stored("192.0.2.10").orElseThrow().endsAt())
        .isEqualTo(lab.clock.instant().plus(Lab.LEASE));
  }

  // An interface or a relay agent on two networks, and two reservations in one place, are refused.
  @Test
  void whatIsOnTwoNetworks() {
    Subnet.Builder first = Lab.s1().interfaceName("eth0").relay(Ask.RELAY);
    Subnet.Builder second = Lab.s2().interfaceName("eth0").relay(Ask.RELAY);
    assertThatThrownBy(() -> ServerConfig.of(first.build(), second.build()))
        .hasMessageContaining("interface eth0 is on network 192.0.2.0/24")
        .hasMessageContaining("relay agent 198.51.100.1 is on network 192.0.2.0/24");
    Reservation kept = Reservation.builder(A).build();
    SharedNetwork network =
        SharedNetwork.builder("campus")
            .subnet(Lab.s1().reservation(kept).reservation(kept).build())
            .build();
    assertThatThrownBy(() -> ServerConfig.builder().network(network).build())
        .hasMessageContaining("expected one reservation for a client in one place");
  }
}
