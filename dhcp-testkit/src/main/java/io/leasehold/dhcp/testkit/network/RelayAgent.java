package io.leasehold.dhcp.testkit.network;

import io.leasehold.dhcp.codec.Decoding.Decoded;
import io.leasehold.dhcp.codec.DhcpCodec;
import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.RelayAgentInformation;
import java.util.List;
import java.util.Optional;

/**
 * A relay agent (RFC 1542 section 4, RFC 3046): passes on what clients of its segment broadcast to
 * servers elsewhere, and what these answer to the clients.
 *
 * @param segment the name of the clients' segment
 * @param giaddr its own address, which servers answer to
 * @param servers whom it passes messages on to
 * @param information what it adds as option 82, if anything; it takes it out of replies
 */
public record RelayAgent(
    String segment,
    Ipv4Address giaddr,
    List<Ipv4Address> servers,
    Optional<RelayAgentInformation> information) {

  private static final int MAX_HOPS = 16;

  /** Copies the list. */
  public RelayAgent {
    servers = List.copyOf(servers);
  }

  String name() {
    return "relay " + giaddr;
  }

  /** Returns what servers get of a client's message; empty where it is not passed on. */
  Optional<Octets> toServers(Octets payload) {
    return message(payload)
        .filter(message -> message.op() == DhcpMessage.BOOTREQUEST && message.hops() <= MAX_HOPS)
        .filter(message -> !isForged(message))
        .map(
            message -> {
              DhcpMessage.Builder passedOn = message.toBuilder().hops(message.hops() + 1);
              if (message.giaddr().isUnspecified()) {
                passedOn.giaddr(giaddr);
                information.ifPresent(
                    it -> passedOn.option(DhcpOptions.RELAY_AGENT_INFORMATION, it));
              }
              return DhcpCodec.encode(passedOn.build());
            });
  }

  /** Returns whether a client says what only an agent may (RFC 3046 section 2.1). */
  private boolean isForged(DhcpMessage message) {
    return information.isPresent()
        && message.giaddr().isUnspecified()
        && message.options().contains(DhcpOptions.RELAY_AGENT_INFORMATION);
  }

  /** Returns what a client gets of a server's reply; empty where it is not for this agent. */
  Optional<ToClient> toClient(Octets payload) {
    return message(payload)
        .filter(reply -> reply.op() == DhcpMessage.BOOTREPLY && reply.giaddr().equals(giaddr))
        .map(
            reply ->
                new ToClient(
                    information.isPresent() ? withoutInformation(reply) : payload,
                    reply.isBroadcast() || reply.yiaddr().isUnspecified()
                        ? Optional.empty()
                        : Optional.of(reply.hardwareAddress())));
  }

  private static Octets withoutInformation(DhcpMessage reply) {
    return DhcpCodec.encode(
        reply.toBuilder()
            .options(
                reply.options().toBuilder()
                    .remove(DhcpOptions.RELAY_AGENT_INFORMATION.code())
                    .build())
            .build());
  }

  /**
   * A reply for a client.
   *
   * @param payload what it says
   * @param hardwareAddress where it goes; to all on the segment if empty
   */
  record ToClient(Octets payload, Optional<HardwareAddress> hardwareAddress) {}

  private static Optional<DhcpMessage> message(Octets payload) {
    return DhcpCodec.decode(payload) instanceof Decoded decoded
        ? Optional.of(decoded.message())
        : Optional.empty();
  }
}
