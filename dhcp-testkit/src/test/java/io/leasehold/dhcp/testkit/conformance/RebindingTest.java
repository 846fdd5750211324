package io.leasehold.dhcp.testkit.conformance;

import static io.leasehold.dhcp.testkit.conformance.Ask.A;
import static io.leasehold.dhcp.testkit.conformance.Ask.B;
import static io.leasehold.dhcp.testkit.conformance.Ask.rebinding;
import static io.leasehold.dhcp.testkit.conformance.Ask.selecting;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.RelayAgentInformation;
import io.leasehold.dhcp.codec.option.RelayAgentOptions;
import io.leasehold.dhcp.codec.value.RelayAgentFlags;
import io.leasehold.dhcp.server.SilenceReason;
import io.leasehold.dhcp.server.config.Setting;
import io.leasehold.dhcp.server.policy.RequestKind;
import io.leasehold.dhcp.server.policy.Verdict;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.testkit.conformance.Lab.Answer;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** DHCPREQUEST in state REBINDING: RFC 2131 section 4.3.2, ciaddr by broadcast or relay agent. */
class RebindingTest {

  private final Lab lab = new Lab();

  // A client that asks any server keeps its address, and is answered straight.
  @Test
  @Tag("RBD-01")
  void rbd01Broadcast() {
    lab.bound(A, "192.0.2.12");
    lab.clock.advance(Duration.ofMinutes(55));
    Answer ack = lab.ack(rebinding(A, "192.0.2.12"));
    assertThat(ack.sentTo()).isEqualTo("192.0.2.12:68");
    assertThat(ack.option(DhcpOptions.ADDRESS_TIME)).isEqualTo(Lab.LEASE);
    assertThat(lab.stored("192.0.2.12").orElseThrow().endsAt())
        .isEqualTo(lab.clock.instant().plus(Lab.LEASE));
  }

  // One that asks by a relay agent is answered by it.
  @Test
  @Tag("RBD-02")
  void rbd02Relayed() {
    lab.bound(A, "198.51.100.12");
    Answer ack = lab.ack(rebinding(A, "198.51.100.12").relayed());
    assertThat(ack.sentTo()).isEqualTo("198.51.100.1:67");
    assertThat(ack.yiaddr()).isEqualTo("198.51.100.12");
    assertThat(ack.message().ciaddr()).isEqualTo(Ipv4Address.parse("198.51.100.12"));
  }

  // An authoritative server refuses an address that is not on the link; another says nothing.
  @Test
  @Tag("RBD-03")
  void rbd03WrongNetwork() {
    assertThat(lab.silence(rebinding(A, "198.51.100.12"))).isEqualTo(SilenceReason.UNKNOWN_CLIENT);
    lab.restart().s1(s1 -> s1.authoritative(true));
    lab.nak(rebinding(A, "198.51.100.12"));
  }

  // A client of which nothing is known may be another server's: silence.
  @Test
  @Tag("RBD-04")
  void rbd04UnknownClient() {
    assertThat(lab.silence(rebinding(A, "192.0.2.12"))).isEqualTo(SilenceReason.UNKNOWN_CLIENT);
    assertThat(lab.storedLeases()).isZero();
  }

  // An authoritative server refuses it.
  @Test
  @Tag("RBD-05")
  void rbd05UnknownClientAuthoritative() {
    lab.s1(s1 -> s1.authoritative(true));
    lab.nak(rebinding(A, "192.0.2.12"));
    assertThat(lab.storedLeases()).isZero();
  }

  // One that adopts unknown clients gives it its address.
  @Test
  @Tag("RBD-05")
  void rbd05UnknownClientAdopted() {
    lab.s1(s1 -> s1.authoritative(true))
        .server(server -> server.set(Setting.ADOPT_UNKNOWN_CLIENTS, true));
    lab.ack(rebinding(A, "192.0.2.12"));
    assertThat(lab.isBound("192.0.2.12", A)).isTrue();
  }

  // On a network that is not configured there is silence, even from an authoritative server.
  @Test
  @Tag("RBD-06")
  void rbd06NoSubnet() {
    lab.server(server -> server.authoritative(true));
    lab.bound(A, "192.0.2.12");
    assertThat(lab.silence(rebinding(A, "192.0.2.12").relayed(Ipv4Address.parse("203.0.113.1"))))
        .isEqualTo(SilenceReason.NO_SUBNET);
  }

  // A lease that a server over the same store gave out is extended, unless the policy forbids it.
  @Test
  @Tag("RBD-07")
  void rbd07LeaseOfACooperatingServer() {
    lab.ack(selecting(A, "192.0.2.12"));
    Lease before = lab.stored("192.0.2.12").orElseThrow();
    lab.restart()
        .engine(
            engine ->
                engine.policy(
                    request ->
                        request.kind() == RequestKind.REBINDING
                            ? Verdict.silence("the other server is alive")
                            : Verdict.USUAL));
    assertThat(lab.silence(rebinding(A, "192.0.2.12"))).isEqualTo(SilenceReason.REFUSED_BY_POLICY);
    assertThat(lab.stored("192.0.2.12")).contains(before);
    lab.restart().engine(engine -> engine);
    lab.ack(rebinding(A, "192.0.2.12"));
  }

  // The relay agent says whether the client sent by unicast, and so renews, or by broadcast.
  @Test
  @Tag("RBD-08")
  void rbd08FlagsOfTheRelay() {
    lab.nak(relayedWithFlags(0x80));
    assertThat(lab.silence(relayedWithFlags(0x00))).isEqualTo(SilenceReason.UNKNOWN_CLIENT);
  }

  private static Ask relayedWithFlags(int flags) {
    return rebinding(B, "198.51.100.12")
        .relayed()
        .option(
            DhcpOptions.RELAY_AGENT_INFORMATION,
            RelayAgentInformation.of(RelayAgentOptions.FLAGS, new RelayAgentFlags(flags)));
  }
}
