package io.leasehold.dhcp.testkit.conformance;

import static io.leasehold.dhcp.testkit.conformance.Ask.A;
import static io.leasehold.dhcp.testkit.conformance.Ask.discover;
import static io.leasehold.dhcp.testkit.conformance.Ask.rebinding;
import static io.leasehold.dhcp.testkit.conformance.Ask.renewing;
import static io.leasehold.dhcp.testkit.conformance.Ask.selecting;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.RelayAgentInformation;
import io.leasehold.dhcp.codec.option.RelayAgentOptions;
import io.leasehold.dhcp.codec.value.Flag;
import io.leasehold.dhcp.server.config.Setting;
import io.leasehold.dhcp.server.policy.Terms;
import io.leasehold.dhcp.server.policy.Terms.Departure;
import io.leasehold.dhcp.server.policy.Verdict;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Where replies go: RFC 2131 section 4.1. */
class DestinationTest {

  private static final String BROADCAST = "broadcast 255.255.255.255:68";

  private final Lab lab = new Lab();

  // A relayed message is answered to the relay agent, whatever ciaddr and the broadcast flag say.
  @Test
  @Tag("DEST-01")
  void dest01Relay() {
    String relay = "198.51.100.1:67";
    assertThat(lab.offer(discover(A).relayed().broadcastFlag()).sentTo()).isEqualTo(relay);
    assertThat(lab.ack(selecting(A, "198.51.100.10").relayed().broadcastFlag()).sentTo())
        .isEqualTo(relay);
    assertThat(lab.ack(rebinding(A, "198.51.100.10").relayed()).sentTo()).isEqualTo(relay);
    assertThat(lab.nak(selecting(A, "192.0.2.10").relayed().ciaddr("192.0.2.10")).sentTo())
        .isEqualTo(relay);
  }

  // A relay agent that asks for it is answered at its source port.
  @Test
  @Tag("DEST-02")
  void dest02RelaySourcePort() {
    RelayAgentInformation information =
        RelayAgentInformation.of(RelayAgentOptions.RELAY_SOURCE_PORT, Flag.SET);
    Lab.Answer offer =
        lab.offer(
            discover(A)
                .relayed()
                .from("198.51.100.1", 5000)
                .option(DhcpOptions.RELAY_AGENT_INFORMATION, information));
    assertThat(offer.sentTo()).isEqualTo("198.51.100.1:5000");
    assertThat(offer.option(DhcpOptions.RELAY_AGENT_INFORMATION)).isEqualTo(information);
  }

  // A NAK without relay agent is broadcast, even if the client says it has an address.
  @Test
  @Tag("DEST-03")
  void dest03Nak() {
    assertThat(lab.nak(selecting(A, "192.0.2.200")).sentTo()).isEqualTo(BROADCAST);
    assertThat(lab.nak(renewing(A, "192.0.2.200")).sentTo()).isEqualTo(BROADCAST);
  }

  // A client with an address is answered there.
  @Test
  @Tag("DEST-04")
  void dest04Ciaddr() {
    lab.bound(A, "192.0.2.12");
    assertThat(lab.ack(renewing(A, "192.0.2.12")).sentTo()).isEqualTo("192.0.2.12:68");
    assertThat(lab.offer(discover(A).ciaddr("192.0.2.12")).sentTo()).isEqualTo("192.0.2.12:68");
  }

  // A client without address that can only hear broadcasts is answered by broadcast.
  @Test
  @Tag("DEST-05")
  void dest05BroadcastFlag() {
    assertThat(lab.offer(discover(A).broadcastFlag()).sentTo()).isEqualTo(BROADCAST);
    assertThat(lab.ack(selecting(A, "192.0.2.10").broadcastFlag()).sentTo()).isEqualTo(BROADCAST);
  }

  // A client without address is answered in a frame to its hardware address.
  @Test
  @Tag("DEST-06")
  void dest06HardwareUnicast() {
    Lab.Answer offer = lab.offer(discover(A));
    assertThat(offer.sentTo()).isEqualTo("hw-unicast 192.0.2.10:68");
    assertThat(offer.destination().hardwareAddress()).isEqualTo(A);
  }

  // A transport is told that it may broadcast instead: the reply itself is the same.
  @Test
  @Tag("DEST-07")
  void dest07BroadcastInstead() {
    Octets unicast = lab.offer(discover(A)).reply().payload();
    Octets broadcast = lab.offer(discover(A).broadcastFlag()).reply().payload();
    assertThat(broadcast.slice(12, broadcast.length()))
        .isEqualTo(unicast.slice(12, unicast.length()));
  }

  // A reply that gives no address to a client without one is broadcast.
  @Test
  @Tag("DEST-08")
  void dest08NoAddressAtAll() {
    assertThat(lab.nak(Ask.request(A)).sentTo()).isEqualTo(BROADCAST);
  }

  // A reply leaves by the interface that the request came in by, from the server's address on it.
  @Test
  @Tag("DEST-09")
  void dest09Interface() {
    Lab.Answer offer = lab.offer(discover(A).at("if1", "198.51.100.2"));
    assertThat(offer.destination().arrival().interfaceName()).isEqualTo("if1");
    assertThat(offer.destination().arrival().localAddress()).hasToString("198.51.100.2");
  }

  // A client without hardware address cannot be reached but by broadcast.
  @Test
  @Tag("DEST-10")
  void dest10NoHardwareAddress() {
    HardwareAddress none = new HardwareAddress(32, Octets.EMPTY);
    assertThat(lab.offer(discover(none).clientId(255, 1, 2)).sentTo()).isEqualTo(BROADCAST);
  }

  // The policy can have replies broadcast; the flags are repeated as they came.
  @Test
  @Tag("DEST-11")
  void dest11PolicyBroadcasts() {
    lab.engine(
        engine -> engine.policy(request -> Verdict.grant(Terms.USUAL.with(Departure.BROADCAST))));
    Lab.Answer offer = lab.offer(discover(A));
    assertThat(offer.sentTo()).isEqualTo(BROADCAST);
    assertThat(offer.message().flags()).isZero();
  }

  // Replies go to the standard ports, whatever port the request came from.
  @Test
  @Tag("DEST-12")
  void dest12Ports() {
    assertThat(lab.offer(discover(A).from("0.0.0.0", 4711)).destination().port()).isEqualTo(68);
    assertThat(lab.offer(discover(A).relayed().from("198.51.100.1", 4711)).destination().port())
        .isEqualTo(67);
    lab.server(server -> server.set(Setting.CLIENT_PORT, 1068).set(Setting.RELAY_PORT, 1067))
        .restart();
    assertThat(lab.offer(discover(A)).destination().port()).isEqualTo(1068);
    assertThat(lab.offer(discover(A).relayed()).destination().port()).isEqualTo(1067);
  }
}
