package io.leasehold.dhcp.server.internal.reply;

import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.option.RelayAgentInformation;
import io.leasehold.dhcp.codec.value.MessageType;
import io.leasehold.dhcp.server.config.Setting;
import io.leasehold.dhcp.server.config.Settings;
import io.leasehold.dhcp.server.internal.Draft;
import io.leasehold.dhcp.server.internal.Request;
import io.leasehold.dhcp.server.policy.RequestKind;
import io.leasehold.dhcp.server.policy.Terms.Departure;
import io.leasehold.dhcp.server.transport.Destination;
import io.leasehold.dhcp.server.transport.Destination.Delivery;

/** Where replies go: RFC 2131 section 4.1, and section 4.3.5 for the answer to an INFORM. */
final class Destinations {

  private Destinations() {}

  static Destination of(Request request, Draft draft, Settings settings) {
    DhcpMessage message = request.message();
    if (request.kind() == RequestKind.INFORM) {
      return ofInform(request, draft, settings);
    }
    if (request.isRelayed()) {
      return toRelay(request, settings);
    }
    if (draft.type() == MessageType.NAK && !settings.value(Setting.UNICAST_NAK)) {
      return broadcast(request, settings);
    }
    if (!message.ciaddr().isUnspecified()) {
      return unicast(request, message.ciaddr(), clientPort(request, draft, settings));
    }
    boolean unreachable = message.hlen() == 0 || draft.address().isUnspecified();
    return message.isBroadcast() || draft.terms().has(Departure.BROADCAST) || unreachable
        ? broadcast(request, settings)
        : new Destination(
            Delivery.HARDWARE_UNICAST,
            draft.address(),
            settings.value(Setting.CLIENT_PORT),
            message.hardwareAddress(),
            request.arrival());
  }

  /** Returns whether the answer to a relayed INFORM goes straight to the client. */
  static boolean bypassesRelay(Request request) {
    return request.kind() == RequestKind.INFORM
        && request.isRelayed()
        && !request.message().ciaddr().isUnspecified();
  }

  private static Destination ofInform(Request request, Draft draft, Settings settings) {
    Ipv4Address ciaddr = request.message().ciaddr();
    int port = clientPort(request, draft, settings);
    if (!ciaddr.isUnspecified()) {
      return unicast(request, ciaddr, port);
    }
    return request.isRelayed()
        ? toRelay(request, settings)
        : unicast(request, request.datagram().sourceAddress(), port);
  }

  private static int clientPort(Request request, Draft draft, Settings settings) {
    // The source port of what a relay agent has passed on is the agent's.
    return draft.terms().has(Departure.TO_SOURCE_PORT) && !request.isRelayed()
        ? request.datagram().sourcePort()
        : settings.value(Setting.CLIENT_PORT);
  }

  static Destination toRelay(Request request, Settings settings) {
    boolean toSourcePort =
        request
            .relayAgentInformation()
            .filter(RelayAgentInformation::hasRelaySourcePort)
            .isPresent();
    return unicast(
        request,
        request.message().giaddr(),
        toSourcePort ? request.datagram().sourcePort() : settings.value(Setting.RELAY_PORT));
  }

  private static Destination unicast(Request request, Ipv4Address address, int port) {
    return new Destination(
        Delivery.UNICAST, address, port, request.message().hardwareAddress(), request.arrival());
  }

  private static Destination broadcast(Request request, Settings settings) {
    return new Destination(
        Delivery.BROADCAST,
        Ipv4Address.BROADCAST,
        settings.value(Setting.CLIENT_PORT),
        request.message().hardwareAddress(),
        request.arrival());
  }
}
