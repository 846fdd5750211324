package io.leasehold.dhcp.testkit.conformance;

import static io.leasehold.dhcp.testkit.conformance.Ask.A;
import static io.leasehold.dhcp.testkit.conformance.Ask.B;
import static io.leasehold.dhcp.testkit.conformance.Ask.RELAY;
import static io.leasehold.dhcp.testkit.conformance.Ask.leasequery;
import static io.leasehold.dhcp.testkit.conformance.Ask.rebinding;
import static io.leasehold.dhcp.testkit.conformance.Ask.selecting;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.address.Ipv4Network;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.OptionFormat;
import io.leasehold.dhcp.codec.value.ClientIdentifier;
import io.leasehold.dhcp.codec.value.MessageType;
import io.leasehold.dhcp.server.Decision;
import io.leasehold.dhcp.server.Decision.Reply;
import io.leasehold.dhcp.server.SilenceReason;
import io.leasehold.dhcp.server.config.HostKey;
import io.leasehold.dhcp.server.config.Reservation;
import io.leasehold.dhcp.server.config.Setting;
import io.leasehold.dhcp.server.match.RequestValue;
import io.leasehold.dhcp.server.policy.builtin.AccessList;
import io.leasehold.dhcp.server.policy.builtin.ClientRateLimit;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseChange;
import io.leasehold.dhcp.testkit.conformance.Lab.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Relay agents that ask what is leased to whom (RFC 4388). */
class LeasequeryTest {

  private static final String ADDRESS = "198.51.100.12";

  private final Lab lab = new Lab();

  LeasequeryTest() {
    lab.server(
        server ->
            server.set(Setting.LEASEQUERY_AGENTS, List.of(Ipv4Network.parse("198.51.100.0/24"))));
  }

  private Answer active(Ask ask) {
    return lab.reply(ask).is(MessageType.LEASEACTIVE);
  }

  private void tellsNothing(Ask ask, MessageType type) {
    Answer answer = lab.reply(ask).is(type);
    assertThat(answer.codes()).containsExactly(53, 54);
    assertThat(answer.message().ciaddr()).isEqualTo(ask.message().ciaddr());
    assertThat(answer.message().hardwareAddress()).isEqualTo(ask.message().hardwareAddress());
  }

  // Where nobody may ask, the message is one that the server does not serve.
  @Test
  @Tag("LQ-01")
  void lq01Off() {
    Lab off = new Lab();
    off.ack(selecting(A, ADDRESS).relayed());
    assertThat(off.silence(leasequery().ciaddr(ADDRESS)))
        .isEqualTo(SilenceReason.UNSUPPORTED_MESSAGE_TYPE);
  }

  // A question that does not come by a relay agent meets silence.
  @Test
  @Tag("LQ-02")
  void lq02NoAgent() {
    lab.ack(selecting(A, ADDRESS).relayed());
    assertThat(lab.silence(leasequery().relayed(Ipv4Address.UNSPECIFIED).ciaddr(ADDRESS)))
        .isEqualTo(SilenceReason.INCOMPLETE);
  }

  // A question by nothing, or by more than one thing, meets silence.
  @Test
  @Tag("LQ-03")
  void lq03AskedByOneThing() {
    lab.ack(selecting(A, ADDRESS).relayed().clientId(0, 7));
    for (Ask ask :
        List.of(
            leasequery(),
            leasequery(A).ciaddr(ADDRESS),
            leasequery(A).clientId(0, 7),
            leasequery().ciaddr(ADDRESS).clientId(0, 7),
            leasequery(A).ciaddr(ADDRESS).clientId(0, 7))) {
      assertThat(lab.silence(ask)).isEqualTo(SilenceReason.INCOMPLETE);
    }
    active(leasequery().clientId(0, 7));
  }

