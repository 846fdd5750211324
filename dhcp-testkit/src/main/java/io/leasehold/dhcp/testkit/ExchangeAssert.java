package io.leasehold.dhcp.testkit;

import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.OptionKey;
import io.leasehold.dhcp.codec.value.MessageType;
import io.leasehold.dhcp.server.Decision.Reply;
import io.leasehold.dhcp.server.Decision.Silence;
import io.leasehold.dhcp.server.SilenceReason;
import io.leasehold.dhcp.server.Trace;
import io.leasehold.dhcp.server.transport.Destination;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** Assertions on what the server has made of a datagram; each returns this. */
public final class ExchangeAssert {

  private final Exchange exchange;

  ExchangeAssert(Exchange exchange) {
    this.exchange = Objects.requireNonNull(exchange, "exchange");
  }

  /** The request is of this type. */
  public ExchangeAssert asked(MessageType type) {
    return check(
        "type of the request",
        Optional.of(type),
        exchange.request().flatMap(DhcpMessage::messageType));
  }

  /** The reply is a DHCPOFFER of this address. */
  public ExchangeAssert offered(String address) {
    return replied(MessageType.OFFER)
        .check("yiaddr", Ipv4Address.parse(address), replied().yiaddr());
  }

  /** The reply is a DHCPACK for this address. */
  public ExchangeAssert acknowledged(String address) {
    return replied(MessageType.ACK).check("yiaddr", Ipv4Address.parse(address), replied().yiaddr());
  }

  /** The reply is a DHCPNAK. */
  public ExchangeAssert naked() {
    return replied(MessageType.NAK);
  }

  /** The reply is of this type. */
  public ExchangeAssert replied(MessageType type) {
    return check("type of the reply", Optional.of(type), replied().messageType());
  }

  /** There is no reply, for this reason. */
  public ExchangeAssert silent(SilenceReason reason) {
    if (!(exchange.decision() instanceof Silence silence)) {
      throw failure("decision", "silence, " + reason, "a reply");
    }
    return check("silence", reason, silence.reason());
  }

  /** The reply has an option with this value. */
  public <T> ExchangeAssert withOption(OptionKey<T> key, T value) {
    return check("option " + key, Optional.of(value), replied().option(key));
  }

  /** The reply has no such option. */
  public ExchangeAssert withoutOption(OptionKey<?> key) {
    return check("option " + key, Optional.empty(), replied().options().raw(key.code()));
  }

  /** The reply grants so much time (option 51). */
  public ExchangeAssert withLeaseTime(Duration time) {
    return withOption(DhcpOptions.ADDRESS_TIME, time);
  }

  /** The reply goes to this IP address. */
  public ExchangeAssert to(String address) {
    return check("destination", Ipv4Address.parse(address), destination().address());
  }

  /** The reply goes to this UDP port. */
  public ExchangeAssert toPort(int port) {
    return check("destination port", port, destination().port());
  }

  /** The reply is delivered so. */
  public ExchangeAssert by(Destination.Delivery delivery) {
    return check("delivery", delivery, destination().delivery());
  }

  private DhcpMessage replied() {
    return exchange.reply().orElseThrow(() -> failure("decision", "a reply", "silence"));
  }

  private Destination destination() {
    if (!(exchange.decision() instanceof Reply reply)) {
      throw failure("decision", "a reply", "silence");
    }
    return reply.destination();
  }

  private ExchangeAssert check(String what, Object expected, Object found) {
    if (!expected.equals(found)) {
      throw failure(what, expected, found);
    }
    return this;
  }

  private AssertionError failure(String what, Object expected, Object found) {
    Trace trace = exchange.decision().trace();
    return new AssertionError(
        what
            + "\nexpected: "
            + text(expected)
            + "\nbut was:  "
            + text(found)
            + "\n\nof this exchange:\n"
            + exchange
            + "\n\nwhich came about so:\n"
            + trace
            + "\n\nuntil now:\n"
            + exchange.ladder());
  }

  private static String text(Object value) {
    return value instanceof Optional<?> optional
        ? optional.map(Object::toString).orElse("none")
        : value.toString();
  }
}
