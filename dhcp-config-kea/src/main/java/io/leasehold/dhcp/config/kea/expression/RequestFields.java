package io.leasehold.dhcp.config.kea.expression;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.octets.OctetsWriter;
import io.leasehold.dhcp.codec.value.MessageType;
import io.leasehold.dhcp.server.match.RequestFacts;
import io.leasehold.dhcp.server.transport.Arrival;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The fields of a request and of its datagram, which expressions know by their names. */
final class RequestFields {

  private static final int FIXED_LENGTH = 236;
  private static final int OPTION_HEADER = 2;

  private static final Map<String, Function<RequestFacts, Octets>> PKT =
      Map.of(
          "iface", facts -> text(facts.datagram().arrival().interfaceName()),
          "src", facts -> facts.datagram().sourceAddress().octets(),
          "dst", facts -> destination(facts.datagram().arrival()).octets(),
          "len", facts -> number(length(facts.message())));

  private static final Map<String, Function<DhcpMessage, Octets>> PKT4 =
      Map.of(
          "mac", message -> message.hardwareAddress().octets(),
          "hlen", message -> number(message.hlen()),
          "htype", message -> number(message.htype()),
          "ciaddr", message -> message.ciaddr().octets(),
          "giaddr", message -> message.giaddr().octets(),
          "yiaddr", message -> message.yiaddr().octets(),
          "siaddr", message -> message.siaddr().octets(),
          "msgtype", message -> number(message.messageType().map(MessageType::code).orElse(0)),
          "transid", message -> number(Integer.toUnsignedLong(message.xid())));

  private RequestFields() {}

  /** Returns the value of what comes after {@code pkt}. */
  static Term.Value pkt(Words words) {
    words.expect(".");
    Token name = words.take();
    return new Term.Value("pkt." + name.text(), known(PKT, name));
  }

  /** Returns the value of what comes after {@code pkt4}. */
  static Term.Value pkt4(Words words) {
    words.expect(".");
    Token name = words.take();
    Function<DhcpMessage, Octets> field = known(PKT4, name);
    return new Term.Value("pkt4." + name.text(), facts -> field.apply(facts.message()));
  }

  private static <T> T known(Map<String, T> fields, Token name) {
    T field = fields.get(name.text());
    if (field == null) {
      throw name.refused(
          fields.keySet().stream().sorted().collect(Collectors.joining(", ", "one of ", "")));
    }
    return field;
  }

  /** Returns a number as Kea has them all: in four octets. */
  static Octets number(long number) {
    return new OctetsWriter().u32(number).toOctets();
  }

  static Octets text(String text) {
    return Octets.wrap(text.getBytes(UTF_8));
  }

  private static Ipv4Address destination(Arrival arrival) {
    return arrival.unicast() ? arrival.localAddress() : Ipv4Address.BROADCAST;
  }

  /** Returns the length as Kea counts it: without the magic cookie, padding and end. */
  private static long length(DhcpMessage message) {
    return message.options().codes().stream()
        .map(code -> message.options().raw(code).orElse(Octets.EMPTY))
        .mapToLong(value -> OPTION_HEADER + value.length())
        .reduce(FIXED_LENGTH, Long::sum);
  }
}
