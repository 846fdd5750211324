package io.leasehold.dhcp.testkit.conformance;

import static io.leasehold.dhcp.testkit.conformance.Ask.A;
import static io.leasehold.dhcp.testkit.conformance.Ask.SERVER;
import static io.leasehold.dhcp.testkit.conformance.Ask.inform;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.RelayAgentInformation;
import io.leasehold.dhcp.codec.option.RelayAgentOptions;
import io.leasehold.dhcp.codec.value.ClientIdentifier;
import io.leasehold.dhcp.server.SilenceReason;
import io.leasehold.dhcp.server.config.Reservation;
import io.leasehold.dhcp.server.config.ServerConfig;
import io.leasehold.dhcp.server.config.Subnet;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.testkit.conformance.Lab.Answer;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** DHCPINFORM: RFC 2131 sections 3.4 and 4.3.5. */
class InformTest {

  private static final String UNMANAGED = "192.0.2.200";

  private static final RelayAgentInformation RELAY_INFORMATION =
      RelayAgentInformation.of(RelayAgentOptions.CIRCUIT_ID, Octets.ofText("port 7"));

  private final Lab lab = new Lab();

  // A client that has an address gets the parameters that it asks for, and no times.
  @Test
  @Tag("INF-01")
  void inf01Parameters() {
    Answer ack = lab.ack(inform(A, UNMANAGED).asking(1, 3, 6));
    assertThat(ack.option(DhcpOptions.DHCP_SERVER_ID)).isEqualTo(SERVER);
    assertThat(ack.option(DhcpOptions.SUBNET_MASK)).hasToString("255.255.255.0");
    assertThat(ack.option(DhcpOptions.ROUTER)).containsExactly(SERVER);
    assertThat(ack.has(DhcpOptions.DOMAIN_SERVER.code())).isTrue();
    assertThat(ack.has(DhcpOptions.DOMAIN_NAME.code())).isFalse();
    assertThat(ack.has(DhcpOptions.ADDRESS_TIME.code())).isFalse();
    assertThat(ack.has(DhcpOptions.RENEWAL_TIME.code())).isFalse();
    assertThat(ack.has(DhcpOptions.REBINDING_TIME.code())).isFalse();
  }

  // It gets no address, even where it has a lease.
  @Test
  @Tag("INF-02")
  void inf02NoAddress() {
    lab.bound(A, "192.0.2.12");
    assertThat(lab.ack(inform(A, UNMANAGED)).yiaddr()).isEqualTo("0.0.0.0");
    assertThat(lab.ack(inform(A, "192.0.2.12")).yiaddr()).isEqualTo("0.0.0.0");
  }

  // The answer goes straight to ciaddr, whatever the flag says.
  @Test
  @Tag("INF-03")
  void inf03Destination() {
    Answer ack = lab.ack(inform(A, UNMANAGED).broadcastFlag());
    assertThat(ack.sentTo()).isEqualTo("192.0.2.200:68");
    assertThat(ack.message().ciaddr()).isEqualTo(Ipv4Address.parse(UNMANAGED));
  }

  // Leases are neither read nor changed, and a store that is broken does not matter.
  @Test
  @Tag("INF-04")
  void inf04Leases() {
    WatchedStore store =
        new WatchedStore().beforeRead(WatchedStore.failure()).beforeCommit(WatchedStore.failure());
    lab.store = store;
    Lease before = lab.bound(A, "192.0.2.12");
    lab.clock.advance(Duration.ofMinutes(1));
    lab.ack(inform(A, "192.0.2.12"));
    lab.ack(inform(A, UNMANAGED));
    assertThat(store.reads()).isZero();
    assertThat(lab.stored("192.0.2.12")).contains(before);
    assertThat(lab.storedLeases()).isEqualTo(1);
  }

  // What a relay agent passed on is answered straight to ciaddr, with nothing of the agent in it.
  @Test
  @Tag("INF-05")
  void inf05RelayedWithCiaddr() {
    Answer ack =
        lab.ack(
            inform(A, "198.51.100.200")
                .relayed()
                .option(DhcpOptions.RELAY_AGENT_INFORMATION, RELAY_INFORMATION));
    assertThat(ack.sentTo()).isEqualTo("198.51.100.200:68");
    assertThat(ack.message().giaddr()).isEqualTo(Ipv4Address.UNSPECIFIED);
    assertThat(ack.message().hops()).isZero();
    assertThat(ack.has(DhcpOptions.RELAY_AGENT_INFORMATION.code())).isFalse();
  }

  // Without ciaddr the relay agent is told to broadcast the answer.
  @Test
  @Tag("INF-06")
  void inf06RelayedWithoutCiaddr() {
    Answer ack =
        lab.ack(
            inform(A, "0.0.0.0")
                .relayed()
                .option(DhcpOptions.RELAY_AGENT_INFORMATION, RELAY_INFORMATION));
    assertThat(ack.sentTo()).isEqualTo("198.51.100.1:67");
    assertThat(ack.message().isBroadcast()).isTrue();
    assertThat(ack.option(DhcpOptions.RELAY_AGENT_INFORMATION)).isEqualTo(RELAY_INFORMATION);
  }

