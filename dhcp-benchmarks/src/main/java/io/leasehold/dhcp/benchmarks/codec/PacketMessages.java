package io.leasehold.dhcp.benchmarks.codec;

import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.OptionSet;
import io.leasehold.dhcp.codec.option.RelayAgentInformation;
import io.leasehold.dhcp.codec.option.RelayAgentOptions;
import io.leasehold.dhcp.codec.value.ClientIdentifier;
import io.leasehold.dhcp.codec.value.MessageType;
import java.time.Duration;
import java.util.List;

/** What the packets say. */
final class PacketMessages {

  private static final HardwareAddress HARDWARE_ADDRESS =
      new HardwareAddress(HardwareAddress.ETHERNET, Octets.wrap(AckValues.chaddr()));
  private static final ClientIdentifier CLIENT_IDENTIFIER =
      new ClientIdentifier(Octets.wrap(AckValues.clientIdentifier()));
  private static final Ipv4Address ADDRESS = Ipv4Address.parse("10.20.30.117");
  private static final Ipv4Address BOOT_SERVER = Ipv4Address.parse("10.20.30.5");
  private static final Ipv4Address SERVER = Ipv4Address.parse("10.20.30.1");
  private static final Ipv4Address SUBNET_MASK = Ipv4Address.parse("255.255.255.0");
  private static final Ipv4Address BROADCAST = Ipv4Address.parse("10.20.30.255");
  private static final List<Ipv4Address> ROUTERS = List.of(SERVER);
  private static final List<Ipv4Address> TIME_SERVERS = List.of(Ipv4Address.parse("10.20.1.4"));
  private static final List<Ipv4Address> NAME_SERVERS =
      List.of(Ipv4Address.parse("10.20.1.53"), Ipv4Address.parse("10.20.2.53"));
  private static final List<Ipv4Address> LOG_SERVERS = List.of(Ipv4Address.parse("10.20.1.6"));
  private static final List<Ipv4Address> NTP_SERVERS =
      List.of(Ipv4Address.parse("10.20.1.123"), Ipv4Address.parse("10.20.2.123"));
  private static final Duration LEASE_TIME = Duration.ofSeconds(AckValues.LEASE_TIME);
  private static final Duration RENEWAL_TIME = Duration.ofSeconds(AckValues.RENEWAL_TIME);
  private static final Duration REBINDING_TIME = Duration.ofSeconds(AckValues.REBINDING_TIME);

  private PacketMessages() {}

  /** A DISCOVER of eight options. */
  static DhcpMessage discover() {
    return fromClient(MessageType.DISCOVER)
        .option(DhcpOptions.ADDRESS_TIME, Duration.ofDays(1))
        .build();
  }

  /** An ACK of twenty options, built in the quickest way that there is. */
  static DhcpMessage ack() {
    return DhcpMessage.reply()
        .hardwareAddress(HARDWARE_ADDRESS)
        .xid(AckValues.XID)
        .yiaddr(ADDRESS)
        .siaddr(BOOT_SERVER)
        .options(
            OptionSet.builder()
                .put(DhcpOptions.DHCP_MSG_TYPE, MessageType.ACK)
                .put(DhcpOptions.DHCP_SERVER_ID, SERVER)
                .put(DhcpOptions.ADDRESS_TIME, LEASE_TIME)
                .put(DhcpOptions.RENEWAL_TIME, RENEWAL_TIME)
                .put(DhcpOptions.REBINDING_TIME, REBINDING_TIME)
                .put(DhcpOptions.SUBNET_MASK, SUBNET_MASK)
                .put(DhcpOptions.BROADCAST_ADDRESS, BROADCAST)
                .put(DhcpOptions.TIME_OFFSET, AckValues.TIME_OFFSET)
                .put(DhcpOptions.ROUTER, ROUTERS)
                .put(DhcpOptions.TIME_SERVER, TIME_SERVERS)
                .put(DhcpOptions.DOMAIN_SERVER, NAME_SERVERS)
                .put(DhcpOptions.LOG_SERVER, LOG_SERVERS)
                .put(DhcpOptions.NTP_SERVERS, NTP_SERVERS)
                .put(DhcpOptions.HOSTNAME, AckValues.HOST_NAME)
                .put(DhcpOptions.DOMAIN_NAME, AckValues.DOMAIN_NAME)
                .put(DhcpOptions.MTU_INTERFACE, (int) AckValues.MTU)
                .put(DhcpOptions.ROOT_PATH, AckValues.ROOT_PATH)
                .put(DhcpOptions.SERVER_NAME, AckValues.SERVER_NAME)
                .put(DhcpOptions.BOOTFILE_NAME, AckValues.BOOTFILE_NAME)
                .put(DhcpOptions.CLIENT_ID, CLIENT_IDENTIFIER)
                .build())
        .build();
  }

  /** A REQUEST of nine options, of which a relay agent has added one. */
  static DhcpMessage relayedRequest() {
    return fromClient(MessageType.REQUEST)
        .hops(1)
        .giaddr(SERVER)
        .option(DhcpOptions.DHCP_SERVER_ID, Ipv4Address.parse("10.20.1.67"))
        .option(
            DhcpOptions.RELAY_AGENT_INFORMATION,
            RelayAgentInformation.of(
                    RelayAgentOptions.CIRCUIT_ID, Octets.ofText("ge-0/0/7.0:vlan30"))
                .with(RelayAgentOptions.REMOTE_ID, Octets.parse("020a0000c8b373112233")))
        .build();
  }

  /** What DISCOVER and REQUEST have in common: seven options. */
  private static DhcpMessage.Builder fromClient(MessageType type) {
    return DhcpMessage.request()
        .hardwareAddress(HARDWARE_ADDRESS)
        .xid(AckValues.XID)
        .option(DhcpOptions.DHCP_MSG_TYPE, type)
        .option(DhcpOptions.CLIENT_ID, CLIENT_IDENTIFIER)
        .option(DhcpOptions.ADDRESS_REQUEST, ADDRESS)
        .option(DhcpOptions.HOSTNAME, "desk-117")
        .option(DhcpOptions.CLASS_ID, Octets.ofText("MSFT 5.0"))
        .option(DhcpOptions.DHCP_MAX_MSG_SIZE, 1500)
        .option(
            DhcpOptions.PARAMETER_LIST,
            List.of(1, 3, 6, 15, 31, 33, 43, 44, 46, 47, 119, 121, 249, 252));
  }
}