  // All answers go to the relay agent that asked.
  @Test
  @Tag("LQ-04")
  void lq04ToTheAgent() {
    lab.ack(selecting(A, ADDRESS).relayed());
    for (String address : List.of(ADDRESS, "198.51.100.13", "203.0.113.1")) {
      Answer answer = lab.reply(leasequery().ciaddr(address).from("198.51.100.7", 1067));
      assertThat(answer.sentTo()).isEqualTo("198.51.100.1:67");
      assertThat(answer.message().giaddr()).isEqualTo(RELAY);
      assertThat(answer.message().xid()).isEqualTo(0x1234);
    }
  }

  // An agent may ask for leases of all networks.
  @Test
  @Tag("LQ-05")
  void lq05AnyNetwork() {
    lab.ack(selecting(A, "192.0.2.12"));
    Answer answer = active(leasequery().ciaddr("192.0.2.12").asking(3));
    assertThat(answer.option(DhcpOptions.ROUTER)).containsExactly(Ipv4Address.parse("192.0.2.1"));
  }

  // The holder of an address is told.
  @Test
  @Tag("LQ-06")
  void lq06Holder() {
    lab.ack(selecting(A, ADDRESS).relayed());
    Answer answer = active(leasequery().ciaddr(ADDRESS));
    assertThat(answer.message().ciaddr()).isEqualTo(Ipv4Address.parse(ADDRESS));
    assertThat(answer.message().yiaddr()).isEqualTo(Ipv4Address.UNSPECIFIED);
    assertThat(answer.message().hardwareAddress()).isEqualTo(A);
  }

  // The holder of whom no hardware address is known has none in the answer.
  @Test
  @Tag("LQ-06")
  void lq06HolderWithoutHardwareAddress() {
    Lease lease =
        lab.bound(Optional.of(new ClientIdentifier(Octets.of(0, 7))), A, ADDRESS, Lease.NEVER);
    lab.store.commit(
        new LeaseChange(lease.toBuilder().version(2).hardwareAddress(Optional.empty()).build()));
    Answer answer = active(leasequery().ciaddr(ADDRESS).asking(51, 58, 59, 61));
    assertThat(answer.message().hlen()).isZero();
    assertThat(answer.option(DhcpOptions.ADDRESS_TIME)).isEqualTo(OptionFormat.INFINITE);
    assertThat(answer.codes()).containsExactly(53, 54, 51, 61);
  }

  // An address of the server's that nobody has is told to be such, and no more.
  @Test
  @Tag("LQ-07")
  void lq07Unassigned() {
    tellsNothing(leasequery().ciaddr("198.51.100.13"), MessageType.LEASEUNASSIGNED);
    lab.ack(selecting(A, ADDRESS).relayed());
    lab.silence(Ask.decline(A, ADDRESS).relayed());
    tellsNothing(leasequery().ciaddr(ADDRESS).asking(51, 82), MessageType.LEASEUNASSIGNED);
  }

  // A reserved address outside of the pools is the server's, too.
  @Test
  @Tag("LQ-07")
  void lq07Reserved() {
    lab.s1(s1 -> s1.reservation(Reservation.builder(HostKey.of(A)).address("192.0.2.99").build()));
    tellsNothing(leasequery().ciaddr("192.0.2.99"), MessageType.LEASEUNASSIGNED);
  }

  // Of an address that is not the server's nothing is known.
  @Test
  @Tag("LQ-08")
  void lq08Unknown() {
    tellsNothing(leasequery().ciaddr("203.0.113.1"), MessageType.LEASEUNKNOWN);
    tellsNothing(leasequery().ciaddr("198.51.100.99").asking(3), MessageType.LEASEUNKNOWN);
  }

  // The address of a client is told, though the client has an identifier, too.
  @Test
  @Tag("LQ-09")
  void lq09ByHardwareAddress() {
    lab.ack(selecting(A, ADDRESS).relayed().clientId(0, 7));
    Answer answer = active(leasequery(A));
    assertThat(answer.message().ciaddr()).isEqualTo(Ipv4Address.parse(ADDRESS));
    assertThat(answer.has(92)).isFalse();
    assertThat(active(leasequery(A).asking(92)).option(DhcpOptions.ASSOCIATED_IP))
        .containsExactly(Ipv4Address.parse(ADDRESS));
  }

