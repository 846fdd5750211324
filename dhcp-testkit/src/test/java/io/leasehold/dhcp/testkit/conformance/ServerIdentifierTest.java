package io.leasehold.dhcp.testkit.conformance;

import static io.leasehold.dhcp.testkit.conformance.Ask.A;
import static io.leasehold.dhcp.testkit.conformance.Ask.SERVER;
import static io.leasehold.dhcp.testkit.conformance.Ask.discover;
import static io.leasehold.dhcp.testkit.conformance.Ask.request;
import static io.leasehold.dhcp.testkit.conformance.Ask.selecting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.RelayAgentInformation;
import io.leasehold.dhcp.codec.option.RelayAgentOptions;
import io.leasehold.dhcp.server.SilenceReason;
import io.leasehold.dhcp.server.config.Setting;
import io.leasehold.dhcp.server.transport.Arrival;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Option 54: RFC 2131 section 4.1, RFC 5107. */
class ServerIdentifierTest {

  private static final Ipv4Address OVERRIDE = Ipv4Address.parse("198.51.100.1");

  private final Lab lab = new Lab();

  private static RelayAgentInformation override(Ipv4Address address) {
    return RelayAgentInformation.of(RelayAgentOptions.SERVER_IDENTIFIER_OVERRIDE, address);
  }

  // A directly attached client sees the server's address on its interface.
  @Test
  @Tag("SID-01")
  void sid01Direct() {
    assertThat(lab.offer(discover(A)).option(DhcpOptions.DHCP_SERVER_ID)).isEqualTo(SERVER);
  }

  // A relayed client sees the address that the relay agent reached.
  @Test
  @Tag("SID-02")
  void sid02Relayed() {
    assertThat(lab.offer(discover(A).relayed()).option(DhcpOptions.DHCP_SERVER_ID))
        .isEqualTo(SERVER);
    assertThat(
            lab.offer(discover(A).relayed().at("if7", "203.0.113.7"))
                .option(DhcpOptions.DHCP_SERVER_ID))
        .isEqualTo(Ipv4Address.parse("203.0.113.7"));
  }

  // Any address of the server names it.
  @Test
  @Tag("SID-03")
  void sid03AnyOwnAddress() {
    Ipv4Address second = Ipv4Address.parse("203.0.113.7");
    lab.engine(engine -> engine.localAddresses(Set.of(SERVER, second)));
    lab.ack(request(A).wanting("192.0.2.10").server(second));
    assertThat(lab.silence(request(A).wanting("192.0.2.10").server("203.0.113.8")))
        .isEqualTo(SilenceReason.OTHER_SERVER);
  }

  // A configured identifier is sent, the nearest level first, and names the server.
  @Test
  @Tag("SID-04")
  void sid04Configured() {
    Ipv4Address global = Ipv4Address.parse("203.0.113.1");
    Ipv4Address ofSubnet = Ipv4Address.parse("203.0.113.2");
    lab.server(server -> server.serverIdentifier(global)).s1(s1 -> s1.serverIdentifier(ofSubnet));
    assertThat(lab.offer(discover(A)).option(DhcpOptions.DHCP_SERVER_ID)).isEqualTo(ofSubnet);
    assertThat(lab.offer(discover(A).relayed()).option(DhcpOptions.DHCP_SERVER_ID))
        .isEqualTo(global);
    assertThat(
            lab.ack(request(A).wanting("192.0.2.10").server(ofSubnet))
                .option(DhcpOptions.DHCP_SERVER_ID))
        .isEqualTo(ofSubnet);
    assertThat(
            lab.nak(request(A).wanting("192.0.2.200").server(global))
                .option(DhcpOptions.DHCP_SERVER_ID))
        .isEqualTo(ofSubnet);
  }

  // A relay agent can have its own address sent, and gets its option back.
  @Test
  @Tag("SID-05")
  void sid05Override() {
    Lab.Answer offer =
        lab.offer(
            discover(A).relayed().option(DhcpOptions.RELAY_AGENT_INFORMATION, override(OVERRIDE)));
    assertThat(offer.option(DhcpOptions.DHCP_SERVER_ID)).isEqualTo(OVERRIDE);
    assertThat(offer.option(DhcpOptions.RELAY_AGENT_INFORMATION)).isEqualTo(override(OVERRIDE));
  }

  // A request to the relay agent's address is for this server, and is answered from there.
  @Test
  @Tag("SID-06")
  void sid06RequestToOverride() {
    Lab.Answer ack =
        lab.ack(
            request(A)
                .wanting("198.51.100.10")
                .server(OVERRIDE)
                .relayed()
                .option(DhcpOptions.RELAY_AGENT_INFORMATION, override(OVERRIDE)));
    assertThat(ack.option(DhcpOptions.DHCP_SERVER_ID)).isEqualTo(OVERRIDE);
  }

  // A request to an address that is neither the server's nor the relay agent's meets silence.
  @Test
  @Tag("SID-07")
  void sid07RequestToAnotherAddress() {
    assertThat(
            lab.silence(
                request(A)
                    .wanting("198.51.100.10")
                    .server("203.0.113.9")
                    .relayed()
                    .option(DhcpOptions.RELAY_AGENT_INFORMATION, override(OVERRIDE))))
        .isEqualTo(SilenceReason.OTHER_SERVER);
  }

  // A message that came by broadcast is answered with the server's own address, never another.
  @Test
  @Tag("SID-08")
  void sid08Broadcast() {
    assertThat(lab.offer(discover(A)).option(DhcpOptions.DHCP_SERVER_ID)).isEqualTo(SERVER);
    for (Ipv4Address nobody : new Ipv4Address[] {Ipv4Address.BROADCAST, Ipv4Address.UNSPECIFIED}) {
      assertThatThrownBy(() -> new Arrival("if0", nobody, false))
          .hasMessageContaining(nobody.toString());
    }
  }

  // By a switch, off by default, requests to any server are answered.
  @Test
  @Tag("SID-09")
  void sid09IgnoreServerIdentifier() {
    Ask ask = request(A).wanting("192.0.2.10").server("203.0.113.9");
    assertThat(lab.silence(ask)).isEqualTo(SilenceReason.OTHER_SERVER);
    lab.server(server -> server.set(Setting.IGNORE_SERVER_IDENTIFIER, true)).restart();
    lab.ack(ask);
    lab.ack(selecting(A, "192.0.2.10"));
  }
}
