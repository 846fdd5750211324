package io.leasehold.dhcp.testkit.conformance;

import static io.leasehold.dhcp.testkit.conformance.Ask.A;
import static io.leasehold.dhcp.testkit.conformance.Ask.B;
import static io.leasehold.dhcp.testkit.conformance.Ask.discover;
import static io.leasehold.dhcp.testkit.conformance.Ask.inform;
import static io.leasehold.dhcp.testkit.conformance.Ask.selecting;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.octets.OctetsWriter;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.RelayAgentOptions;
import io.leasehold.dhcp.codec.value.EnterpriseNumber;
import io.leasehold.dhcp.server.SilenceReason;
import io.leasehold.dhcp.server.config.ClientClass;
import io.leasehold.dhcp.server.config.Setting;
import io.leasehold.dhcp.server.match.Condition;
import io.leasehold.dhcp.server.match.RequestValue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Relay agent information: RFC 3046 and its sub-options. */
class RelayAgentTest {

  private static final int INFORMATION = 82;
  private static final Ipv4Address AGENT_IN_S1 = Ipv4Address.parse("192.0.2.2");
  private static final int[] LINK_S2 = {5, 4, 198, 51, 100, 0};

  private final Lab lab = new Lab();

  private static Octets echoed(Lab.Answer answer) {
    return answer.message().options().raw(INFORMATION).orElseThrow();
  }

  private void assertEchoed(int... information) {
    assertThat(echoed(lab.offer(discover(A).relayed().raw(INFORMATION, information))))
        .isEqualTo(Octets.of(information));
  }

  // All replies return what the relay agent said, octet by octet, known or not.
  @Test
  @Tag("RAI-01")
  void rai01Echo() {
    int[] information = {2, 1, 9, 1, 2, 7, 8, 200, 3, 1, 2, 3, 1, 1, 4};
    Octets expected = Octets.of(information);
    assertEchoed(information);
    assertThat(
            echoed(lab.ack(selecting(A, "198.51.100.10").relayed().raw(INFORMATION, information))))
        .isEqualTo(expected);
    assertThat(echoed(lab.nak(selecting(A, "192.0.2.99").relayed().raw(INFORMATION, information))))
        .isEqualTo(expected);
    assertThat(echoed(lab.ack(inform(A, "0.0.0.0").relayed().raw(INFORMATION, information))))
        .isEqualTo(expected);
  }

  // Who sends no option 82 gets none, whatever it asks for and is configured.
  @Test
  @Tag("RAI-02")
  void rai02NotSent() {
    lab.server(server -> server.option(INFORMATION, Octets.of(1, 1, 1)).alwaysSend(INFORMATION));
    assertThat(lab.offer(discover(A).relayed().asking(INFORMATION)).has(INFORMATION)).isFalse();
  }

  // Codes 0 and 255 are sub-options like any other: there is neither padding nor end.
  @Test
  @Tag("RAI-03")
  void rai03NoPadAndNoEnd() {
    int[] information = {0, 1, 7, 255, 2, 1, 2, 1, 1, 9};
    lab.server(server -> server.clientClass(agentClass(1, 9)).clientClass(agentClass(0, 7)));
    Lab.Answer offer =
        lab.offer(discover(A).relayed().raw(INFORMATION, information).asking(225, 224));
    assertThat(echoed(offer)).isEqualTo(Octets.of(information));
    assertThat(offer.has(225)).isTrue();
    assertThat(offer.has(224)).isTrue();
  }

  /** A class by one sub-option of one octet, whose members get option 224 + code. */
  private static ClientClass agentClass(int code, int octet) {
    return agentClass(code, Octets.of(octet));
  }

  private static ClientClass agentClass(int code, Octets octets) {
    Condition condition = RequestValue.relayAgentOption(code).is(octets);
    return ClientClass.builder("agent " + code)
        .when(condition)
        .option(224 + code, Octets.of(1))
        .build();
  }