  // Without ciaddr the answer goes where the message came from.
  @Test
  @Tag("INF-07")
  void inf07SourceAddress() {
    assertThat(lab.ack(inform(A, "0.0.0.0").from(UNMANAGED, 1068)).sentTo())
        .isEqualTo("192.0.2.200:68");
  }

  // Without any address there is nowhere to answer to.
  @Test
  @Tag("INF-08")
  void inf08NoReturnAddress() {
    assertThat(lab.silence(inform(A, "0.0.0.0"))).isEqualTo(SilenceReason.NO_RETURN_ADDRESS);
  }

  // Parameters are those of the relay agent's link, else of ciaddr's, else of the interface's.
  @Test
  @Tag("INF-09")
  void inf09Link() {
    assertThat(router(inform(A, UNMANAGED).relayed())).isEqualTo("198.51.100.1");
    assertThat(router(inform(A, "198.51.100.200"))).isEqualTo("198.51.100.1");
    assertThat(router(inform(A, "0.0.0.0").from(UNMANAGED, 68).at("if1", "198.51.100.2")))
        .isEqualTo("198.51.100.1");
    assertThat(router(inform(A, "0.0.0.0").from("198.51.100.200", 68))).isEqualTo("192.0.2.1");
  }

  private String router(Ask ask) {
    return lab.ack(ask).option(DhcpOptions.ROUTER).get(0).toString();
  }

  // A client on no configured subnet meets silence.
  @Test
  @Tag("INF-10")
  void inf10NoSubnet() {
    assertThat(lab.silence(inform(A, "203.0.113.5"))).isEqualTo(SilenceReason.NO_SUBNET);
  }

  // A server that knows of all networks tells it what holds everywhere.
  @Test
  @Tag("INF-10")
  void inf10NoSubnetAuthoritative() {
    lab.server(server -> server.authoritative(true).option(DhcpOptions.DOMAIN_NAME, "example.net"));
    Answer ack = lab.ack(inform(A, "203.0.113.5"));
    assertThat(ack.option(DhcpOptions.DOMAIN_NAME)).isEqualTo("example.net");
    assertThat(ack.has(DhcpOptions.ROUTER.code())).isFalse();
    assertThat(ack.has(DhcpOptions.SUBNET_MASK.code())).isFalse();
  }

  // A subnet without pools has parameters all the same.
  @Test
  @Tag("INF-11")
  void inf11NoPool() {
    lab.config(
        ServerConfig.builder()
            .subnet(
                Subnet.builder("192.0.2.0/24")
                    .option(DhcpOptions.DOMAIN_NAME, "example.org")
                    .build())
            .build());
    assertThat(lab.ack(inform(A, UNMANAGED)).option(DhcpOptions.DOMAIN_NAME))
        .isEqualTo("example.org");
  }

  // Options that an INFORM must not have change nothing.
  @Test
  @Tag("INF-12")
  void inf12ForbiddenOptions() {
    Answer plain = lab.ack(inform(A, UNMANAGED));
    Answer ack =
        lab.ack(
            inform(A, UNMANAGED)
                .wanting("192.0.2.12")
                .option(DhcpOptions.ADDRESS_TIME, Lab.LEASE)
                .server("192.0.2.2"));
    assertThat(ack.message()).isEqualTo(plain.message());
  }

  // The client identifier is repeated.
  @Test
  @Tag("INF-13")
  void inf13ClientIdentifier() {
    assertThat(lab.ack(inform(A, UNMANAGED).clientId(0, 1)).option(DhcpOptions.CLIENT_ID))
        .isEqualTo(new ClientIdentifier(Octets.of(0, 1)));
  }

  // What is kept for the client applies, but for the address.
  @Test
  @Tag("INF-14")
  void inf14Reservation() {
    lab.s1(
        s1 ->
            s1.reservation(
                Reservation.builder(A)
                    .address("192.0.2.30")
                    .hostName("pc1")
                    .option(DhcpOptions.DOMAIN_NAME, "lab.example.org")
                    .nextServer(Ipv4Address.parse("192.0.2.9"))
                    .bootFileName("boot.img")
                    .build()));
    Answer ack = lab.ack(inform(A, UNMANAGED));
    assertThat(ack.yiaddr()).isEqualTo("0.0.0.0");
    assertThat(ack.option(DhcpOptions.HOSTNAME)).isEqualTo("pc1");
    assertThat(ack.option(DhcpOptions.DOMAIN_NAME)).isEqualTo("lab.example.org");
    assertThat(ack.message().siaddr()).hasToString("192.0.2.9");
    assertThat(ack.message().file()).isEqualTo(Octets.ofText("boot.img"));
  }
}
