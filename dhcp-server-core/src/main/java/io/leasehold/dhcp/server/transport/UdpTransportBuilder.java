package io.leasehold.dhcp.server.transport;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.transport.SocketLayout.Endpoint;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Says which sockets a {@link UdpTransport} has: one of {@link #onInterface}, {@link #relayedOnly}
 * and {@link #bind}, or channels that are open already. For one thread.
 */
public final class UdpTransportBuilder {

  private Optional<SocketLayout> layout = Optional.empty();
  private boolean acceptBroadcastsOfAnyInterface;
  private int port = UdpTransport.SERVER_PORT;
  private final Map<Ipv4Address, DatagramChannel> channels = new LinkedHashMap<>();

  UdpTransportBuilder() {}

  /**
   * Serves the clients of the link that an interface is on, and relays too. Broadcasts count as
   * arrived at the first of its IPv4 addresses; unicasts are received at all of them.
   *
   * @param name such as «eth0»
   * @throws IllegalStateException when the builder was told otherwise before
   */
  public UdpTransportBuilder onInterface(String name) {
    return layout(SocketLayout.onInterface(name, Optional.empty()));
  }

  /**
   * Serves as {@link #onInterface(String)} does, with broadcasts arriving at {@code address}.
   *
   * @throws IllegalStateException when the builder was told otherwise before
   */
  public UdpTransportBuilder onInterface(String name, Ipv4Address address) {
    return layout(SocketLayout.onInterface(name, Optional.of(address)));
  }

  /**
   * Serves clients behind relays, and renewals, at every IPv4 address that this machine has when
   * the transport opens. Receives no broadcasts.
   *
   * @throws IllegalStateException when the builder was told otherwise before
   */
  public UdpTransportBuilder relayedOnly() {
    return layout(SocketLayout.relayedOnly());
  }

  /**
   * Serves clients behind relays, and renewals, at one address. Receives no broadcasts.
   *
   * @throws IllegalArgumentException when {@code address} is 0.0.0.0
   * @throws IllegalStateException when the builder was told otherwise before
   */
  public UdpTransportBuilder bind(Ipv4Address address) {
    if (address.isUnspecified()) {
      throw new IllegalArgumentException(
          "address 0.0.0.0: expected one of this machine; for all of them there is relayedOnly(),"
              + " and for broadcasts onInterface(name)");
    }
    return layout(SocketLayout.at(List.of(address)));
  }

  private UdpTransportBuilder layout(SocketLayout chosen) {
    if (layout.isPresent()) {
      throw new IllegalStateException(
          "expected one of onInterface, relayedOnly and bind, and once; for more, open more"
              + " transports");
    }
    layout = Optional.of(chosen);
    return this;
  }

  /**
   * Has {@link #onInterface} serve on a machine with several interfaces. Every broadcast then
   * counts as arrived by the interface named there, <b>whichever it really came by</b>: clients of
   * the other links can be given addresses that are of no use to them, and another network's server
   * is answered over. Use it only where no DHCP client can be heard by the other interfaces.
   */
  public UdpTransportBuilder acceptBroadcastsOfAnyInterface() {
    acceptBroadcastsOfAnyInterface = true;
    return this;
  }

  /**
   * Sets the port of the sockets, 67 unless set.
   *
   * @param value 1 to 65535, or 0 for one that is free
   * @throws IllegalArgumentException when it is out of range
   */
  public UdpTransportBuilder port(int value) {
    if (value < 0 || value > 65_535) {
      throw new IllegalArgumentException("port " + value + ": expected 0 to 65535");
    }
    port = value;
    return this;
  }

  /**
   * Uses a channel that was opened and bound elsewhere, perhaps with rights that this process does
   * not have; {@link #port} then means nothing. To be called for each socket: with {@link
   * #onInterface} one at the wildcard address and one at each address of the interface, all with
   * SO_REUSEADDR set before they were bound; otherwise one or more, each at an address of its own.
   * All are at the same port.
   *
   * <p>The transport makes it non-blocking and closes it in the end; when {@link #open} fails, it
   * stays open.
   *
   * @throws IllegalArgumentException when the channel is not bound, not an IPv4 one, or at the
   *     address of one before
   * @throws IOException when it is closed
   */
  public UdpTransportBuilder channel(DatagramChannel channel) throws IOException {
    InetSocketAddress bound = UdpSocket.boundTo(channel);
    if (bound == null || !(bound.getAddress() instanceof Inet4Address)) {
      throw new IllegalArgumentException(
          "channel bound to "
              + bound
              + ": expected one that was opened with StandardProtocolFamily.INET and is bound");
    }
    if (channels.putIfAbsent(Ipv4Address.of(bound.getAddress()), channel) != null) {
      throw new IllegalArgumentException("channel bound to " + bound + ": expected only one there");
    }
    return this;
  }

  /**
   * Opens the sockets.
   *
   * @throws IllegalStateException when the builder was not told which
   * @throws IOException when this machine has no such interface or address, when it has more
   *     interfaces than {@link #onInterface} can serve, or when a socket cannot be bound; the
   *     message says which one, why, and what to do
   */
  public UdpTransport open() throws IOException {
    Interfaces machine = Interfaces.ofThisMachine();
    List<Endpoint> endpoints = layoutOrChannels().endpoints(machine);
    Endpoint first = endpoints.get(0);
    if (first.isWildcard() && !acceptBroadcastsOfAnyInterface) {
      machine.checkOnlyInterface(first.arrival().interfaceName());
    }
    return channels.isEmpty() ? openSockets(endpoints) : useChannels(endpoints);
  }

  private SocketLayout layoutOrChannels() {
    if (layout.isEmpty() && channels.isEmpty()) {
      throw new IllegalStateException(
          "expected onInterface, relayedOnly, bind or channel to be called before open");
    }
    return layout.orElseGet(() -> SocketLayout.at(channels.keySet()));
  }

  private UdpTransport openSockets(List<Endpoint> endpoints) throws IOException {
    List<UdpSocket> opened = new ArrayList<>();
    try {
      for (Endpoint endpoint : endpoints) {
        opened.add(openNext(endpoint, opened));
      }
      return new UdpTransport(opened);
    } catch (IOException e) {
      opened.forEach(UdpSocket::close);
      throw e;
    }
  }

  private UdpSocket openNext(Endpoint endpoint, List<UdpSocket> opened) throws IOException {
    if (opened.isEmpty()) {
      return UdpSocket.open(endpoint, port);
    }
    UdpSocket first = opened.get(0);
    return first.endpoint().isWildcard()
        ? first.openBeside(endpoint)
        : UdpSocket.open(endpoint, first.port());
  }

  private UdpTransport useChannels(List<Endpoint> endpoints) throws IOException {
    List<Ipv4Address> expected = endpoints.stream().map(Endpoint::address).toList();
    if (!channels.keySet().equals(Set.copyOf(expected))) {
      throw new IOException(
          "channels bound to " + channels.keySet() + ": expected one at each of " + expected);
    }
    List<UdpSocket> sockets = new ArrayList<>();
    for (Endpoint endpoint : endpoints) {
      UdpSocket socket = UdpSocket.of(endpoint, channels.get(endpoint.address()));
      sockets.add(socket);
      if (socket.port() != sockets.get(0).port()) {
        throw new IOException(socket + ": expected the port of " + sockets.get(0));
      }
    }
    return new UdpTransport(sockets);
  }
}
