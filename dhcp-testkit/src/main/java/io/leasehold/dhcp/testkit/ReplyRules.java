package io.leasehold.dhcp.testkit;

import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.RelayAgentInformation;
import io.leasehold.dhcp.codec.value.MessageType;
import io.leasehold.dhcp.server.transport.Destination;
import io.leasehold.dhcp.server.transport.Destination.Delivery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * RFC 2131 table 3, with RFC 1534, RFC 3046, RFC 4039 and RFC 6842: what a server's reply has and
 * has not, and where it goes. Each objection is a line that names the field, what was found there,
 * and what was expected; there is none where all is well. Of the reply to a leasequery (RFC 4388)
 * the header alone is judged. For any thread.
 */
public final class ReplyRules {

  /** What a DHCPNAK may have, and after that what every reply repeats of the request. */
  private static final Set<Integer> OF_NAK = Set.of(53, 54, 56, 61, 82, 118);

  private final DhcpMessage message;
  private final DhcpMessage reply;
  private final Set<Integer> codes;
  private final List<String> objections = new ArrayList<>();

  private ReplyRules(DhcpMessage message, DhcpMessage reply) {
    this.message = message;
    this.reply = reply;
    codes = Set.copyOf(reply.options().codes());
  }

  /**
   * Returns what is wrong with a reply to a message.
   *
   * @param server the address by which the server identifies itself in option 54
   */
  public static List<String> objections(
      DhcpMessage message, DhcpMessage reply, Ipv4Address server) {
    ReplyRules rules = new ReplyRules(message, reply);
    rules.header();
    if (isA(message, MessageType.LEASEQUERY)) {
      return rules.objections;
    }
    if (message.options().raw(DhcpOptions.DHCP_MSG_TYPE.code()).isPresent()) {
      rules.options(server);
    } else {
      rules.bootp();
    }
    return rules.objections;
  }

  /** Returns what is wrong with where a reply to a message goes (RFC 2131 section 4.1). */
  public static List<String> objections(
      DhcpMessage message, DhcpMessage reply, Destination destination) {
    ReplyRules rules = new ReplyRules(message, reply);
    rules.destination(destination);
    return rules.objections;
  }

  private void header() {
    expect("op", reply.op(), DhcpMessage.BOOTREPLY);
    expect("htype", reply.htype(), message.htype());
    expect("hlen", reply.hlen(), message.hlen());
    expect("chaddr", reply.chaddr(), message.chaddr());
    expect("hops", reply.hops(), 0);
    expect("xid", reply.xid(), message.xid());
    expect("secs", reply.secs(), 0);
    if (!isA(message, MessageType.INFORM)) {
      // The reply to an INFORM goes straight to the client (RFC 2131 section 4.3.5).
      expect("giaddr", reply.giaddr(), message.giaddr());
    }
  }

  private void destination(Destination destination) {
    if (isA(message, MessageType.INFORM) && !message.ciaddr().isUnspecified()) {
      goesTo(destination, Delivery.UNICAST, message.ciaddr());
      expect("the port of", destination.port(), 68);
    } else if (isA(message, MessageType.INFORM) && message.giaddr().isUnspecified()) {
      // To where it came from, which the message does not say.
      expect("the port of", destination.port(), 68);
    } else if (!message.giaddr().isUnspecified()) {
      goesTo(destination, Delivery.UNICAST, message.giaddr());
      if (!hasSourcePort()) {
        expect("the port of", destination.port(), 67);
      }
    } else {
      expect("the port of", destination.port(), 68);
      if (isA(reply, MessageType.NAK)) {
        goesTo(destination, Delivery.BROADCAST, Ipv4Address.BROADCAST);
      } else if (!message.ciaddr().isUnspecified()) {
        goesTo(destination, Delivery.UNICAST, message.ciaddr());
      } else if (message.isBroadcast() || message.hlen() == 0) {
        goesTo(destination, Delivery.BROADCAST, Ipv4Address.BROADCAST);
      } else {
        goesTo(destination, Delivery.HARDWARE_UNICAST, reply.yiaddr());
      }
    }
  }

  /** Returns whether the relay agent is at a port of its own (RFC 8357). */
  private boolean hasSourcePort() {
    return message
        .option(DhcpOptions.RELAY_AGENT_INFORMATION)
        .filter(RelayAgentInformation::hasRelaySourcePort)
        .isPresent();
  }

