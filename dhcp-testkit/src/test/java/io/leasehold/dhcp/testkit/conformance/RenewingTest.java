package io.leasehold.dhcp.testkit.conformance;

import static io.leasehold.dhcp.testkit.conformance.Ask.A;
import static io.leasehold.dhcp.testkit.conformance.Ask.B;
import static io.leasehold.dhcp.testkit.conformance.Ask.SERVER;
import static io.leasehold.dhcp.testkit.conformance.Ask.discover;
import static io.leasehold.dhcp.testkit.conformance.Ask.rebinding;
import static io.leasehold.dhcp.testkit.conformance.Ask.renewing;
import static io.leasehold.dhcp.testkit.conformance.Ask.selecting;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.RelayAgentInformation;
import io.leasehold.dhcp.codec.option.RelayAgentOptions;
import io.leasehold.dhcp.server.LeaseEvent;
import io.leasehold.dhcp.server.LeaseEvent.Kind;
import io.leasehold.dhcp.server.SilenceReason;
import io.leasehold.dhcp.server.config.Reservation;
import io.leasehold.dhcp.server.config.ServerConfig;
import io.leasehold.dhcp.server.config.Setting;
import io.leasehold.dhcp.server.config.Subnet;
import io.leasehold.dhcp.server.policy.Terms;
import io.leasehold.dhcp.server.policy.Terms.Departure;
import io.leasehold.dhcp.server.policy.Verdict;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseState;
import io.leasehold.dhcp.testkit.conformance.Lab.Answer;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** DHCPREQUEST in state RENEWING: RFC 2131 section 4.3.2, ciaddr by unicast to the server. */
class RenewingTest {

  private static final RelayAgentInformation RELAY_INFORMATION =
      RelayAgentInformation.of(RelayAgentOptions.CIRCUIT_ID, Octets.ofText("port 7"));

  private final Lab lab = new Lab();

  // A renewal is extended from now on, and answered straight to the client.
  @Test
  @Tag("RNW-01")
  void rnw01Renewal() {
    Lease before = lab.bound(A, "192.0.2.12");
    lab.clock.advance(Duration.ofMinutes(30));
    Answer ack = lab.ack(renewing(A, "192.0.2.12"));
    assertThat(ack.yiaddr()).isEqualTo("192.0.2.12");
    assertThat(ack.message().ciaddr()).isEqualTo(Ipv4Address.parse("192.0.2.12"));
    assertThat(ack.option(DhcpOptions.ADDRESS_TIME)).isEqualTo(Lab.LEASE);
    assertThat(ack.sentTo()).isEqualTo("192.0.2.12:68");
    Lease lease = lab.stored("192.0.2.12").orElseThrow();
    assertThat(lease.endsAt()).isEqualTo(lab.clock.instant().plus(Lab.LEASE));
    assertThat(lab.events)
        .containsExactly(new LeaseEvent(Kind.RENEWED, lease, Optional.of(before)));
  }

  // The broadcast flag does not keep the answer from going straight to ciaddr.
  @Test
  @Tag("RNW-02")
  void rnw02BroadcastFlag() {
    lab.bound(A, "192.0.2.12");
    assertThat(lab.ack(renewing(A, "192.0.2.12").broadcastFlag()).sentTo())
        .isEqualTo("192.0.2.12:68");
  }

  // Where the policy refuses to extend, the client is told the time that is left.
  @Test
  @Tag("RNW-03")
  void rnw03NoExtension() {
    lab.engine(
        engine ->
            engine.policy(request -> Verdict.grant(Terms.USUAL.with(Departure.NO_EXTENSION))));
    Lease before = lab.bound(A, "192.0.2.12");
    lab.clock.advance(Duration.ofMinutes(20));
    assertThat(lab.ack(renewing(A, "192.0.2.12")).option(DhcpOptions.ADDRESS_TIME))
        .isEqualTo(Duration.ofMinutes(40));
    assertThat(lab.stored("192.0.2.12")).contains(before);
    lab.clock.advance(Duration.ofMinutes(40));
    lab.nak(renewing(A, "192.0.2.12"));
  }

