package io.leasehold.dhcp.server.transport;

import static java.net.StandardSocketOptions.SO_BROADCAST;
import static java.net.StandardSocketOptions.SO_RCVBUF;
import static java.net.StandardSocketOptions.SO_REUSEADDR;
import static java.net.StandardSocketOptions.SO_SNDBUF;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.server.transport.SocketLayout.Endpoint;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.AlreadyConnectedException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.function.Consumer;

/** One bound channel of a {@link UdpTransport}, and what is said of its arrivals. */
final class UdpSocket {

  /** The most that one call of {@link #receive} reads, so that no socket starves the others. */
  static final int MAX_DATAGRAMS_PER_READ = 64;

  /** Room for some thousand requests while the server is busy, in octets; the system may cap it. */
  private static final int BUFFER_SIZE = 4 * 1024 * 1024;

  private final Endpoint endpoint;
  private final DatagramChannel channel;
  private final int port;

  private UdpSocket(Endpoint endpoint, DatagramChannel channel, int port) {
    this.endpoint = endpoint;
    this.channel = channel;
    this.port = port;
  }

  /** Makes a socket of a channel that is bound to the endpoint's address. */
  static UdpSocket of(Endpoint endpoint, DatagramChannel channel) throws IOException {
    channel.configureBlocking(false);
    channel.setOption(SO_BROADCAST, true);
    channel.setOption(SO_RCVBUF, BUFFER_SIZE);
    channel.setOption(SO_SNDBUF, BUFFER_SIZE);
    return new UdpSocket(endpoint, channel, boundTo(channel).getPort());
  }

  /**
   * Opens a channel and binds it.
   *
   * @param port 0 for one that is free
   * @throws IOException when that fails; the message names the socket and says what to do
   */
  static UdpSocket open(Endpoint endpoint, int port) throws IOException {
    DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET);
    try {
      bind(channel, endpoint.address(), port);
      return of(endpoint, channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** Opens and binds a channel at the port of this one, whose address is the wildcard. */
  UdpSocket openBeside(Endpoint other) throws IOException {
    DatagramChannel besides = DatagramChannel.open(StandardProtocolFamily.INET);
    try {
      channel.setOption(SO_REUSEADDR, true);
      besides.setOption(SO_REUSEADDR, true);
      bind(besides, other.address(), port);
      // Left set, it would let a second server in: both would start, and one would hear nothing.
      channel.setOption(SO_REUSEADDR, false);
      return of(other, besides);
    } catch (IOException e) {
      besides.close();
      throw e;
    }
  }

  private static void bind(DatagramChannel channel, Ipv4Address address, int port)
      throws IOException {
    try {
      channel.bind(new InetSocketAddress(address.toInetAddress(), port));
    } catch (SocketException e) {
      throw new IOException(
          "UDP " + address + ":" + port + ": cannot bind: " + e.getMessage() + adviceFor(e), e);
    }
  }

  private static String adviceFor(SocketException e) {
    String reason = String.valueOf(e.getMessage());
    if (reason.contains("Permission denied")) {
      return "; run with the right to bind ports below 1024, or choose another port";
    }
    if (reason.contains("in use")) {
      return "; stop the DHCP server or relay that has it, or choose another port";
    }
    return "";
  }

  /** Returns where a bound channel is bound. */
  static InetSocketAddress boundTo(DatagramChannel channel) throws IOException {
    return (InetSocketAddress) channel.getLocalAddress();
  }

  Endpoint endpoint() {
    return endpoint;
  }

  int port() {
    return port;
  }

  boolean isOpen() {
    return channel.isOpen();
  }

  void register(Selector selector) throws IOException {
    channel.register(selector, SelectionKey.OP_READ, this);
  }

  /** Hands over what has arrived, up to a bound. One thread at a time, as the buffer is. */
  void receive(ByteBuffer buffer, Consumer<? super InboundDatagram> receiver) throws IOException {
    for (int i = 0; i < MAX_DATAGRAMS_PER_READ; i++) {
      buffer.clear();
      InetSocketAddress source;
      try {
        source = (InetSocketAddress) channel.receive(buffer);
      } catch (PortUnreachableException e) {
        // An echo of a reply that found nobody; what others send still arrives.
        continue;
      } catch (IOException e) {
        throw new IOException(this + ": cannot receive: " + e.getMessage(), e);
      }
      if (source == null) {
        return;
      }
      buffer.flip();
      byte[] payload = new byte[buffer.remaining()];
      buffer.get(payload);
      receiver.accept(
          new InboundDatagram(
              Octets.wrap(payload),
              Ipv4Address.of(source.getAddress()),
              source.getPort(),
              endpoint.arrival()));
    }
  }

  /** Sends a datagram. For any thread. */
  void send(Octets payload, Ipv4Address address, int destinationPort) throws IOException {
    ByteBuffer datagram = ByteBuffer.wrap(payload.toByteArray());
    InetSocketAddress destination = new InetSocketAddress(address.toInetAddress(), destinationPort);
    try {
      if (channel.send(datagram, destination) < payload.length()) {
        throw new IOException("the send buffer is full");
      }
    } catch (IOException | AlreadyConnectedException e) {
      throw new IOException(
          this + ": cannot send to " + address + ":" + destinationPort + ": " + e.getMessage(), e);
    }
  }

  void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // The channel counts as closed all the same, and there is nothing that a caller could do.
    }
  }

  @Override
  public String toString() {
    return "UDP " + endpoint.address() + ":" + port;
  }
}
