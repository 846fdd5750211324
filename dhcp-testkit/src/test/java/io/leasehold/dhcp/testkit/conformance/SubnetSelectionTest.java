package io.leasehold.dhcp.testkit.conformance;

import static io.leasehold.dhcp.testkit.conformance.Ask.A;
import static io.leasehold.dhcp.testkit.conformance.Ask.B;
import static io.leasehold.dhcp.testkit.conformance.Ask.discover;
import static io.leasehold.dhcp.testkit.conformance.Ask.inform;
import static io.leasehold.dhcp.testkit.conformance.Ask.initReboot;
import static io.leasehold.dhcp.testkit.conformance.Ask.renewing;
import static io.leasehold.dhcp.testkit.conformance.Ask.selecting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.server.SilenceReason;
import io.leasehold.dhcp.server.config.InvalidConfigException;
import io.leasehold.dhcp.server.config.Reservation;
import io.leasehold.dhcp.server.config.ServerConfig;
import io.leasehold.dhcp.server.config.Setting;
import io.leasehold.dhcp.server.config.SharedNetwork;
import io.leasehold.dhcp.server.config.Subnet;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which subnet a client is served from: RFC 3011, and shared networks. */
class SubnetSelectionTest {

  private static final int SELECTION = DhcpOptions.SUBNET_SELECTION.code();
  private static final Ipv4Address S2 = Ipv4Address.parse("198.51.100.0");
  private static final Ipv4Address AGENT_IN_S1 = Ipv4Address.parse("192.0.2.2");

  private final Lab lab = new Lab();

  /** One network segment with the subnets S1 and S2, and R in the latter. */
  private Lab shared(Subnet first) {
    return lab.config(
        ServerConfig.builder()
            .network(SharedNetwork.builder("campus").subnet(first).subnet(Lab.s2().build()).build())
            .build());
  }

  // A client can select its subnet, gets the selection back, and the reply where it would be sent.
  @Test
  @Tag("SNET-01")
  @Tag("SNET-02")
  @Tag("SNET-04")
  void snet01Selection() {
    Ask ask = discover(A).relayed(AGENT_IN_S1).option(DhcpOptions.SUBNET_SELECTION, S2).asking(1);
    Lab.Answer offer = lab.offer(ask);
    assertThat(offer.yiaddr()).startsWith("198.51.100.");
    assertThat(offer.option(DhcpOptions.SUBNET_SELECTION)).isEqualTo(S2);
    assertThat(offer.sentTo()).isEqualTo("192.0.2.2:67");
    Lab.Answer ack =
        lab.ack(
            selecting(A, offer.yiaddr())
                .relayed(AGENT_IN_S1)
                .option(DhcpOptions.SUBNET_SELECTION, S2));
    assertThat(ack.option(DhcpOptions.SUBNET_SELECTION)).isEqualTo(S2);
  }

  // By switch no client selects its subnet, and none gets the option back.
  @Test
  @Tag("SNET-03")
  void snet03SwitchedOff() {
    lab.server(server -> server.set(Setting.IGNORE_SUBNET_SELECTION, true));
    Lab.Answer offer = lab.offer(discover(A).option(DhcpOptions.SUBNET_SELECTION, S2));
    assertThat(offer.yiaddr()).startsWith("192.0.2.");
    assertThat(offer.has(SELECTION)).isFalse();
  }

  // A subnet that is not configured meets silence.
  @Test
  @Tag("SNET-05")
  void snet05Unknown() {
    assertThat(
            lab.silence(
                discover(A).option(DhcpOptions.SUBNET_SELECTION, Ipv4Address.parse("10.0.0.0"))))
        .isEqualTo(SilenceReason.NO_SUBNET);
  }

  // What a relay agent selects goes before what its client does, which comes back all the same.
  @Test
  @Tag("SNET-06")
  void snet06LinkSelectionFirst() {
    Ipv4Address s1 = Ipv4Address.parse("192.0.2.0");
    Lab.Answer offer =
        lab.offer(
            discover(A)
                .relayed(AGENT_IN_S1)
                .raw(82, 5, 4, 198, 51, 100, 0)
                .option(DhcpOptions.SUBNET_SELECTION, s1));
    assertThat(offer.yiaddr()).startsWith("198.51.100.");
    assertThat(offer.option(DhcpOptions.SUBNET_SELECTION)).isEqualTo(s1);
  }

  // The inputs in order: selections, the agent's address, a renewing client's, the interface.
  @Test
  @Tag("SNET-07")
  void snet07Order() {
    assertThat(lab.offer(discover(A).relayed().option(DhcpOptions.SUBNET_SELECTION, s1())).yiaddr())
        .startsWith("192.0.2.");
    assertThat(lab.offer(discover(A).relayed()).yiaddr()).startsWith("198.51.100.");
    lab.ack(selecting(B, "198.51.100.12").relayed());
    assertThat(lab.ack(renewing(B, "198.51.100.12")).yiaddr()).isEqualTo("198.51.100.12");
    assertThat(lab.offer(discover(A)).yiaddr()).startsWith("192.0.2.");
  }

