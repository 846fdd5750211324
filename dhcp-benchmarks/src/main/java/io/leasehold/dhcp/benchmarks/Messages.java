package io.leasehold.dhcp.benchmarks;

import io.leasehold.dhcp.codec.DhcpCodec;
import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.value.ClientIdentifier;
import io.leasehold.dhcp.codec.value.MessageType;
import io.leasehold.dhcp.server.transport.Arrival;
import io.leasehold.dhcp.server.transport.InboundDatagram;
import java.util.List;

/** Messages as real clients send them. */
final class Messages {

  static final Ipv4Address SERVER = Ipv4Address.parse("10.0.0.1");

  private static final Octets VENDOR_CLASS = Octets.ofText("MSFT 5.0");

  private Messages() {}

  /** A DISCOVER of eight options, as a desktop sends it. */
  static DhcpMessage.Builder discover(int client) {
    return message(client, MessageType.DISCOVER);
  }

  /** A REQUEST that takes an offer. */
  static DhcpMessage.Builder selecting(int client, Ipv4Address address) {
    return message(client, MessageType.REQUEST)
        .option(DhcpOptions.DHCP_SERVER_ID, SERVER)
        .option(DhcpOptions.ADDRESS_REQUEST, address);
  }

  private static DhcpMessage.Builder message(int client, MessageType type) {
    HardwareAddress hardwareAddress =
        new HardwareAddress(
            HardwareAddress.ETHERNET,
            Octets.of(
                2,
                0,
                client >>> 24 & 0xff,
                client >>> 16 & 0xff,
                client >>> 8 & 0xff,
                client & 0xff));
    return DhcpMessage.request()
        .hardwareAddress(hardwareAddress)
        .xid(client)
        .option(DhcpOptions.DHCP_MSG_TYPE, type)
        .option(
            DhcpOptions.CLIENT_ID,
            new ClientIdentifier(Octets.of(1).concat(hardwareAddress.octets())))
        .option(DhcpOptions.HOSTNAME, "host-" + client)
        .option(DhcpOptions.CLASS_ID, VENDOR_CLASS)
        .option(DhcpOptions.DHCP_MAX_MSG_SIZE, 1500)
        .option(
            DhcpOptions.PARAMETER_LIST,
            List.of(1, 3, 6, 15, 31, 33, 43, 44, 46, 47, 119, 121, 249, 252))
        .option(116, Octets.of(1))
        .option(145, Octets.of(1));
  }

  static InboundDatagram datagram(DhcpMessage.Builder message) {
    return new InboundDatagram(
        DhcpCodec.encode(message.build()),
        Ipv4Address.UNSPECIFIED,
        68,
        new Arrival("eth0", SERVER, false));
  }
}
