package io.leasehold.dhcp.testkit;

import io.leasehold.dhcp.codec.Decoding.Decoded;
import io.leasehold.dhcp.codec.DhcpCodec;
import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.server.Decision;
import io.leasehold.dhcp.server.Decision.Reply;
import io.leasehold.dhcp.server.Decision.Silence;
import io.leasehold.dhcp.server.transport.InboundDatagram;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A datagram that has reached the server, and what the server has made of it. {@link
 * DhcpAssertions#assertThat(Exchange)} says what it should be. Immutable.
 */
public final class Exchange {

  private final Instant time;
  private final InboundDatagram datagram;
  private final Decision decision;
  private final Supplier<String> ladder;

  Exchange(Instant time, InboundDatagram datagram, Decision decision, Supplier<String> ladder) {
    this.time = time;
    this.datagram = datagram;
    this.decision = decision;
    this.ladder = ladder;
  }

  /** Returns when the server has decided, by its clock. */
  public Instant time() {
    return time;
  }

  /** Returns what has reached the server. */
  public InboundDatagram datagram() {
    return datagram;
  }

  /** Returns what the datagram says, if it is a DHCP message. */
  public Optional<DhcpMessage> request() {
    return message(datagram.payload());
  }

  /** Returns what the server has made of it, with how that came about. */
  public Decision decision() {
    return decision;
  }

  /** Returns what the server has answered, read from the octets that it sends. */
  public Optional<DhcpMessage> reply() {
    return decision instanceof Reply reply ? message(reply.payload()) : Optional.empty();
  }

  /** Returns all that has happened until now, a line for each message. */
  String ladder() {
    return ladder.get();
  }

  String describeRequest() {
    return datagram.sourceAddress()
        + " -> server: "
        + request().map(DhcpMessage::toString).orElse("what is no message");
  }

  String describeDecision() {
    return decision instanceof Silence silence
        ? "server: " + silence.reason() + ", " + silence.detail()
        : "server -> " + describe((Reply) decision);
  }

  private static String describe(Reply reply) {
    return reply.destination().address() + ": " + reply.message();
  }

  /** Returns the request and what became of it, on two lines. */
  @Override
  public String toString() {
    return describeRequest() + "\n" + describeDecision();
  }

  private static Optional<DhcpMessage> message(Octets payload) {
    return DhcpCodec.decode(payload) instanceof Decoded decoded
        ? Optional.of(decoded.message())
        : Optional.empty();
  }
}