  // A sub-option may be empty.
  @Test
  @Tag("RAI-04")
  void rai04Empty() {
    lab.server(server -> server.clientClass(agentClass(1, Octets.EMPTY)));
    Lab.Answer offer = lab.offer(discover(A).relayed().raw(INFORMATION, 1, 0).asking(225));
    assertThat(echoed(offer)).isEqualTo(Octets.of(1, 0));
    assertThat(offer.has(225)).isTrue();
  }

  // Of an option 82 that is cut short nothing is used and nothing returned.
  @Test
  @Tag("RAI-05")
  void rai05CutShort() {
    lab.server(server -> server.clientClass(agentClass(1, 9)));
    for (int[] cut : new int[][] {{1, 1, 9, 2, 5, 1}, {1, 1, 9, 2}, {}, {1}}) {
      Lab.Answer offer = lab.offer(discover(A).relayed().raw(INFORMATION, cut).asking(225));
      assertThat(offer.has(INFORMATION)).isFalse();
      assertThat(offer.has(225)).isFalse();
    }
  }

  // Circuits are told apart by their octets, and by nothing that these may mean.
  @Test
  @Tag("RAI-06")
  void rai06ExactOctets() {
    lab.server(server -> server.clientClass(agentClass(1, Octets.ofText("ab"))));
    assertThat(offered(1, 2, 'a', 'b').has(225)).isTrue();
    assertThat(offered(1, 2, 'A', 'B').has(225)).isFalse();
    assertThat(offered(1, 3, 'a', 'b', 0).has(225)).isFalse();
  }

  private Lab.Answer offered(int... information) {
    return lab.offer(discover(A).relayed().raw(INFORMATION, information).asking(225));
  }

  // Pieces of a long option 82 are joined, used, and returned in pieces.
  @Test
  @Tag("RAI-07")
  void rai07Pieces() {
    Octets circuit = Octets.wrap(new byte[200]);
    Octets information =
        new OctetsWriter()
            .u8(2)
            .u8(100)
            .octets(Octets.wrap(new byte[100]))
            .u8(1)
            .u8(200)
            .octets(circuit)
            .toOctets();
    lab.server(server -> server.clientClass(agentClass(1, circuit)));
    int[] octets = new int[information.length()];
    for (int i = 0; i < octets.length; i++) {
      octets[i] = information.u8(i);
    }
    Lab.Answer offer =
        lab.offer(
            discover(A)
                .relayed()
                .raw(INFORMATION, octets)
                .asking(225)
                .option(DhcpOptions.DHCP_MAX_MSG_SIZE, 1500));
    assertThat(echoed(offer)).isEqualTo(information);
    assertThat(offer.has(225)).isTrue();
    assertThat(offer.codes()).endsWith(INFORMATION, INFORMATION);
  }

  // What comes straight from a client with option 82 is served on the link where it arrives.
  @Test
  @Tag("RAI-08")
  void rai08Direct() {
    Lab.Answer offer = lab.offer(discover(A).raw(INFORMATION, 1, 1, 9));
    assertThat(offer.yiaddr()).startsWith("192.0.2.");
    assertThat(echoed(offer)).isEqualTo(Octets.of(1, 1, 9));
  }

  // A relay agent can select another link than its own; the reply goes to the agent all the same.
  @Test
  @Tag("RAI-09")
  void rai09LinkSelection() {
    Lab.Answer offer = lab.offer(discover(A).relayed(AGENT_IN_S1).raw(INFORMATION, LINK_S2));
    assertThat(offer.yiaddr()).startsWith("198.51.100.");
    assertThat(offer.sentTo()).isEqualTo("192.0.2.2:67");
    assertThat(echoed(offer)).isEqualTo(Octets.of(LINK_S2));
  }

  // A link that is not configured meets silence.
  @Test
  @Tag("RAI-10")
  void rai10UnknownLink() {
    assertThat(lab.silence(discover(A).relayed(AGENT_IN_S1).raw(INFORMATION, 5, 4, 203, 0, 113, 0)))
        .isEqualTo(SilenceReason.NO_SUBNET);
  }

