package io.leasehold.dhcp.benchmarks.codec;

import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.RelayAgentInformation;
import io.leasehold.dhcp.codec.value.ClientIdentifier;
import io.leasehold.dhcp.codec.value.MessageType;
import java.time.Duration;
import java.util.List;

/** What the packets say. */
final class PacketMessages {

  private PacketMessages() {}

  /** A DISCOVER of eight options. */
  static DhcpMessage discover() {
    return fromClient(MessageType.DISCOVER)
        .option(DhcpOptions.ADDRESS_TIME, Duration.ofDays(1))
        .build();
  }

  /** An ACK of twenty options. */
  static DhcpMessage ack() {
    return DhcpMessage.reply()
        .hardwareAddress(hardwareAddress())
        .xid(0x3903f326)
        .yiaddr(Ipv4Address.parse("10.20.30.117"))
        .siaddr(Ipv4Address.parse("10.20.30.5"))
        .option(DhcpOptions.DHCP_MSG_TYPE, MessageType.ACK)
        .option(DhcpOptions.DHCP_SERVER_ID, Ipv4Address.parse("10.20.30.1"))
        .option(DhcpOptions.ADDRESS_TIME, Duration.ofHours(8))
        .option(DhcpOptions.RENEWAL_TIME, Duration.ofHours(4))
        .option(DhcpOptions.REBINDING_TIME, Duration.ofHours(7))
        .option(DhcpOptions.SUBNET_MASK, Ipv4Address.parse("255.255.255.0"))
        .option(DhcpOptions.BROADCAST_ADDRESS, Ipv4Address.parse("10.20.30.255"))
        .option(DhcpOptions.TIME_OFFSET, 3600)
        .option(DhcpOptions.ROUTER, List.of(Ipv4Address.parse("10.20.30.1")))
        .option(DhcpOptions.TIME_SERVER, List.of(Ipv4Address.parse("10.20.1.4")))
        .option(
            DhcpOptions.DOMAIN_SERVER,
            List.of(Ipv4Address.parse("10.20.1.53"), Ipv4Address.parse("10.20.2.53")))
        .option(DhcpOptions.LOG_SERVER, List.of(Ipv4Address.parse("10.20.1.6")))
        .option(
            DhcpOptions.NTP_SERVERS,
            List.of(Ipv4Address.parse("10.20.1.123"), Ipv4Address.parse("10.20.2.123")))
        .option(DhcpOptions.HOSTNAME, "desk-117")
        .option(DhcpOptions.DOMAIN_NAME, "berlin.example.org")
        .option(DhcpOptions.MTU_INTERFACE, 1500)
        .option(DhcpOptions.ROOT_PATH, "/srv/nfs/desk")
        .option(DhcpOptions.SERVER_NAME, "boot.example.org")
        .option(DhcpOptions.BOOTFILE_NAME, "pxelinux.0")
        .option(DhcpOptions.CLIENT_ID, clientIdentifier())
        .build();
  }

  /** A REQUEST of nine options, of which a relay agent has added one. */
  static DhcpMessage relayedRequest() {
    return fromClient(MessageType.REQUEST)
        .hops(1)
        .giaddr(Ipv4Address.parse("10.20.30.1"))
        .option(DhcpOptions.DHCP_SERVER_ID, Ipv4Address.parse("10.20.1.67"))
        .option(
            DhcpOptions.RELAY_AGENT_INFORMATION,
            RelayAgentInformation.of(
                    RelayAgentInformation.CIRCUIT_ID, Octets.ofText("ge-0/0/7.0:vlan30"))
                .with(RelayAgentInformation.REMOTE_ID, Octets.parse("020a0000c8b373112233")))
        .build();
  }

  /** What DISCOVER and REQUEST have in common: seven options. */
  private static DhcpMessage.Builder fromClient(MessageType type) {
    return DhcpMessage.request()
        .hardwareAddress(hardwareAddress())
        .xid(0x3903f326)
        .option(DhcpOptions.DHCP_MSG_TYPE, type)
        .option(DhcpOptions.CLIENT_ID, clientIdentifier())
        .option(DhcpOptions.ADDRESS_REQUEST, Ipv4Address.parse("10.20.30.117"))
        .option(DhcpOptions.HOSTNAME, "desk-117")
        .option(DhcpOptions.CLASS_ID, Octets.ofText("MSFT 5.0"))
        .option(DhcpOptions.DHCP_MAX_MSG_SIZE, 1500)
        .option(
            DhcpOptions.PARAMETER_LIST,
            List.of(1, 3, 6, 15, 31, 33, 43, 44, 46, 47, 119, 121, 249, 252));
  }

  private static HardwareAddress hardwareAddress() {
    return new HardwareAddress(HardwareAddress.ETHERNET, Octets.parse("02:00:5e:10:00:75"));
  }

  private static ClientIdentifier clientIdentifier() {
    return new ClientIdentifier(Octets.parse("01:02:00:5e:10:00:75"));
  }
}
