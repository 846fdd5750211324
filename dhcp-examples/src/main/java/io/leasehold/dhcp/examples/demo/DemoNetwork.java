package io.leasehold.dhcp.examples.demo;

import io.leasehold.dhcp.codec.Decoding;
import io.leasehold.dhcp.codec.Decoding.Decoded;
import io.leasehold.dhcp.codec.DhcpCodec;
import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.RelayAgentInformation;
import io.leasehold.dhcp.codec.option.RelayAgentOptions;
import io.leasehold.dhcp.server.Decision;
import io.leasehold.dhcp.server.Decision.Silence;
import io.leasehold.dhcp.server.LeaseEvent;
import io.leasehold.dhcp.server.ServerListener;
import io.leasehold.dhcp.server.transport.InboundDatagram;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The network of the demo: a relay agent for clients without address, and sockets at the addresses
 * of the others. It hears from the server itself when that decides to stay silent.
 */
final class DemoNetwork implements ServerListener, AutoCloseable {

  /** The relay agent, in the subnet that it serves. */
  static final Ipv4Address RELAY = Ipv4Address.parse("127.0.1.1");

  private static final int PATIENCE_SECONDS = 10;

  private final BlockingQueue<Decision> decisions = new LinkedBlockingQueue<>();
  private final DatagramSocket relay;
  private final int clientPort;
  private Optional<InetSocketAddress> server = Optional.empty();

  DemoNetwork() throws IOException {
    relay = open(RELAY, 0);
    try (DatagramSocket free = open(RELAY, 0)) {
      clientPort = free.getLocalPort();
    }
  }

  private static DatagramSocket open(Ipv4Address address, int port) throws IOException {
    try {
      DatagramSocket socket =
          new DatagramSocket(new InetSocketAddress(address.toInetAddress(), port));
      socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
      return socket;
    } catch (BindException e) {
      throw new IOException(
          address
              + ":"
              + port
              + " cannot be used ("
              + e.getMessage()
              + "): the demo needs all of 127.0.0.0/8 on loopback, as Linux and Windows have it;"
              + " elsewhere add the address to the loopback interface",
          e);
    }
  }

  int relayPort() {
    return relay.getLocalPort();
  }

  int clientPort() {
    return clientPort;
  }

  void connect(Ipv4Address address, int port) {
    server = Optional.of(new InetSocketAddress(address.toInetAddress(), port));
  }

  /** Does nothing: the demo shows the messages. */
  @Override
  public void onLease(LeaseEvent event) {}

  @Override
  public void onDecision(InboundDatagram datagram, Decision decision) {
    decisions.add(decision);
  }

  /** Passes a message on as a relay agent does (RFC 1542, RFC 3046). */
  Optional<DhcpMessage> sendByRelay(DhcpMessage.Builder message, Ladder ladder) throws IOException {
    message
        .giaddr(RELAY)
        .hops(1)
        .option(
            DhcpOptions.RELAY_AGENT_INFORMATION,
            RelayAgentInformation.of(RelayAgentOptions.CIRCUIT_ID, DemoCommand.circuit()));
    return send(relay, message.build(), ladder);
  }

  /** Sends a message from the address of a client. */
  Optional<DhcpMessage> sendFrom(Ipv4Address address, DhcpMessage message, Ladder ladder)
      throws IOException {
    try (DatagramSocket socket = open(address, clientPort)) {
      return send(socket, message, ladder);
    }
  }

  private Optional<DhcpMessage> send(DatagramSocket socket, DhcpMessage message, Ladder ladder)
      throws IOException {
    byte[] request = DhcpCodec.encode(message).toByteArray();
    socket.send(new DatagramPacket(request, request.length, server.orElseThrow()));
    Decision decision = nextDecision();
    if (decision instanceof Silence silence) {
      ladder.silence(silence);
      return Optional.empty();
    }
    DatagramPacket packet = new DatagramPacket(new byte[1500], 1500);
    socket.receive(packet);
    Decoding decoding = DhcpCodec.decode(Octets.copyOf(packet.getData(), 0, packet.getLength()));
    DhcpMessage reply = ((Decoded) decoding).message();
    ladder.reply(reply);
    return Optional.of(reply);
  }

  private Decision nextDecision() throws IOException {
    try {
      return Optional.ofNullable(decisions.poll(PATIENCE_SECONDS, TimeUnit.SECONDS))
          .orElseThrow(() -> new IOException("the server has not decided in time"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the server decides", e);
    }
  }

  @Override
  public void close() {
    relay.close();
  }
}
