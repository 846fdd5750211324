package io.leasehold.dhcp.testkit;

import io.leasehold.dhcp.codec.Decoding.Decoded;
import io.leasehold.dhcp.codec.DhcpCodec;
import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.testkit.network.ClientLink;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** A client's side of one exchange: it sends, waits, and sends again (RFC 2131 section 4.1). */
final class ClientExchange {

  private static final int HEADER_XID = 4;
  private static final int MAX_SECS = 0xffff;

  private final ClientLink link;
  private final HardwareAddress hardwareAddress;
  private final int xid;
  private final Instant begun;

  /**
   * When a message was sent for the first time that has been answered: which of its copies the
   * server has answered is not to be known.
   */
  private Instant firstSent;

  private Optional<Integer> secs = Optional.empty();
  private int count;
  private Optional<DhcpMessage> sent = Optional.empty();
  private Optional<DhcpMessage> heard = Optional.empty();

  /** What there is to wait for the answer to the nth message, from 0; nothing when it is enough. */
  interface Schedule extends Function<Integer, Optional<Duration>> {}

  ClientExchange(ClientLink link, HardwareAddress hardwareAddress, int xid) {
    this.link = link;
    this.hardwareAddress = hardwareAddress;
    this.xid = xid;
    begun = link.now();
    firstSent = begun;
  }

  Instant firstSent() {
    return firstSent;
  }

  /** Sends a message, again and again, until a reply comes that is as it should be. */
  Optional<DhcpMessage> ask(
      DhcpMessage.Builder message,
      Ipv4Address destination,
      Schedule schedule,
      Predicate<DhcpMessage> isAnswer) {
    firstSent = link.now();
    count = 0;
    for (Optional<Duration> wait = schedule.apply(count);
        wait.isPresent();
        wait = schedule.apply(count)) {
      send(message, destination);
      Optional<DhcpMessage> answer = await(wait.get(), isAnswer);
      if (answer.isPresent()) {
        return answer;
      }
    }
    return Optional.empty();
  }

  void send(DhcpMessage.Builder message, Ipv4Address destination) {
    DhcpMessage next = message.xid(xid).secs(secs.orElseGet(this::secondsSinceBegun)).build();
    count++;
    sent = Optional.of(next);
    link.send(DhcpCodec.encode(next), next.ciaddr(), destination);
  }

  private int secondsSinceBegun() {
    return (int) Math.min(MAX_SECS, Duration.between(begun, link.now()).toSeconds());
  }

  /** Has all messages from now on have the {@code secs} of the last one. */
  void keepSecs() {
    secs = sent.map(DhcpMessage::secs);
  }

  /** Tells what it has sent last, and what has come back last. */
  String describe() {
    return sent.map(it -> "it sent, " + count + " times:\n" + it.describe() + "\n")
            .orElse("it sent nothing, ")
        + heard
            .map(it -> "and what came back last is:\n" + it.describe())
            .orElse("and nothing came back");
  }

  private Optional<DhcpMessage> await(Duration time, Predicate<DhcpMessage> isAnswer) {
    Instant end = link.now().plus(time);
    while (link.now().isBefore(end)) {
      Optional<DhcpMessage> reply =
          link.receive(Duration.between(link.now(), end)).flatMap(this::mine).filter(isAnswer);
      if (reply.isPresent()) {
        return reply;
      }
    }
    return Optional.empty();
  }

  /** Returns a reply to this client's message; what is for others is not even read. */
  private Optional<DhcpMessage> mine(Octets payload) {
    Optional<DhcpMessage> reply = decodeMine(payload);
    heard = reply.or(() -> heard);
    return reply;
  }

  private Optional<DhcpMessage> decodeMine(Octets payload) {
    return payload.length() >= DhcpCodec.HEADER_LENGTH
            && payload.bits32(HEADER_XID) == xid
            && DhcpCodec.decode(payload) instanceof Decoded decoded
            && decoded.message().op() == DhcpMessage.BOOTREPLY
            && decoded.message().hardwareAddress().equals(hardwareAddress)
        ? Optional.of(decoded.message())
        : Optional.empty();
  }
}
