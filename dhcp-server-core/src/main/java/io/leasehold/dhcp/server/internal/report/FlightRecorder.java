package io.leasehold.dhcp.server.internal.report;

import io.leasehold.dhcp.codec.Decoding.Decoded;
import io.leasehold.dhcp.codec.DhcpCodec;
import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.value.MessageType;
import io.leasehold.dhcp.server.Decision;
import io.leasehold.dhcp.server.Decision.Reply;
import io.leasehold.dhcp.server.Decision.Silence;
import io.leasehold.dhcp.server.internal.TypeOnWire;
import io.leasehold.dhcp.server.transport.InboundDatagram;
import java.util.HexFormat;

/** Writes what the JDK's flight recorder has of exchanges. */
final class FlightRecorder {

  private FlightRecorder() {}

  /** Writes an exchange where somebody records such events; costs next to nothing otherwise. */
  static void write(InboundDatagram datagram, Decision decision) {
    ExchangeEvent event = new ExchangeEvent();
    if (event.isEnabled()) {
      fill(event, datagram.payload(), decision);
      event.commit();
    }
  }

  private static void fill(ExchangeEvent event, Octets payload, Decision decision) {
    event.received = TypeOnWire.of(payload).map(MessageType::name).orElse("untyped");
    if (DhcpCodec.decode(payload) instanceof Decoded decoded) {
      DhcpMessage message = decoded.message();
      event.xid = HexFormat.of().toHexDigits(message.xid());
      event.client = message.hardwareAddress().toString();
      event.address = message.ciaddr().toString();
    }
    if (decision instanceof Reply reply) {
      event.outcome = reply.message().messageType().map(MessageType::name).orElse("BOOTREPLY");
      event.address = reply.message().yiaddr().toString();
    } else if (decision instanceof Silence silence) {
      event.outcome = silence.reason().name();
    }
  }
}
