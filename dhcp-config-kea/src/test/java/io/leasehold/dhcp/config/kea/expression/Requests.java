package io.leasehold.dhcp.config.kea.expression;

import io.leasehold.dhcp.codec.DhcpCodec;
import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.value.MessageType;
import io.leasehold.dhcp.server.match.RequestFacts;
import io.leasehold.dhcp.server.transport.Arrival;
import io.leasehold.dhcp.server.transport.InboundDatagram;
import java.util.OptionalInt;
import java.util.Set;

/** Requests and names for the tests of expressions. */
final class Requests {

  /** Knows the options host-name and routers, and the class LAB. */
  static final ExpressionNames NAMES =
      new ExpressionNames() {
        @Override
        public OptionalInt optionCode(String name) {
          return switch (name) {
            case "host-name" -> OptionalInt.of(12);
            case "routers" -> OptionalInt.of(3);
            default -> OptionalInt.empty();
          };
        }

        @Override
        public boolean isText(int optionCode) {
          return optionCode == 12 || optionCode == 60;
        }

        @Override
        public boolean isClass(String name) {
          return name.equals("LAB") || name.equals("KNOWN");
        }
      };

  private static final Ipv4Address SERVER = Ipv4Address.parse("192.0.2.1");

  private Requests() {}

  /** Returns a relayed DISCOVER of a client in class LAB, with most that expressions ask for. */
  static DhcpMessage.Builder discover() {
    return DhcpMessage.request()
        .hardwareAddress(HardwareAddress.ethernet("02:00:5e:10:00:0a"))
        .xid(0x81020304)
        .ciaddr(Ipv4Address.parse("192.0.2.7"))
        .yiaddr(Ipv4Address.parse("192.0.2.8"))
        .siaddr(Ipv4Address.parse("192.0.2.9"))
        .giaddr(Ipv4Address.parse("198.51.100.1"))
        .option(DhcpOptions.DHCP_MSG_TYPE, MessageType.DISCOVER)
        .option(12, Octets.parse("666f6f2e62617200"))
        .option(43, Octets.parse("0102abcd00ff"))
        .option(60, Octets.ofText("PXEClient:Arch:00007"))
        .option(124, Octets.parse("0000118b03616263" + "0000000902aabb"))
        .option(125, Octets.parse("0000118b040102cafe" + "0000000903020155"))
        .option(82, Octets.parse("0104657468300202c0de"));
  }

  static RequestFacts facts(DhcpMessage message) {
    return new RequestFacts(
        new InboundDatagram(
            DhcpCodec.encode(message),
            Ipv4Address.parse("198.51.100.1"),
            67,
            new Arrival("eth0", SERVER, true)),
        message,
        Set.of("LAB"));
  }
}
