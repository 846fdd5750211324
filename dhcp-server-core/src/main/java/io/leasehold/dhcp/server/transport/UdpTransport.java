package io.leasehold.dhcp.server.transport;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * DHCP over UDP with the JDK's own sockets: no native code, and no rights beyond that to the port.
 *
 * <pre>{@code
 * UdpTransport transport = UdpTransport.builder().onInterface("eth0").open();
 * }</pre>
 *
 * <p>The JDK sets two limits. It cannot tell by which of several interfaces a broadcast arrived:
 * one transport serves the clients of one interface, or relayed ones on all. And it cannot send to
 * a client that has no address yet, other than by broadcast; so {@link
 * Destination.Delivery#HARDWARE_UNICAST} becomes a broadcast, as RFC 2131 section 4.1 allows.
 *
 * <p>Threads as in {@link Transport}. A waiting {@link #receive} is ended by {@link #close}. Never
 * interrupt a thread that may be in here: the JDK answers an interrupt by closing the channel that
 * the thread sends from.
 */
public final class UdpTransport implements Transport {

  /** The port of DHCP servers and relays (RFC 2131 section 4.1). */
  public static final int SERVER_PORT = 67;

  private static final int MAX_UDP_PAYLOAD = 65_507;

  private final List<UdpSocket> sockets;
  private final Map<Ipv4Address, UdpSocket> sendersByAddress = new LinkedHashMap<>();
  private final Selector selector;
  private final ByteBuffer receiveBuffer = ByteBuffer.allocateDirect(MAX_UDP_PAYLOAD);

  UdpTransport(List<UdpSocket> sockets) throws IOException {
    this.sockets = List.copyOf(sockets);
    selector = Selector.open();
    for (UdpSocket socket : sockets) {
      socket.register(selector);
      if (!socket.endpoint().isWildcard()) {
        sendersByAddress.put(socket.endpoint().address(), socket);
      }
    }
  }

  /** Starts a transport. */
  public static UdpTransportBuilder builder() {
    return new UdpTransportBuilder();
  }

  /** Returns the addresses of the sockets; that of the interface's broadcasts comes first. */
  @Override
  public Set<Ipv4Address> localAddresses() {
    return Collections.unmodifiableSet(sendersByAddress.keySet());
  }

  /** Returns the port of the sockets, which for port 0 is the one that the system chose. */
  public int port() {
    return sockets.get(0).port();
  }

  /**
   * {@inheritDoc}
   *
   * <p>A call hands over a bounded number of datagrams; the next one goes on with the rest.
   *
   * @throws InterruptedIOException when this thread is interrupted; its interrupt status stays set
   * @throws IOException when a socket fails; the message names it
   */
  @Override
  public boolean receive(Consumer<? super InboundDatagram> receiver) throws IOException {
    try {
      for (UdpSocket socket : waitForReadySockets()) {
        socket.receive(receiveBuffer, receiver);
      }
      return selector.isOpen();
    } catch (ClosedSelectorException e) {
      return false;
    } catch (IOException e) {
      if (selector.isOpen()) {
        throw e;
      }
      return false;
    }
  }

  private List<UdpSocket> waitForReadySockets() throws IOException {
    for (UdpSocket socket : sockets) {
      if (!socket.isOpen()) {
        throw new IOException(socket + ": closed by an interrupt, or by who handed it in");
      }
    }
    List<UdpSocket> ready = new ArrayList<>(sockets.size());
    selector.select((SelectionKey key) -> ready.add((UdpSocket) key.attachment()));
    if (Thread.currentThread().isInterrupted()) {
      // A selector never waits in an interrupted thread: the caller's loop would spin.
      throw new InterruptedIOException("interrupted while waiting; end the wait with close()");
    }
    return ready;
  }

  /**
   * {@inheritDoc}
   *
   * <p>It leaves from the socket of the destination's {@link Arrival#localAddress}.
   *
   * @throws IOException also when the send buffer is full; the message names both ends
   */
  @Override
  public void send(Octets payload, Destination destination) throws IOException {
    Ipv4Address localAddress = destination.arrival().localAddress();
    UdpSocket sender = sendersByAddress.get(localAddress);
    if (sender == null) {
      throw new IOException(
          "local address "
              + localAddress
              + ": no socket to send to "
              + destination.address()
              + " from; this transport has "
              + localAddresses());
    }
    sender.send(payload, addressFor(destination), destination.port());
  }

  private static Ipv4Address addressFor(Destination destination) {
    return switch (destination.delivery()) {
      case UNICAST, BROADCAST -> destination.address();
      case HARDWARE_UNICAST -> Ipv4Address.BROADCAST;
    };
  }

  @Override
  public void close() {
    try {
      // First, so that the channels let go of their ports as soon as they are closed.
      selector.close();
    } catch (IOException e) {
      // It counts as closed all the same, and there is nothing that a caller could do.
    } finally {
      sockets.forEach(UdpSocket::close);
    }
  }
}
