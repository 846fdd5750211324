package io.leasehold.dhcp.testkit;

import io.leasehold.dhcp.codec.Decoding.Decoded;
import io.leasehold.dhcp.codec.DhcpCodec;
import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.RelayAgentInformation;
import io.leasehold.dhcp.codec.value.MessageType;
import io.leasehold.dhcp.server.transport.Destination;
import io.leasehold.dhcp.server.transport.Destination.Delivery;
import io.leasehold.dhcp.server.transport.InboundDatagram;
import io.leasehold.dhcp.server.transport.Transport;
import io.leasehold.dhcp.testkit.network.TestNetwork;
import io.leasehold.dhcp.testkit.network.VirtualProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A server on a network in memory that answers what a test has it answer: nothing, DHCPNAKs, late,
 * or wrongly. It keeps no leases. For the threads of the network's time.
 */
public final class ScriptedServer implements AutoCloseable {

  private static final int SERVER_PORT = 67;
  private static final int CLIENT_PORT = 68;

  private final TestNetwork network;
  private final Ipv4Address address;
  private final Transport transport;
  private final List<DhcpMessage> received = new ArrayList<>();
  private Script script;
  private Duration delay = Duration.ZERO;

  /** What there is to be answered. */
  @FunctionalInterface
  public interface Script {

    /** No answers. */
    Script SILENCE = (request, server) -> Optional.empty();

    /** A DHCPNAK for each DHCPREQUEST. */
    Script NAKS =
        (request, server) ->
            request.messageType().equals(Optional.of(MessageType.REQUEST))
                ? Optional.of(reply(request, MessageType.NAK, server).build())
                : Optional.empty();

    /**
     * Returns the answer to a message, if there is one.
     *
     * @param server the address of the server
     */
    Optional<DhcpMessage> answer(DhcpMessage request, Ipv4Address server);
  }

  private ScriptedServer(TestNetwork network, String segment, Ipv4Address address, Script script) {
    this.network = network;
    this.address = address;
    this.script = Objects.requireNonNull(script, "script");
    transport = network.addServer(segment, address);
  }

  /** Starts a server on a segment. */
  public static ScriptedServer start(
      TestNetwork network, String segment, Ipv4Address address, Script script) {
    ScriptedServer server = new ScriptedServer(network, segment, address, script);
    VirtualProcess process = network.time().newProcess();
    process.start(server::run);
    return server;
  }

  /** Returns a reply to a request, with what every reply repeats of it and option 54. */
  public static DhcpMessage.Builder reply(
      DhcpMessage request, MessageType type, Ipv4Address server) {
    DhcpMessage.Builder reply =
        DhcpMessage.reply()
            .hardware(request.htype(), request.hlen(), request.chaddr())
            .xid(request.xid())
            .flags(request.flags())
            .giaddr(request.giaddr())
            .option(DhcpOptions.DHCP_MSG_TYPE, type)
            .option(DhcpOptions.DHCP_SERVER_ID, server);
    Optional<RelayAgentInformation> information =
        request.option(DhcpOptions.RELAY_AGENT_INFORMATION);
    information.ifPresent(it -> reply.option(DhcpOptions.RELAY_AGENT_INFORMATION, it));
    request.option(DhcpOptions.CLIENT_ID).ifPresent(it -> reply.option(DhcpOptions.CLIENT_ID, it));
    return reply;
  }

  /** Sets what it answers from now on. */
  public void script(Script next) {
    script = Objects.requireNonNull(next, "script");
  }

  /** Sets how late its answers are from now on. */
  public void delay(Duration time) {
    delay = time;
  }

  /** Returns the messages that it has received until now. */
  public List<DhcpMessage> received() {
    return List.copyOf(received);
  }

  private void run() {
    try {
      boolean isOpen = true;
      while (isOpen) {
        isOpen = transport.receive(this::answer);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void answer(InboundDatagram datagram) {
    if (DhcpCodec.decode(datagram.payload()) instanceof Decoded decoded) {
      DhcpMessage request = decoded.message();
      received.add(request);
      script
          .answer(request, address)
          .ifPresent(it -> network.time().after(delay, () -> send(it, datagram)));
    }
  }

  /**
   * Sends a reply to the relay agent, to the address that the client has, or to all, as a DHCPNAK
   * goes (RFC 2131 section 4.1).
   */
  private void send(DhcpMessage reply, InboundDatagram datagram) {
    boolean isRelayed = !reply.giaddr().isUnspecified();
    boolean isNak = reply.messageType().equals(Optional.of(MessageType.NAK));
    Ipv4Address client = isNak ? Ipv4Address.UNSPECIFIED : datagram.sourceAddress();
    Ipv4Address to = isRelayed ? reply.giaddr() : client;
    Destination destination =
        new Destination(
            to.isUnspecified() ? Delivery.BROADCAST : Delivery.UNICAST,
            to.isUnspecified() ? Ipv4Address.BROADCAST : to,
            isRelayed ? SERVER_PORT : CLIENT_PORT,
            reply.hardwareAddress(),
            datagram.arrival());
    try {
      transport.send(DhcpCodec.encode(reply), destination);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Unplugs it. A second call does nothing. */
  @Override
  public void close() {
    transport.close();
  }
}
