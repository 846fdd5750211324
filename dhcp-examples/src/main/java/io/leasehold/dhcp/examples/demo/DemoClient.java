package io.leasehold.dhcp.examples.demo;

import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.value.MessageType;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A client that does what the story has it do, and shows each message on the ladder. */
final class DemoClient {

  private final String name;
  private final HardwareAddress hardwareAddress;
  private final DemoNetwork network;
  private final Ladder ladder;
  private Ipv4Address address = Ipv4Address.UNSPECIFIED;
  private Ipv4Address server = Ipv4Address.UNSPECIFIED;
  private int xid;

  DemoClient(String name, HardwareAddress hardwareAddress, DemoNetwork network, Ladder ladder) {
    this.name = name;
    this.hardwareAddress = hardwareAddress;
    this.network = network;
    this.ladder = ladder;
  }

  void introduce(String remark) {
    ladder.head(name, hardwareAddress, remark);
  }

  /** DISCOVER, OFFER, REQUEST, ACK. */
  void bind() throws IOException {
    DhcpMessage offer =
        relayed(message(MessageType.DISCOVER), "")
            .orElseThrow(() -> new IOException("the " + name + " got no offer"));
    server = offer.option(DhcpOptions.DHCP_SERVER_ID).orElseThrow();
    keep(
        relayed(
            message(MessageType.REQUEST)
                .option(DhcpOptions.DHCP_SERVER_ID, server)
                .option(DhcpOptions.ADDRESS_REQUEST, offer.yiaddr()),
            "takes the offer"));
  }

  void reboot() throws IOException {
    reboot(address);
  }

  void reboot(Ipv4Address remembered) throws IOException {
    keep(
        relayed(
            message(MessageType.REQUEST).option(DhcpOptions.ADDRESS_REQUEST, remembered),
            "reboots"));
  }

  void renew() throws IOException {
    keep(direct(message(MessageType.REQUEST).ciaddr(address), "renews"));
  }

  void release() throws IOException {
    direct(
        message(MessageType.RELEASE).ciaddr(address).option(DhcpOptions.DHCP_SERVER_ID, server),
        "");
  }

  void decline() throws IOException {
    relayed(
        message(MessageType.DECLINE)
            .option(DhcpOptions.ADDRESS_REQUEST, address)
            .option(DhcpOptions.DHCP_SERVER_ID, server),
        "");
  }

  private DhcpMessage.Builder message(MessageType type) {
    xid++;
    DhcpMessage.Builder message =
        DhcpMessage.request()
            .hardwareAddress(hardwareAddress)
            .xid(xid)
            .option(DhcpOptions.DHCP_MSG_TYPE, type);
    if (type == MessageType.DISCOVER || type == MessageType.REQUEST) {
      message
          .option(DhcpOptions.PARAMETER_LIST, List.of(1, 3, 15, 12))
          .option(DhcpOptions.HOSTNAME, name);
    }
    return message;
  }

  private void keep(Optional<DhcpMessage> ack) {
    ack.filter(reply -> reply.messageType().equals(Optional.of(MessageType.ACK)))
        .ifPresent(reply -> address = reply.yiaddr());
  }

  private Optional<DhcpMessage> relayed(DhcpMessage.Builder message, String state)
      throws IOException {
    ladder.request(message.build(), state);
    return network.sendByRelay(message, ladder);
  }

  private Optional<DhcpMessage> direct(DhcpMessage.Builder message, String state)
      throws IOException {
    ladder.request(message.build(), state);
    return network.sendFrom(address, message.build(), ladder);
  }
}