  // The client is wherever its address is, by whatever interface its message came.
  @Test
  @Tag("RNW-04")
  void rnw04AnyInterface() {
    lab.bound(A, "192.0.2.12");
    Answer ack = lab.ack(renewing(A, "192.0.2.12").at("if1", "198.51.100.2"));
    assertThat(ack.yiaddr()).isEqualTo("192.0.2.12");
    assertThat(ack.option(DhcpOptions.ROUTER)).containsExactly(Ipv4Address.parse("192.0.2.1"));
  }

  // Somebody else's address is refused, and stays where it is.
  @Test
  @Tag("RNW-05")
  void rnw05AddressOfAnother() {
    Lease leased = lab.bound(B, "192.0.2.12");
    lab.nak(renewing(A, "192.0.2.12"));
    assertThat(lab.stored("192.0.2.12")).contains(leased);
  }

  // A client that this server has forgotten is refused, as it was this server's.
  @Test
  @Tag("RNW-06")
  void rnw06UnknownClient() {
    lab.nak(renewing(A, "192.0.2.12"));
    assertThat(lab.storedLeases()).isZero();
  }

  // An authoritative server gives such a client its address again.
  @Test
  @Tag("RNW-06")
  void rnw06UnknownClientAuthoritative() {
    lab.s1(s1 -> s1.authoritative(true));
    lab.ack(renewing(A, "192.0.2.12"));
    assertThat(lab.isBound("192.0.2.12", A)).isTrue();
    lab.nak(renewing(B, "192.0.2.200"));
  }

  // A renewal that comes too late succeeds while nobody else has the address.
  @Test
  @Tag("RNW-07")
  void rnw07EndedLease() {
    lab.bound(A, "192.0.2.12");
    lab.clock.advance(Duration.ofDays(1));
    lab.ack(renewing(A, "192.0.2.12"));
    assertThat(lab.isBound("192.0.2.12", A)).isTrue();
    assertThat(lab.events).extracting(LeaseEvent::kind).containsExactly(Kind.LEASED);
  }

  // An address that is in no pool any more is refused, and its lease ends.
  @Test
  @Tag("RNW-08")
  void rnw08PoolShrunk() {
    lab.bound(A, "192.0.2.12");
    lab.config(
        ServerConfig.builder()
            .subnet(Subnet.builder("192.0.2.0/24").pool("192.0.2.15-192.0.2.20").build())
            .build());
    lab.nak(renewing(A, "192.0.2.12"));
    assertThat(lab.stored("192.0.2.12").orElseThrow().state()).isEqualTo(LeaseState.RELEASED);
  }

  // So is one whose subnet is gone.
  @Test
  @Tag("RNW-08")
  void rnw08SubnetRemoved() {
    lab.bound(A, "192.0.2.12");
    lab.config(ServerConfig.builder().subnet(Lab.s2().build()).build());
    lab.nak(renewing(A, "192.0.2.12"));
    assertThat(lab.stored("192.0.2.12").orElseThrow().state()).isEqualTo(LeaseState.RELEASED);
  }

  // An address that is reserved for another client now is refused, and its lease ends.
  @Test
  @Tag("RNW-09")
  void rnw09ReservedForAnother() {
    lab.bound(A, "192.0.2.12");
    lab.s1(s1 -> s1.reservation(Reservation.builder(B).address("192.0.2.12").build()));
    lab.nak(renewing(A, "192.0.2.12"));
    assertThat(lab.offer(discover(B)).yiaddr()).isEqualTo("192.0.2.12");
  }

  // A client that has another address reserved now is refused its old one, and gets the new one.
  @Test
  @Tag("RNW-09")
  void rnw09ReservedElsewhere() {
    lab.bound(A, "192.0.2.12");
    lab.s1(s1 -> s1.reservation(Reservation.builder(A).address("192.0.2.30").build()));
    lab.nak(renewing(A, "192.0.2.12"));
    assertThat(lab.isBound("192.0.2.12", A)).isFalse();
    assertThat(lab.offer(discover(A)).yiaddr()).isEqualTo("192.0.2.30");
  }

  // A refusal is broadcast: the client must not use its address any more.
  @Test
  @Tag("RNW-10")
  void rnw10RefusalIsBroadcast() {
    lab.bound(B, "192.0.2.12");
    Answer nak = lab.nak(renewing(A, "192.0.2.12"));
    assertThat(nak.sentTo()).isEqualTo("broadcast 255.255.255.255:68");
    assertThat(nak.message().ciaddr()).isEqualTo(Ipv4Address.UNSPECIFIED);
  }

