package io.leasehold.dhcp.server.internal.reply;

import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.option.RelayAgentInformation;
import io.leasehold.dhcp.codec.value.MessageType;
import io.leasehold.dhcp.server.config.ProtocolRules;
import io.leasehold.dhcp.server.internal.Draft;
import io.leasehold.dhcp.server.internal.Request;
import io.leasehold.dhcp.server.policy.RequestKind;
import io.leasehold.dhcp.server.transport.Destination;
import io.leasehold.dhcp.server.transport.Destination.Delivery;

/** Where replies go: RFC 2131 section 4.1, and section 4.3.5 for the answer to an INFORM. */
final class Destinations {

  private Destinations() {}

  static Destination of(Request request, Draft draft, ProtocolRules rules) {
    DhcpMessage message = request.message();
    if (request.kind() == RequestKind.INFORM) {
      return ofInform(request, rules);
    }
    if (request.isRelayed()) {
      return toRelay(request, rules);
    }
    if (draft.type() == MessageType.NAK) {
      return broadcast(request, rules);
    }
    if (!message.ciaddr().isUnspecified()) {
      return unicast(request, message.ciaddr(), rules.clientPort());
    }
    boolean unreachable = message.hlen() == 0 || draft.address().isUnspecified();
    return message.isBroadcast() || draft.terms().broadcast() || unreachable
        ? broadcast(request, rules)
        : new Destination(
            Delivery.HARDWARE_UNICAST,
            draft.address(),
            rules.clientPort(),
            message.hardwareAddress(),
            request.arrival());
  }

  /** Returns whether the answer to a relayed INFORM goes straight to the client. */
  static boolean bypassesRelay(Request request) {
    return request.kind() == RequestKind.INFORM
        && request.isRelayed()
        && !request.message().ciaddr().isUnspecified();
  }

  private static Destination ofInform(Request request, ProtocolRules rules) {
    Ipv4Address ciaddr = request.message().ciaddr();
    if (!ciaddr.isUnspecified()) {
      return unicast(request, ciaddr, rules.clientPort());
    }
    return request.isRelayed()
        ? toRelay(request, rules)
        : unicast(request, request.datagram().sourceAddress(), rules.clientPort());
  }

  private static Destination toRelay(Request request, ProtocolRules rules) {
    boolean toSourcePort =
        request
            .relayAgentInformation()
            .filter(RelayAgentInformation::hasRelaySourcePort)
            .isPresent();
    return unicast(
        request,
        request.message().giaddr(),
        toSourcePort ? request.datagram().sourcePort() : rules.relayPort());
  }

  private static Destination unicast(Request request, Ipv4Address address, int port) {
    return new Destination(
        Delivery.UNICAST, address, port, request.message().hardwareAddress(), request.arrival());
  }

  private static Destination broadcast(Request request, ProtocolRules rules) {
    return new Destination(
        Delivery.BROADCAST,
        Ipv4Address.BROADCAST,
        rules.clientPort(),
        request.message().hardwareAddress(),
        request.arrival());
  }
}