  private static Ipv4Address s1() {
    return Ipv4Address.parse("192.0.2.0");
  }

  // A relay agent outside of all subnets serves the one that lists it.
  @Test
  @Tag("SNET-08")
  void snet08ListedRelay() {
    Ipv4Address outside = Ipv4Address.parse("203.0.113.77");
    assertThat(lab.silence(discover(A).relayed(outside))).isEqualTo(SilenceReason.NO_SUBNET);
    lab.s1(s1 -> s1.relay(outside)).restart();
    assertThat(lab.offer(discover(A).relayed(outside)).yiaddr()).startsWith("192.0.2.");
  }

  // On a shared network a client keeps the address that it has in the other subnet.
  @Test
  @Tag("SNET-09")
  @Tag("SNET-14")
  void snet09LeaseInOtherSubnet() {
    shared(Lab.s1().build());
    lab.ack(selecting(A, "192.0.2.12").relayed());
    assertThat(lab.offer(discover(A).relayed()).yiaddr()).isEqualTo("192.0.2.12");
    lab.ack(initReboot(A, "192.0.2.12").relayed());
    lab.ack(renewing(A, "192.0.2.12"));
  }

  // On a shared network a client may ask for an address of either subnet.
  @Test
  @Tag("SNET-10")
  void snet10WantedInOtherSubnet() {
    shared(Lab.s1().build());
    assertThat(lab.offer(discover(A).relayed().wanting("192.0.2.15")).yiaddr())
        .isEqualTo("192.0.2.15");
    assertThat(lab.offer(discover(B).relayed().wanting("198.51.100.15")).yiaddr())
        .isEqualTo("198.51.100.15");
  }

  // Of the subnets of a network, that of the relay agent or of the interface comes first.
  @Test
  @Tag("DISC-11")
  @Tag("DISC-12")
  void disc12OwnSubnetFirst() {
    shared(Lab.s1().build());
    assertThat(lab.offer(discover(A).relayed()).yiaddr()).startsWith("198.51.100.");
    assertThat(lab.offer(discover(B)).yiaddr()).startsWith("192.0.2.");
  }

  // An INFORM is answered with what holds in the subnet that it comes in by.
  @Test
  @Tag("INF-09")
  void inf09Subnet() {
    shared(Lab.s1().build());
    assertThat(lab.ack(inform(A, "203.0.113.5").relayed()).option(DhcpOptions.ROUTER))
        .isEqualTo(List.of(Ipv4Address.parse("198.51.100.1")));
    assertThat(lab.ack(inform(A, "198.51.100.200")).option(DhcpOptions.ROUTER))
        .isEqualTo(List.of(Ipv4Address.parse("198.51.100.1")));
    assertThat(lab.ack(inform(A, "192.0.2.200")).option(DhcpOptions.ROUTER))
        .isEqualTo(List.of(Ipv4Address.parse("192.0.2.1")));
  }

  // Mask and routers are those of the subnet of the address, wherever the client comes in.
  @Test
  @Tag("SNET-11")
  void snet11OptionsOfAddress() {
    shared(Lab.s1().build());
    Lab.Answer offer = lab.offer(discover(A).relayed().wanting("192.0.2.15").asking(1, 3));
    assertThat(offer.option(DhcpOptions.ROUTER)).isEqualTo(List.of(Ipv4Address.parse("192.0.2.1")));
    Lab.Answer other = lab.offer(discover(B).wanting("198.51.100.15").asking(1, 3));
    assertThat(other.option(DhcpOptions.ROUTER))
        .isEqualTo(List.of(Ipv4Address.parse("198.51.100.1")));
  }

  // A reservation in one subnet holds for a client that comes in by the other.
  @Test
  @Tag("SNET-13")
  void snet13Reservation() {
    shared(Lab.s1().reservation(Reservation.builder(A).address("192.0.2.30").build()).build());
    assertThat(lab.offer(discover(A).relayed()).yiaddr()).isEqualTo("192.0.2.30");
  }

  // An address lies in one subnet: those with common addresses are refused, wherever they are.
  @Test
  void subnetsWithCommonAddresses() {
    ServerConfig.Builder config =
        ServerConfig.builder()
            .network(
                SharedNetwork.builder("campus")
                    .subnet(Subnet.builder("10.2.0.0/16").build())
                    .subnet(Subnet.builder("10.1.128.0/17").build())
                    .build());
    for (String network : List.of("10.0.0.0/24", "10.1.0.0/17", "10.0.0.0/15", "10.2.9.8/30")) {
      config.subnet(Subnet.builder(network).build());
    }
    assertThatThrownBy(config::build)
        .isInstanceOfSatisfying(
            InvalidConfigException.class,
            e ->
                assertThat(e.problems())
                    .containsExactlyInAnyOrder(
                        "subnet 10.0.0.0/24: expected no common address with subnet 10.0.0.0/15",
                        "subnet 10.1.0.0/17: expected no common address with subnet 10.0.0.0/15",
                        "subnet 10.1.128.0/17: expected no common address with subnet 10.0.0.0/15",
                        "subnet 10.2.9.8/30: expected no common address with subnet"
                            + " 10.2.0.0/16"));
  }
}