  // Relay agent information in a message that no relay agent passed on is taken and echoed.
  @Test
  @Tag("RNW-11")
  void rnw11RelayInformation() {
    lab.bound(A, "192.0.2.12");
    Answer ack =
        lab.ack(
            renewing(A, "192.0.2.12")
                .option(DhcpOptions.RELAY_AGENT_INFORMATION, RELAY_INFORMATION));
    assertThat(ack.option(DhcpOptions.RELAY_AGENT_INFORMATION)).isEqualTo(RELAY_INFORMATION);
    assertThat(ack.sentTo()).isEqualTo("192.0.2.12:68");
  }

  // A client that got its lease by a relay agent renews without one, and gets no option 82.
  @Test
  @Tag("RNW-12")
  void rnw12WithoutRelay() {
    lab.ack(
        selecting(A, "198.51.100.12")
            .relayed()
            .option(DhcpOptions.RELAY_AGENT_INFORMATION, RELAY_INFORMATION));
    Answer ack = lab.ack(renewing(A, "198.51.100.12"));
    assertThat(ack.yiaddr()).isEqualTo("198.51.100.12");
    assertThat(ack.has(DhcpOptions.RELAY_AGENT_INFORMATION.code())).isFalse();
  }

  // A request for ciaddr that names this server is a renewal, even by broadcast.
  @Test
  @Tag("RNW-13")
  void rnw13NamesThisServer() {
    lab.engine(engine -> engine.localAddresses(Set.of(SERVER)));
    lab.bound(A, "192.0.2.12");
    lab.ack(renewing(A, "192.0.2.12").server(SERVER));
    lab.ack(rebinding(A, "192.0.2.12").server(SERVER).at("if1", "198.51.100.2"));
    lab.nak(rebinding(B, "192.0.2.13").server(SERVER));
  }

  // One that names another server meets silence.
  @Test
  @Tag("RNW-14")
  void rnw14NamesAnotherServer() {
    Lease before = lab.bound(A, "192.0.2.12");
    assertThat(lab.silence(renewing(A, "192.0.2.12").server("192.0.2.2")))
        .isEqualTo(SilenceReason.OTHER_SERVER);
    assertThat(lab.stored("192.0.2.12")).contains(before);
  }

  // A renewal soon after the last one stores nothing and gets the time that is left.
  @Test
  @Tag("RNW-15")
  void rnw15Cache() {
    lab.server(server -> server.set(Setting.RENEWAL_CACHE_TIME, Duration.ofMinutes(10)));
    lab.ack(selecting(A, "192.0.2.12"));
    Lease before = lab.stored("192.0.2.12").orElseThrow();
    lab.clock.advance(Duration.ofMinutes(10).minusSeconds(1));
    assertThat(lab.ack(renewing(A, "192.0.2.12")).option(DhcpOptions.ADDRESS_TIME))
        .isEqualTo(Duration.ofMinutes(50).plusSeconds(1));
    assertThat(lab.stored("192.0.2.12")).contains(before);
    lab.clock.advance(Duration.ofSeconds(1));
    assertThat(lab.ack(renewing(A, "192.0.2.12")).option(DhcpOptions.ADDRESS_TIME))
        .isEqualTo(Lab.LEASE);
  }

  // Another host name, and another hardware address, are stored at once.
  @Test
  @Tag("RNW-15")
  void rnw15CacheOfAChangedClient() {
    lab.server(server -> server.set(Setting.RENEWAL_CACHE_TIME, Duration.ofMinutes(10)));
    lab.ack(selecting(A, "192.0.2.12").clientId(0, 1));
    lab.ack(renewing(A, "192.0.2.12").clientId(0, 1).option(DhcpOptions.HOSTNAME, "pc1"));
    assertThat(lab.stored("192.0.2.12").orElseThrow().hostName()).contains("pc1");
    lab.ack(renewing(B, "192.0.2.12").clientId(0, 1).option(DhcpOptions.HOSTNAME, "pc1"));
    assertThat(lab.stored("192.0.2.12").orElseThrow().hardwareAddress()).contains(B);
  }
}
