package io.leasehold.dhcp.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.RelayAgentInformation;
import io.leasehold.dhcp.codec.option.RelayAgentOptions;
import io.leasehold.dhcp.codec.value.MessageType;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests of messages as text for people to read. */
class MessageTextTest {

  private static final DhcpMessage.Builder ACK =
      DhcpMessage.reply()
          .hardwareAddress(HardwareAddress.parse("02:00:5e:10:00:00"))
          .hops(1)
          .xid(0xcafe)
          .secs(7)
          .broadcast(true)
          .ciaddr(Ipv4Address.parse("192.0.2.1"))
          .yiaddr(Ipv4Address.parse("192.0.2.2"))
          .siaddr(Ipv4Address.parse("192.0.2.3"))
          .giaddr(Ipv4Address.parse("192.0.2.4"))
          .sname(Octets.ofText("boot"))
          .file(Octets.of('a', 7))
          .option(DhcpOptions.DHCP_MSG_TYPE, MessageType.ACK)
          .option(DhcpOptions.ADDRESS_TIME, Duration.ofHours(1))
          .option(DhcpOptions.DOMAIN_SERVER, List.of(Ipv4Address.parse("192.0.2.53")))
          .option(DhcpOptions.PARAMETER_LIST, List.of(1, 3, 224))
          .option(DhcpOptions.HOSTNAME, "host")
          .option(3, Octets.of(192, 0, 2))
          .option(224, Octets.of(1, 2))
          .option(
              DhcpOptions.RELAY_AGENT_INFORMATION,
              RelayAgentInformation.of(RelayAgentOptions.CIRCUIT_ID, Octets.of(9)));

  @Test
  void aDescriptionNamesEveryFieldAndEveryOption() {
    // Each has a line of its own, in words; what is unknown or broken is in hexadecimal.
    assertThat(ACK.build().describe())
        .isEqualTo(
            """
            ACK
              op: 2 (BOOTREPLY)
              htype: 1
              hlen: 6
              hops: 1
              xid: 0000cafe
              secs: 7
              flags: 8000 (broadcast)
              ciaddr: 192.0.2.1
              yiaddr: 192.0.2.2
              siaddr: 192.0.2.3
              giaddr: 192.0.2.4
              chaddr: 02:00:5e:10:00:00
              sname: "boot"
              file: 6107
              DHCP Msg Type (53): ACK
              Address Time (51): 1 h (3600 s)
              Domain Server (6): 192.0.2.53
              Parameter List (55): Subnet Mask (1), Router (3), 224
              Hostname (12): "host"
              Router (3): c00002 (expected a multiple of 4 octets, at least 4)
              option 224: 0102
              Relay Agent Information (82): Agent Circuit ID: 09"""
                .stripIndent());
  }

  @Test
  void aLineHasTheTypeAndWhatIsNotZero() {
    // All of it is on one line, for a log.
    assertThat(ACK.build())
        .hasToString(
            "ACK xid=0000cafe chaddr=02:00:5e:10:00:00 hops=1 secs=7 flags=8000"
                + " ciaddr=192.0.2.1 yiaddr=192.0.2.2 siaddr=192.0.2.3 giaddr=192.0.2.4"
                + " sname=\"boot\" file=6107 options={53=ACK, 51=1 h (3600 s), 6=192.0.2.53,"
                + " 55=Subnet Mask (1), Router (3), 224, 12=\"host\", 3=c00002, 224=0102,"
                + " 82=Agent Circuit ID: 09}");
  }

  @Test
  void whatIsOutOfTheOrdinaryIsShownAsItIs() {
    // An unknown operation and type, and octets of chaddr behind the address.
    DhcpMessage odd =
        DhcpMessage.request()
            .op(9)
            .hardware(1, 2, Octets.of(1, 2, 3))
            .option(53, Octets.of(99))
            .build();

    assertThat(odd.describe())
        .startsWith("DHCP type 63\n  op: 9\n")
        .contains("\n  chaddr: 01:02 and 03\n", "\n  sname: \"\"\n")
        .endsWith("\n  DHCP Msg Type (53): 63 (expected 1 octet, 1 to 18)");
    assertThat(DhcpMessage.request().build().describe())
        .startsWith("BOOTP\n  op: 1 (BOOTREQUEST)\n  htype: 0\n")
        .contains("\n  flags: 0000\n");
    assertThat(DhcpMessage.reply().build().describe()).startsWith("BOOTREPLY\n");
  }
}
