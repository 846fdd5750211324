package io.leasehold.dhcp.testkit.properties;

import io.leasehold.dhcp.codec.Decoding.Decoded;
import io.leasehold.dhcp.codec.DhcpCodec;
import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.OptionFormat;
import io.leasehold.dhcp.codec.value.MessageType;
import io.leasehold.dhcp.server.Decision;
import io.leasehold.dhcp.server.Decision.Reply;
import io.leasehold.dhcp.server.Decision.Silence;
import io.leasehold.dhcp.server.SilenceReason;
import io.leasehold.dhcp.server.transport.InboundDatagram;
import java.time.Duration;
import java.util.Optional;

/** A message and what came of it, both read from the wire as a client would. */
record Heard(DhcpMessage message, Decision decision, Optional<DhcpMessage> reply) {

  static final Duration FOR_EVER = Duration.ofDays(1_000_000);

  Heard(InboundDatagram datagram, Decision decision) {
    this(
        read(datagram.payload()),
        decision,
        decision instanceof Reply reply ? Optional.of(read(reply.payload())) : Optional.empty());
  }

  private static DhcpMessage read(Octets payload) {
    return ((Decoded) DhcpCodec.decode(payload)).message();
  }

  Identity client() {
    return Identity.of(message);
  }

  Optional<MessageType> type() {
    return message.messageType();
  }

  boolean isA(MessageType type) {
    return type().equals(Optional.of(type));
  }

  boolean isAnsweredBy(MessageType type) {
    return reply.flatMap(DhcpMessage::messageType).equals(Optional.of(type));
  }

  Optional<SilenceReason> silence() {
    return decision instanceof Silence silence ? Optional.of(silence.reason()) : Optional.empty();
  }

  /** Returns whether both are answered by the same type of message, or not for the same reason. */
  boolean isAlike(Heard other) {
    return silence().equals(other.silence())
        && reply
            .flatMap(DhcpMessage::messageType)
            .equals(other.reply.flatMap(DhcpMessage::messageType));
  }

  private boolean isBootp() {
    return message.options().raw(DhcpOptions.DHCP_MSG_TYPE.code()).isEmpty();
  }

  /** Returns the address that the client may use from now on, if it is told of one. */
  Optional<Ipv4Address> granted() {
    return reply
        .filter(it -> isAnsweredBy(MessageType.ACK) || isBootp())
        .map(DhcpMessage::yiaddr)
        .filter(address -> !address.isUnspecified());
  }

  /** Returns the address that the client is offered. */
  Optional<Ipv4Address> offered() {
    return reply
        .filter(it -> isAnsweredBy(MessageType.OFFER))
        .map(DhcpMessage::yiaddr)
        .filter(address -> !address.isUnspecified());
  }

  /** Returns for how long the client may use what it is granted. */
  Duration grantedTime() {
    return reply
        .flatMap(it -> it.option(DhcpOptions.ADDRESS_TIME))
        .filter(time -> time.compareTo(OptionFormat.INFINITE) < 0)
        .orElse(FOR_EVER);
  }

  /** Returns the address that the client does not use any more, once it has sent or heard this. */
  Optional<Ipv4Address> givenUp() {
    if (isA(MessageType.RELEASE)) {
      return Optional.of(message.ciaddr());
    }
    if (isA(MessageType.DECLINE)) {
      return message.option(DhcpOptions.ADDRESS_REQUEST);
    }
    return isAnsweredBy(MessageType.NAK)
        ? Optional.of(message.option(DhcpOptions.ADDRESS_REQUEST).orElse(message.ciaddr()))
        : Optional.empty();
  }

  boolean namesOtherServer() {
    Optional<Octets> named = message.options().raw(DhcpOptions.DHCP_SERVER_ID.code());
    return named.filter(it -> !it.equals(Place.SERVER.octets())).isPresent();
  }

  @Override
  public String toString() {
    return message
        + " from "
        + client()
        + " -> "
        + reply.map(DhcpMessage::toString).orElseGet(decision::toString);
  }
}