  // A link selection of the wrong length selects nothing.
  @Test
  @Tag("RAI-11")
  void rai11WrongLength() {
    assertThat(
            lab.offer(discover(A).relayed(AGENT_IN_S1).raw(INFORMATION, 5, 3, 198, 51, 100))
                .yiaddr())
        .startsWith("192.0.2.");
  }

  // By switch no link selection selects anything; it is returned all the same.
  @Test
  @Tag("RAI-12")
  void rai12Ignored() {
    lab.server(server -> server.set(Setting.IGNORE_LINK_SELECTION, true));
    Lab.Answer offer = lab.offer(discover(A).relayed(AGENT_IN_S1).raw(INFORMATION, LINK_S2));
    assertThat(offer.yiaddr()).startsWith("192.0.2.");
    assertThat(echoed(offer)).isEqualTo(Octets.of(LINK_S2));
  }

  // Subscribers, DOCSIS classes and enterprises' blocks can be told apart, and come back.
  @Test
  @Tag("RAI-13")
  @Tag("RAI-14")
  @Tag("RAI-15")
  void rai13UsableInClasses() {
    Octets enterprises = Octets.of(0, 0, 0, 9, 3, 1, 1, 5, 0, 0, 17, 139, 3, 1, 1, 6);
    lab.server(
        server ->
            server
                .clientClass(agentClass(6, Octets.ofText("s1")))
                .clientClass(agentClass(4, Octets.of(0, 0, 0, 2)))
                .clientClass(agentClass(9, enterprises)));
    int[] information = {
      6, 2, 's', '1', 4, 4, 0, 0, 0, 2, 9, 16, 0, 0, 0, 9, 3, 1, 1, 5, 0, 0, 17, 139, 3, 1, 1, 6
    };
    Lab.Answer offer =
        lab.offer(discover(A).relayed().raw(INFORMATION, information).asking(230, 228, 233));
    assertThat(offer.has(230)).isTrue();
    assertThat(offer.has(228)).isTrue();
    assertThat(offer.has(233)).isTrue();
    assertThat(echoed(offer)).isEqualTo(Octets.of(information));
    Lab.Answer other = lab.offer(discover(B).relayed().asking(230, 228, 233));
    assertThat(other.has(230) || other.has(228) || other.has(233)).isFalse();
  }

  // What each enterprise says by the relay agent is addressable by the enterprise.
  @Test
  @Tag("RAI-15")
  void rai15EnterpriseBlocks() {
    RequestValue cablelabs =
        RequestValue.of(
            "block of CableLabs",
            facts ->
                facts
                    .message()
                    .option(DhcpOptions.RELAY_AGENT_INFORMATION)
                    .flatMap(
                        it -> it.subOptions().get(RelayAgentOptions.VENDOR_SPECIFIC_INFORMATION))
                    .flatMap(it -> it.data(EnterpriseNumber.CABLELABS)));
    lab.server(
        server ->
            server.clientClass(
                ClientClass.builder("six")
                    .when(cablelabs.is(Octets.of(1, 1, 6)))
                    .option(225, Octets.of(1))
                    .build()));
    assertThat(offered(9, 16, 0, 0, 0, 9, 3, 1, 1, 5, 0, 0, 17, 139, 3, 1, 1, 6).has(225)).isTrue();
    assertThat(offered(9, 16, 0, 0, 0, 9, 3, 1, 1, 6, 0, 0, 17, 139, 3, 1, 1, 5).has(225))
        .isFalse();
  }

  // Virtual subnets are not served: that both sub-options come back says so.
  @Test
  @Tag("RAI-17")
  void rai17VirtualSubnets() {
    assertEchoed(151, 2, 0, 'v', 152, 0);
  }

  // The authentication of relay agents is not checked, and comes back.
  @Test
  @Tag("RAI-19")
  void rai19Authentication() {
    assertEchoed(8, 3, 1, 2, 3);
  }
}