  private void goesTo(Destination destination, Delivery delivery, Ipv4Address address) {
    expect("delivery", destination.delivery(), delivery);
    expect("destination", destination.address(), address);
  }

  private void bootp() {
    expect("yiaddr is there", !reply.yiaddr().isUnspecified(), true);
    forbid(51, 53, 54, 58, 59);
  }

  private void options(Ipv4Address server) {
    forbid(50, 55, 57);
    expect("option 54", reply.option(DhcpOptions.DHCP_SERVER_ID), Optional.of(server));
    expect("option 61", reply.option(DhcpOptions.CLIENT_ID), message.option(DhcpOptions.CLIENT_ID));
    if (!reply.giaddr().isUnspecified()) {
      expect(
          "option 82",
          reply.option(DhcpOptions.RELAY_AGENT_INFORMATION),
          message.option(DhcpOptions.RELAY_AGENT_INFORMATION));
    }
    if (isA(reply, MessageType.OFFER)) {
      offer();
    } else if (isA(reply, MessageType.ACK)) {
      ack();
    } else if (isA(reply, MessageType.NAK)) {
      nak();
    } else {
      objections.add("is a " + reply.messageType() + ", which no server sends");
    }
  }

  private void offer() {
    expect("an OFFER answers", message.messageType(), Optional.of(MessageType.DISCOVER));
    expect("ciaddr", reply.ciaddr(), Ipv4Address.UNSPECIFIED);
    forbid(80);
    granting();
  }

  private void ack() {
    expect("ciaddr", reply.ciaddr(), message.ciaddr());
    if (isA(message, MessageType.INFORM)) {
      expect("yiaddr", reply.yiaddr(), Ipv4Address.UNSPECIFIED);
      forbid(51, 58, 59, 80);
    } else {
      boolean isRapid = isA(message, MessageType.DISCOVER);
      if (!isRapid) {
        expect("an ACK answers", message.messageType(), Optional.of(MessageType.REQUEST));
        expect(
            "yiaddr",
            reply.yiaddr(),
            message.option(DhcpOptions.ADDRESS_REQUEST).orElse(message.ciaddr()));
      }
      expect("option 80 is there", codes.contains(80), isRapid);
      granting();
    }
  }

  private void nak() {
    expect("a NAK answers", message.messageType(), Optional.of(MessageType.REQUEST));
    expect("ciaddr", reply.ciaddr(), Ipv4Address.UNSPECIFIED);
    expect("yiaddr", reply.yiaddr(), Ipv4Address.UNSPECIFIED);
    expect("siaddr", reply.siaddr(), Ipv4Address.UNSPECIFIED);
    expect("only options of a NAK", OF_NAK.containsAll(codes), true);
    // The relay agent must not unicast it to an address that is not the client's.
    expect(
        "the broadcast flag",
        reply.isBroadcast(),
        message.isBroadcast() || !message.giaddr().isUnspecified());
  }

  private void granting() {
    expect("yiaddr is there", !reply.yiaddr().isUnspecified(), true);
    expect("flags", reply.flags(), message.flags());
    Optional<Duration> time = reply.option(DhcpOptions.ADDRESS_TIME);
    expect("option 51 is there", time.isPresent(), true);
    Duration end = time.orElse(Duration.ZERO);
    Duration t2 = reply.option(DhcpOptions.REBINDING_TIME).orElse(end);
    Duration t1 = reply.option(DhcpOptions.RENEWAL_TIME).orElse(t2);
    expect("T1 is before T2", t1.compareTo(t2) <= 0, true);
    expect("T2 is before the end", t2.compareTo(end) <= 0, true);
  }

  private void forbid(int... forbidden) {
    for (int code : forbidden) {
      expect("option " + code + " is there", codes.contains(code), false);
    }
  }

  private void expect(String what, Object found, Object expected) {
    if (!Objects.equals(found, expected)) {
      objections.add(
          "replies to " + message + " with " + what + " " + found + ": expected " + expected);
    }
  }

  private static boolean isA(DhcpMessage candidate, MessageType type) {
    return candidate.messageType().equals(Optional.of(type));
  }
}
