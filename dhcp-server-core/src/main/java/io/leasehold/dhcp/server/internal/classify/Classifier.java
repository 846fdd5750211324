package io.leasehold.dhcp.server.internal.classify;

import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.address.Ipv4Network;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.RelayAgentInformation;
import io.leasehold.dhcp.codec.value.ClientIdentifier;
import io.leasehold.dhcp.codec.value.MessageType;
import io.leasehold.dhcp.server.Decision.Silence;
import io.leasehold.dhcp.server.SilenceReason;
import io.leasehold.dhcp.server.config.Setting;
import io.leasehold.dhcp.server.config.Settings;
import io.leasehold.dhcp.server.internal.Client;
import io.leasehold.dhcp.server.internal.Computed;
import io.leasehold.dhcp.server.internal.Request;
import io.leasehold.dhcp.server.internal.classify.Classification.Accepted;
import io.leasehold.dhcp.server.internal.classify.Classification.Rejected;
import io.leasehold.dhcp.server.policy.RequestKind;
import io.leasehold.dhcp.server.transport.InboundDatagram;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tells from a message alone what its client wants, by the tables of RFC 2131 section 4.3. This is
 * the only place that knows them.
 */
public final class Classifier {

  private static final int ETHERNET_LENGTH = 6;

  private Classifier() {}

  /** Returns what a message is. */
  public static Classification classify(
      InboundDatagram datagram, DhcpMessage message, Settings settings) {
    Optional<Silence> objection = objectionToHeader(message, settings);
    if (objection.isPresent()) {
      return new Rejected(objection.get());
    }
    Optional<Octets> type = message.options().raw(DhcpOptions.DHCP_MSG_TYPE.code());
    if (type.isEmpty()) {
      return settings.value(Setting.BOOTP)
          ? identified(datagram, message, RequestKind.BOOTP, settings)
          : rejected(SilenceReason.BOOTP, "no message type (53): a BOOTP client");
    }
    Optional<MessageType> known = message.messageType();
    if (known.isEmpty()) {
      return rejected(SilenceReason.INVALID_MESSAGE_TYPE, "message type (53) " + type.get());
    }
    return classify(datagram, message, known.get(), settings);
  }

  private static Optional<Silence> objectionToHeader(DhcpMessage message, Settings settings) {
    if (message.op() != DhcpMessage.BOOTREQUEST) {
      return silence(SilenceReason.NOT_A_REQUEST, "op " + message.op());
    }
    if (message.hlen() > HardwareAddress.MAX_LENGTH) {
      return silence(SilenceReason.MALFORMED, "hlen " + message.hlen() + ", at most 16 expected");
    }
    if (settings.value(Setting.STRICT_HARDWARE_ADDRESS)
        && message.htype() == HardwareAddress.ETHERNET
        && message.hlen() != ETHERNET_LENGTH) {
      return silence(
          SilenceReason.MALFORMED,
          "hlen " + message.hlen() + " of an Ethernet address, 6 expected");
    }
    if (message.hops() > settings.value(Setting.MAX_HOPS)) {
      return silence(
          SilenceReason.TOO_MANY_HOPS,
          "hops " + message.hops() + ", at most " + settings.value(Setting.MAX_HOPS) + " allowed");
    }
    return Optional.empty();
  }

  private static Classification classify(
      InboundDatagram datagram, DhcpMessage message, MessageType type, Settings settings) {
    boolean namesServer = message.options().contains(DhcpOptions.DHCP_SERVER_ID);
    return switch (type) {
      case DISCOVER ->
          objectionToDiscover(message, namesServer, settings)
              .<Classification>map(Rejected::new)
              .orElseGet(() -> identified(datagram, message, RequestKind.DISCOVER, settings));
      case REQUEST ->
          identified(datagram, message, stateOf(datagram, message, namesServer), settings);
      case DECLINE -> identified(datagram, message, RequestKind.DECLINE, settings);
      case RELEASE -> identified(datagram, message, RequestKind.RELEASE, settings);
      case INFORM -> identified(datagram, message, RequestKind.INFORM, settings);
      case LEASEQUERY -> leasequery(datagram, message, settings);
      default ->
          rejected(
              type.isSentToServers()
                  ? SilenceReason.UNSUPPORTED_MESSAGE_TYPE
                  : SilenceReason.SERVER_MESSAGE,
              "message type (53) " + type);
    };
  }

