package io.leasehold.dhcp.testkit.conformance;

import io.leasehold.dhcp.codec.DhcpCodec;
import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.OptionKey;
import io.leasehold.dhcp.codec.value.ClientIdentifier;
import io.leasehold.dhcp.codec.value.MessageType;
import io.leasehold.dhcp.server.transport.Arrival;
import io.leasehold.dhcp.server.transport.InboundDatagram;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A client's message in the making, with the way by which it reaches the server. */
final class Ask {

  static final HardwareAddress A = HardwareAddress.ethernet("02:00:00:00:00:0a");
  static final HardwareAddress B = HardwareAddress.ethernet("02:00:00:00:00:0b");
  static final Ipv4Address SERVER = Ipv4Address.parse("192.0.2.1");
  static final Ipv4Address RELAY = Ipv4Address.parse("198.51.100.1");

  private final DhcpMessage.Builder message = DhcpMessage.request();
  private UnaryOperator<Octets> wire = UnaryOperator.identity();
  private Ipv4Address source = Ipv4Address.UNSPECIFIED;
  private int sourcePort = 68;
  private String interfaceName = "if0";
  private Ipv4Address local = SERVER;
  private boolean unicast;

  private Ask(MessageType type, HardwareAddress client) {
    message.hardwareAddress(client).xid(0x1234).option(DhcpOptions.DHCP_MSG_TYPE, type);
  }

  /** Returns the hardware address of one client of many, numbered 0 to 65535. */
  static HardwareAddress client(int number) {
    return HardwareAddress.ethernet(
        String.format("02:00:00:01:%02x:%02x", number >> 8, number & 0xff));
  }

  static Ask discover(HardwareAddress client) {
    return new Ask(MessageType.DISCOVER, client);
  }

  /** A REQUEST without options 50 and 54 and without ciaddr. */
  static Ask request(HardwareAddress client) {
    return new Ask(MessageType.REQUEST, client);
  }

  static Ask selecting(HardwareAddress client, String address) {
    return request(client).server(SERVER).wanting(address);
  }

  static Ask initReboot(HardwareAddress client, String address) {
    return request(client).wanting(address);
  }

  static Ask renewing(HardwareAddress client, String address) {
    return request(client).ciaddr(address).unicast();
  }

  static Ask rebinding(HardwareAddress client, String address) {
    return request(client).ciaddr(address);
  }

  static Ask release(HardwareAddress client, String address) {
    return new Ask(MessageType.RELEASE, client).ciaddr(address).server(SERVER).unicast();
  }

  static Ask decline(HardwareAddress client, String address) {
    return new Ask(MessageType.DECLINE, client).wanting(address).server(SERVER);
  }

  static Ask inform(HardwareAddress client, String address) {
    return new Ask(MessageType.INFORM, client).ciaddr(address).unicast();
  }

  /** A relay agent's question, by R, for what is set afterwards. */
  static Ask leasequery() {
    Ask ask = new Ask(MessageType.LEASEQUERY, A);
    ask.message.hardware(0, 0, Octets.EMPTY);
    return ask.relayed();
  }

  /** A relay agent's question for the leases of a hardware address. */
  static Ask leasequery(HardwareAddress client) {
    return new Ask(MessageType.LEASEQUERY, client).relayed();
  }

  Ask with(Consumer<DhcpMessage.Builder> change) {
    change.accept(message);
    return this;
  }

  <T> Ask option(OptionKey<T> key, T value) {
    message.option(key, value);
    return this;
  }

  Ask raw(int code, int... octets) {
    message.option(code, Octets.of(octets));
    return this;
  }

  Ask without(OptionKey<?> key) {
    message.options(message.build().options().toBuilder().remove(key.code()).build());
    return this;
  }

  Ask wanting(String address) {
    return option(DhcpOptions.ADDRESS_REQUEST, Ipv4Address.parse(address));
  }

  Ask server(Ipv4Address identifier) {
    return option(DhcpOptions.DHCP_SERVER_ID, identifier);
  }

  Ask server(String identifier) {
    return server(Ipv4Address.parse(identifier));
  }

  Ask clientId(int... octets) {
    return option(DhcpOptions.CLIENT_ID, new ClientIdentifier(Octets.of(octets)));
  }

  Ask asking(Integer... codes) {
    return option(DhcpOptions.PARAMETER_LIST, List.of(codes));
  }

  Ask ciaddr(String address) {
    message.ciaddr(Ipv4Address.parse(address));
    return this;
  }

  Ask broadcastFlag() {
    message.broadcast(true);
    return this;
  }

  Ask xid(int xid) {
    message.xid(xid);
    return this;
  }

  /** Comes by the relay agent R of subnet S2. */
  Ask relayed() {
    return relayed(RELAY);
  }

  Ask relayed(Ipv4Address giaddr) {
    message.giaddr(giaddr).hops(1);
    source = giaddr;
    sourcePort = 67;
    unicast = true;
    return this;
  }

  /** Comes straight to the server's address, from the client's. */
  Ask unicast() {
    source = message.build().ciaddr();
    unicast = true;
    return this;
  }

  Ask from(String address, int port) {
    source = Ipv4Address.parse(address);
    sourcePort = port;
    return this;
  }

  Ask at(String name, String address) {
    interfaceName = name;
    local = Ipv4Address.parse(address);
    return this;
  }

  /** Changes the octets that go over the wire. */
  Ask damaged(UnaryOperator<Octets> change) {
    wire = change;
    return this;
  }

  DhcpMessage message() {
    return message.build();
  }

  InboundDatagram datagram() {
    return new InboundDatagram(
        wire.apply(DhcpCodec.encode(message.build())),
        source,
        sourcePort,
        new Arrival(interfaceName, local, unicast));
  }
}
