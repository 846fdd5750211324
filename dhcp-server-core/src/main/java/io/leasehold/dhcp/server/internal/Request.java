package io.leasehold.dhcp.server.internal;

import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.RelayAgentInformation;
import io.leasehold.dhcp.server.policy.RequestKind;
import io.leasehold.dhcp.server.transport.Arrival;
import io.leasehold.dhcp.server.transport.InboundDatagram;
import java.util.Optional;

/**
 * A message that the server could answer.
 *
 * @param datagram what carried it
 * @param message the message
 * @param kind what the client wants
 * @param client who the client is; whom a leasequery asks about
 */
public record Request(
    InboundDatagram datagram, DhcpMessage message, RequestKind kind, Client client) {

  /** Returns the request of somebody whose client identifier counts for nothing. */
  public Request withoutIdentifier() {
    return new Request(datagram, message, kind, client.withoutIdentifier());
  }

  /** Returns where the message arrived. */
  public Arrival arrival() {
    return datagram.arrival();
  }

  /** Returns whether a relay agent passed the message on. */
  public boolean isRelayed() {
    return isRelayed(message);
  }

  /** Returns whether a relay agent passed {@code message} on; 255.255.255.255 is no agent. */
  public static boolean isRelayed(DhcpMessage message) {
    return !message.giaddr().isUnspecified() && !message.giaddr().equals(Ipv4Address.BROADCAST);
  }

  /** Returns what the relay agent says, where it says something legal. */
  public Optional<RelayAgentInformation> relayAgentInformation() {
    return message.option(DhcpOptions.RELAY_AGENT_INFORMATION);
  }

  /** Returns the address that the message is about: option 50, or {@code ciaddr}. */
  public Optional<Ipv4Address> wantedAddress() {
    return switch (kind) {
      case DISCOVER, SELECTING, INIT_REBOOT, DECLINE -> message.option(DhcpOptions.ADDRESS_REQUEST);
      case RENEWING, REBINDING, RELEASE -> Optional.of(message.ciaddr());
      case LEASEQUERY -> Optional.of(message.ciaddr()).filter(address -> !address.isUnspecified());
      case INCOMPLETE_REQUEST, BOOTP, INFORM -> Optional.empty();
    };
  }
}