  /**
   * A relay agent asks by an address, a hardware address or an identifier (RFC 4388 section 6.3).
   */
  private static Classification leasequery(
      InboundDatagram datagram, DhcpMessage message, Settings settings) {
    List<Ipv4Network> agents = settings.value(Setting.LEASEQUERY_AGENTS);
    if (agents.isEmpty()) {
      return rejected(SilenceReason.UNSUPPORTED_MESSAGE_TYPE, "message type (53) LEASEQUERY");
    }
    if (!Request.isRelayed(message)) {
      return rejected(SilenceReason.INCOMPLETE, "no giaddr in a LEASEQUERY");
    }
    if (agents.stream().noneMatch(network -> network.contains(message.giaddr()))) {
      return rejected(
          SilenceReason.REFUSED_AGENT, "giaddr " + message.giaddr() + " of a LEASEQUERY");
    }
    boolean byAddress = !message.ciaddr().isUnspecified();
    boolean byHardware = message.htype() != 0 || message.hlen() != 0;
    boolean byIdentifier = message.options().contains(DhcpOptions.CLIENT_ID);
    if (Stream.of(byAddress, byHardware, byIdentifier).filter(by -> by).count() != 1) {
      return rejected(
          SilenceReason.INCOMPLETE,
          "a LEASEQUERY asks by one of ciaddr, hardware address and client identifier (61)");
    }
    return byAddress
        ? new Accepted(new Request(datagram, message, RequestKind.LEASEQUERY, Client.NOBODY))
        : identified(datagram, message, RequestKind.LEASEQUERY, settings);
  }

  private static Optional<Silence> objectionToDiscover(
      DhcpMessage message, boolean namesServer, Settings settings) {
    if (namesServer) {
      return silence(SilenceReason.INCOMPLETE, "server identifier (54) in a DISCOVER");
    }
    return message.secs() < settings.value(Setting.MIN_SECS)
        ? silence(
            SilenceReason.TOO_EARLY,
            "secs " + message.secs() + ", at least " + settings.value(Setting.MIN_SECS) + " wanted")
        : Optional.empty();
  }

  /** Returns the state of a client that sends a DHCPREQUEST (RFC 2131 section 4.3.2). */
  private static RequestKind stateOf(
      InboundDatagram datagram, DhcpMessage message, boolean namesServer) {
    boolean requestsAddress = message.option(DhcpOptions.ADDRESS_REQUEST).isPresent();
    boolean hasAddress = !message.ciaddr().isUnspecified();
    if (namesServer) {
      return requestsAddress || !hasAddress ? RequestKind.SELECTING : RequestKind.RENEWING;
    }
    if (requestsAddress) {
      return RequestKind.INIT_REBOOT;
    }
    if (!hasAddress) {
      return RequestKind.INCOMPLETE_REQUEST;
    }
    return cameByUnicast(datagram, message) ? RequestKind.RENEWING : RequestKind.REBINDING;
  }

  private static boolean cameByUnicast(InboundDatagram datagram, DhcpMessage message) {
    return Request.isRelayed(message)
        ? message
            .option(DhcpOptions.RELAY_AGENT_INFORMATION)
            .flatMap(RelayAgentInformation::receivedByUnicast)
            .orElse(false)
        : datagram.arrival().unicast();
  }

  private static Classification identified(
      InboundDatagram datagram, DhcpMessage message, RequestKind kind, Settings settings) {
    Optional<Octets> identifier = message.options().raw(DhcpOptions.CLIENT_ID.code());
    if (identifier.isPresent() && identifier.get().length() > ClientIdentifier.MAX_LENGTH) {
      return rejected(
          SilenceReason.MALFORMED,
          "client identifier (61) of "
              + identifier.get().length()
              + " octets, at most 255 expected");
    }
    Client client =
        new Client(
            computedIdentifier(datagram, message, settings)
                .or(() -> message.option(DhcpOptions.CLIENT_ID)),
            message.hlen() == 0 ? Optional.empty() : Optional.of(message.hardwareAddress()),
            settings.value(Setting.STRICT_IDENTITY));
    return client.keys().isEmpty()
        ? rejected(
            SilenceReason.UNIDENTIFIED_CLIENT,
            "neither hardware address nor client identifier (61)")
        : new Accepted(new Request(datagram, message, kind, client));
  }

  private static Optional<ClientIdentifier> computedIdentifier(
      InboundDatagram datagram, DhcpMessage message, Settings settings) {
    return settings
        .get(Setting.COMPUTED_CLIENT_IDENTIFIER)
        .flatMap(value -> Computed.of(value, datagram, message))
        .filter(it -> it.length() >= 2 && it.length() <= ClientIdentifier.MAX_LENGTH)
        .map(ClientIdentifier::new);
  }

  private static Optional<Silence> silence(SilenceReason reason, String detail) {
    return Optional.of(new Silence(reason, detail));
  }

  private static Classification rejected(SilenceReason reason, String detail) {
    return new Rejected(new Silence(reason, detail));
  }
}