  // Of several addresses of a client that with the latest transaction is told, and all are listed.
  @Test
  @Tag("LQ-10")
  void lq10SeveralLeases() {
    lab.ack(selecting(A, "192.0.2.12").clientId(0, 7));
    lab.clock.advance(Duration.ofSeconds(10));
    lab.ack(selecting(A, ADDRESS).relayed().clientId(0, 7));
    for (Ask ask : List.of(leasequery(A).asking(3), leasequery().clientId(0, 7))) {
      Answer answer = active(ask);
      assertThat(answer.message().ciaddr()).isEqualTo(Ipv4Address.parse(ADDRESS));
      assertThat(answer.option(DhcpOptions.ASSOCIATED_IP))
          .containsExactly(Ipv4Address.parse(ADDRESS), Ipv4Address.parse("192.0.2.12"));
    }
    lab.clock.advance(Duration.ofSeconds(10));
    lab.ack(Ask.renewing(A, "192.0.2.12").clientId(0, 7));
    assertThat(active(leasequery(A)).message().ciaddr()).isEqualTo(Ipv4Address.parse("192.0.2.12"));
  }

  // Of a client without a lease nothing is known.
  @Test
  @Tag("LQ-11")
  void lq11ClientWithoutLease() {
    lab.ack(selecting(A, ADDRESS).relayed().clientId(0, 7));
    lab.silence(Ask.release(A, ADDRESS).clientId(0, 7));
    tellsNothing(leasequery(A), MessageType.LEASEUNKNOWN);
    tellsNothing(leasequery(B), MessageType.LEASEUNKNOWN);
    assertThat(lab.reply(leasequery().clientId(0, 7)).is(MessageType.LEASEUNKNOWN).codes())
        .containsExactly(53, 54);
  }

  // What is left of the lease is told, and of T1 and T2 where they are to come.
  @Test
  @Tag("LQ-12")
  void lq12TimeLeft() {
    lab.ack(selecting(A, ADDRESS).relayed());
    lab.clock.advance(Duration.ofMinutes(10));
    Answer answer = active(leasequery(A).asking(51, 58, 59));
    assertThat(answer.option(DhcpOptions.ADDRESS_TIME)).isEqualTo(Duration.ofMinutes(50));
    assertThat(answer.option(DhcpOptions.RENEWAL_TIME)).isEqualTo(Duration.ofMinutes(20));
    assertThat(answer.option(DhcpOptions.REBINDING_TIME)).isEqualTo(Duration.ofSeconds(2550));
    lab.clock.advance(Duration.ofMinutes(20));
    assertThat(active(leasequery(A).asking(51, 58, 59)).codes()).containsExactly(53, 54, 51, 59);
    lab.clock.advance(Duration.ofMinutes(25));
    assertThat(active(leasequery(A).asking(51, 58, 59)).codes()).containsExactly(53, 54, 51);
    assertThat(active(leasequery(A).asking(3)).has(51)).isFalse();
  }

  // Option 82 is that of the client's last request, and not that of the question.
  @Test
  @Tag("LQ-13")
  void lq13StoredRelayAgentInformation() {
    lab.ack(selecting(A, ADDRESS).relayed().raw(82, 1, 1, 7));
    lab.ack(rebinding(A, ADDRESS).relayed().raw(82, 1, 1, 8));
    Answer answer = active(leasequery(A).asking(82).raw(82, 1, 1, 9));
    assertThat(answer.message().options().raw(82)).contains(Octets.of(1, 1, 8));
    assertThat(active(leasequery(A).asking(51).raw(82, 1, 1, 9)).has(82)).isFalse();
    assertThat(lab.reply(leasequery(B).raw(82, 1, 1, 9)).has(82)).isFalse();
  }

  // How long ago the client was heard is told in seconds from now.
  @Test
  @Tag("LQ-14")
  void lq14LastTransaction() {
    lab.ack(selecting(A, ADDRESS).relayed());
    lab.clock.advance(Duration.ofSeconds(100));
    lab.ack(rebinding(A, ADDRESS).relayed());
    lab.clock.advance(Duration.ofSeconds(42));
    assertThat(
            active(leasequery().ciaddr(ADDRESS).asking(91))
                .option(DhcpOptions.CLIENT_LAST_TRANSACTION_TIME))
        .isEqualTo(Duration.ofSeconds(42));
  }

  // The client's identifier is told where it has one.
  @Test
  @Tag("LQ-15")
  void lq15ClientIdentifier() {
    lab.ack(selecting(A, ADDRESS).relayed().clientId(0, 7));
    lab.ack(selecting(B, "198.51.100.13").relayed());
    assertThat(active(leasequery(A).asking(61)).option(DhcpOptions.CLIENT_ID))
        .isEqualTo(new ClientIdentifier(Octets.of(0, 7)));
    assertThat(active(leasequery(A).asking(3)).has(61)).isFalse();
    assertThat(active(leasequery(B).asking(61)).has(61)).isFalse();
  }

  // Options that are not on the list are not told, whatever is asked for.
  @Test
  @Tag("LQ-16")
  void lq16SensitiveOptions() {
    lab.s1(s1 -> s1.option(DhcpOptions.NTP_SERVERS, List.of(Ipv4Address.parse("192.0.2.7"))));
    lab.ack(selecting(A, "192.0.2.12"));
    assertThat(active(leasequery(A).asking(42, 15)).codes()).containsExactly(53, 54, 15);

    lab.server(
        server ->
            server
                .set(Setting.LEASEQUERY_AGENTS, List.of(Ipv4Network.parse("198.51.100.1/32")))
                .set(Setting.LEASEQUERY_OPTIONS, List.of(42)));
    lab.restart();
    assertThat(active(leasequery(A).asking(42, 15)).codes()).containsExactly(53, 54, 42);
  }

  // Agents that are not on the list meet silence.
  @Test
  @Tag("LQ-17")
  void lq17OtherAgents() {
    lab.ack(selecting(A, ADDRESS).relayed());
    assertThat(lab.silence(leasequery(A).relayed(Ipv4Address.parse("192.0.2.1"))))
        .isEqualTo(SilenceReason.REFUSED_AGENT);
  }

  // An agent that asks too often meets silence, for a while; clients and other agents do not.
  @Test
  @Tag("LQ-17")
  void lq17RateLimit() {
    lab.engine(engine -> engine.policy(ClientRateLimit.ofLeasequeries(2, Duration.ofSeconds(10))));
    lab.ack(selecting(A, ADDRESS).relayed());
    active(leasequery(A));
    active(leasequery().ciaddr(ADDRESS));
    assertThat(lab.silence(leasequery(A))).isEqualTo(SilenceReason.REFUSED_BY_POLICY);
    active(leasequery(A).relayed(Ipv4Address.parse("198.51.100.2")));
    lab.ack(rebinding(A, ADDRESS).relayed());
    lab.clock.advance(Duration.ofSeconds(5));
    active(leasequery(A));
  }

  // Questions do not use up what the client that they are about may send.
  @Test
  @Tag("LQ-17")
  void lq17ClientsAreNotCounted() {
    lab.engine(
        engine ->
            engine.policy(
                new ClientRateLimit(RequestValue.hardwareAddress(), 2, Duration.ofMinutes(1))));
    lab.ack(selecting(A, ADDRESS).relayed());
    for (int i = 0; i < 5; i++) {
      active(leasequery(A));
    }
    lab.ack(rebinding(A, ADDRESS).relayed());
  }

  // Who may not have leases may be asked about.
  @Test
  void accessListsAreForClients() {
    lab.ack(selecting(A, ADDRESS).relayed());
    lab.restart().engine(engine -> engine.policy(AccessList.allow(Set.of())));
    active(leasequery(A));
    active(leasequery().ciaddr(ADDRESS));
    assertThat(lab.silence(rebinding(A, ADDRESS).relayed()))
        .isEqualTo(SilenceReason.REFUSED_BY_POLICY);
  }

  // Who asks for no options gets those that a client gets which asks for none.
  @Test
  @Tag("LQ-18")
  void lq18NothingAskedFor() {
    List<Integer> ofClient = lab.ack(selecting(A, "192.0.2.12")).codes();
    assertThat(active(leasequery(A)).codes()).containsExactlyElementsOf(ofClient);
  }

  // A lease that has ended is not told.
  @Test
  @Tag("LQ-19")
  void lq19Expired() {
    lab.ack(selecting(A, ADDRESS).relayed());
    lab.clock.advance(Lab.LEASE.minusSeconds(1));
    active(leasequery().ciaddr(ADDRESS));
    lab.clock.advance(Duration.ofSeconds(1));
    tellsNothing(leasequery().ciaddr(ADDRESS), MessageType.LEASEUNASSIGNED);
    tellsNothing(leasequery(A), MessageType.LEASEUNKNOWN);
  }

  // What is reserved for the holder is told as the holder has it, and the name that it goes by.
  @Test
  void reservedOptionsAreTold() {
    lab.s1(
        s1 ->
            s1.reservation(
                Reservation.builder(HostKey.of(A))
                    .address("192.0.2.99")
                    .hostName("printer")
                    .option(DhcpOptions.DOMAIN_NAME, "print.example.org")
                    .build()));
    lab.ack(selecting(A, "192.0.2.99"));
    Answer answer = active(leasequery().ciaddr("192.0.2.99").asking(12, 15));
    assertThat(answer.option(DhcpOptions.DOMAIN_NAME)).isEqualTo("print.example.org");
    assertThat(answer.option(DhcpOptions.HOSTNAME)).isEqualTo("printer");
  }

  // In one batch a question is answered as things are at its place, and questions do not wait for
  // each other.
  @Test
  void inBatches() {
    WatchedStore store = new WatchedStore();
    lab.store = store;
    List<Decision> decisions =
        lab.engine()
            .handle(
                List.of(
                    leasequery(A).datagram(),
                    selecting(A, ADDRESS).relayed().datagram(),
                    leasequery(A).datagram(),
                    leasequery().ciaddr(ADDRESS).datagram(),
                    leasequery(A).datagram()));
    assertThat(decisions)
        .extracting(decision -> ((Reply) decision).message().messageType().orElseThrow())
        .containsExactly(
            MessageType.LEASEUNKNOWN,
            MessageType.ACK,
            MessageType.LEASEACTIVE,
            MessageType.LEASEACTIVE,
            MessageType.LEASEACTIVE);
    assertThat(store.reads()).isEqualTo(2);
    assertThat(lab.events).hasSize(1);
  }

  // The story of a question names the lease, and where its options come from.
  @Test
  void story() {
    lab.ack(selecting(A, "192.0.2.12"));
    Decision decision =
        lab.engine().explain(leasequery().ciaddr("192.0.2.12").asking(15).datagram());
    assertThat(decision.trace().toString())
        .isEqualTo(
            """
            message      LEASEQUERY about 192.0.2.12, through relay agent 198.51.100.1, at if0
            lease        192.0.2.12 is leased to 02:00:00:00:00:0a until 2026-01-01T01:00:00Z
            network      192.0.2.0/24, by the address of the lease
            policy       the usual terms
            option       DHCP Msg Type (53) LEASEACTIVE
            option       DHCP Server Id (54) 192.0.2.1
            option       Domain Name (15) "example.org", from subnet 192.0.2.0/24
            decision     LEASEACTIVE of 192.0.2.12, by unicast to 198.51.100.1:67\
            """);
  }
}
