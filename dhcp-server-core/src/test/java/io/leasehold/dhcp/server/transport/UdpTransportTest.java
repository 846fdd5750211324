package io.leasehold.dhcp.server.transport;

import static io.leasehold.dhcp.server.transport.Destination.Delivery.BROADCAST;
import static io.leasehold.dhcp.server.transport.Destination.Delivery.HARDWARE_UNICAST;
import static io.leasehold.dhcp.server.transport.Destination.Delivery.UNICAST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.server.transport.Destination.Delivery;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Every test waits for what must come; the timeout only ends the wait for what never does. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UdpTransportTest {

  private static final Ipv4Address LOCAL = Ipv4Address.parse("127.0.0.1");
  private static final Ipv4Address PEER = Ipv4Address.parse("127.0.0.1");
  private static final Octets PAYLOAD = Octets.of(1, 2, 3);

  @Test
  void aDatagramArrivesWithItsOrigin() throws IOException {
    // What is received says the payload to the octet, who sent it, and where it arrived.
    try (UdpTransport transport = boundTo(LOCAL);
        DatagramSocket peer = peer(PEER)) {
      peer.send(packet(Octets.of(1, 2, 3, 4, 5), LOCAL, transport.port()));
      peer.send(packet(PAYLOAD, LOCAL, transport.port()));

      assertThat(receive(transport, 2))
          .containsExactly(
              new InboundDatagram(
                  Octets.of(1, 2, 3, 4, 5), PEER, peer.getLocalPort(), arrival(LOCAL, true)),
              new InboundDatagram(PAYLOAD, PEER, peer.getLocalPort(), arrival(LOCAL, true)));
      assertThat(transport.localAddresses()).containsExactly(LOCAL);
    }
  }

  @Test
  void theLargestDatagramArrivesWhole() throws IOException {
    // Nothing that UDP can carry is cut off.
    Octets largest = Octets.copyOf(new byte[65_507]);
    try (UdpTransport transport = boundTo(LOCAL);
        DatagramSocket peer = peer(PEER)) {
      peer.send(packet(largest, LOCAL, transport.port()));

      assertThat(receive(transport, 1).get(0).payload()).isEqualTo(largest);
    }
  }

  @Test
  void aReplyLeavesFromTheServersAddressAndPort() throws IOException {
    // A client or relay sees the reply come from where it sent its request.
    try (UdpTransport transport = boundTo(LOCAL);
        DatagramSocket peer = peer(PEER)) {
      transport.send(PAYLOAD, to(UNICAST, PEER, peer.getLocalPort(), LOCAL));

      DatagramPacket reply = next(peer);
      assertThat(payloadOf(reply)).isEqualTo(PAYLOAD);
      assertThat(reply.getSocketAddress()).isEqualTo(socketAddress(LOCAL, transport.port()));
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void anInterfaceReceivesBroadcastsAndUnicasts() throws IOException {
    // One transport hears both, and tells them apart.
    try (UdpTransport transport = onLoopback(0).open();
        DatagramSocket peer = peer(PEER)) {
      peer.send(packet(Octets.of(1), Ipv4Address.BROADCAST, transport.port()));
      assertThat(receive(transport, 1))
          .containsExactly(
              new InboundDatagram(Octets.of(1), PEER, peer.getLocalPort(), arrival(LOCAL, false)));

      peer.send(packet(Octets.of(2), LOCAL, transport.port()));
      assertThat(receive(transport, 1))
          .containsExactly(
              new InboundDatagram(Octets.of(2), PEER, peer.getLocalPort(), arrival(LOCAL, true)));
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aClientWithoutAnAddressIsReachedByBroadcast() throws IOException {
    // Both a broadcast and what should go to a hardware address are sent to 255.255.255.255.
    try (UdpTransport transport = onLoopback(0).open();
        DatagramSocket peer = peer(Ipv4Address.UNSPECIFIED)) {
      Ipv4Address leased = Ipv4Address.parse("127.0.0.77");
      try (DatagramSocket unseen = new DatagramSocket(socketAddress(leased, 0))) {
        transport.send(
            Octets.of(1), to(BROADCAST, Ipv4Address.BROADCAST, peer.getLocalPort(), LOCAL));
        transport.send(Octets.of(2), to(HARDWARE_UNICAST, leased, peer.getLocalPort(), LOCAL));
        // Unicast, it would reach this socket; broadcast, none that is bound to an address.
        transport.send(Octets.of(3), to(HARDWARE_UNICAST, leased, unseen.getLocalPort(), LOCAL));
        transport.send(Octets.of(4), to(UNICAST, leased, unseen.getLocalPort(), LOCAL));

        DatagramPacket first = next(peer);
        assertThat(payloadOf(first)).isEqualTo(Octets.of(1));
        assertThat(first.getSocketAddress()).isEqualTo(socketAddress(LOCAL, transport.port()));
        assertThat(payloadOf(next(peer))).isEqualTo(Octets.of(2));
        assertThat(payloadOf(next(unseen))).isEqualTo(Octets.of(4));
      }
    }
  }

  @Test
  void relayedTrafficTellsTheAddressItCameTo() throws IOException {
    // With a socket for each address, every datagram tells which one it was sent to.
    try (UdpTransport transport = UdpTransport.builder().relayedOnly().port(0).open();
        DatagramSocket peer = peer(Ipv4Address.UNSPECIFIED)) {
      assertThat(transport.localAddresses()).contains(LOCAL);
      for (Ipv4Address address : transport.localAddresses()) {
        peer.send(packet(PAYLOAD, address, transport.port()));
        InboundDatagram received = receive(transport, 1).get(0);
        assertThat(received.arrival()).isEqualTo(arrival(address, true));
      }
    }
  }

  @Test
  void oneCallHandsOverABoundedNumber() throws IOException {
    // However many datagrams wait, a call ends; the following calls bring the rest, in order.
    int sent = 2 * UdpSocket.MAX_DATAGRAMS_PER_READ + 1;
    try (UdpTransport transport = boundTo(LOCAL);
        DatagramSocket peer = peer(PEER)) {
      List<Octets> expected = new ArrayList<>();
      for (int i = 0; i < sent; i++) {
        expected.add(Octets.of(i));
        peer.send(packet(Octets.of(i), LOCAL, transport.port()));
      }
      List<Octets> received = new ArrayList<>();
      while (received.size() < sent) {
        int before = received.size();
        assertThat(transport.receive(datagram -> received.add(datagram.payload()))).isTrue();
        assertThat(received.size() - before).isLessThanOrEqualTo(UdpSocket.MAX_DATAGRAMS_PER_READ);
      }
      assertThat(received).isEqualTo(expected);
    }
  }

  @Test
  void closeEndsAWait() throws IOException {
    // A thread that waits in receive is told that nothing will come any more.
    UdpTransport transport = boundTo(LOCAL);
    try (DatagramSocket peer = peer(PEER)) {
      CompletableFuture<Void> received = new CompletableFuture<>();
      CompletableFuture<Void> ended =
          CompletableFuture.runAsync(() -> receiveAll(transport, received));
      peer.send(packet(PAYLOAD, LOCAL, transport.port()));
      CompletableFuture.anyOf(received, ended).join();

      transport.close();

      ended.join();
      assertThat(transport.receive(datagram -> {})).isFalse();
    }
  }

  @Test
  void closeFreesThePort() throws IOException {
    // The same sockets can be opened again at once.
    UdpTransport transport = onLoopback(0).open();
    transport.close();
    transport.close();
    onLoopback(transport.port()).open().close();
  }

  @Test
  void anInterruptIsNotABusyLoop() throws IOException {
    // An interrupted thread gets an exception; the sockets outlive it.
    try (UdpTransport transport = boundTo(LOCAL);
        DatagramSocket peer = peer(PEER)) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> transport.receive(datagram -> {}))
          .isInstanceOf(InterruptedIOException.class)
          .hasMessageContaining("close()");
      assertThat(Thread.interrupted()).isTrue();

      peer.send(packet(PAYLOAD, LOCAL, transport.port()));
      assertThat(receive(transport, 1)).hasSize(1);
    }
  }

  @Test
  void aChannelOpenedElsewhereIsUsed() throws IOException {
    // A channel that is handed in receives and sends, and is closed with the transport.
    DatagramChannel channel = channel(LOCAL);
    int port = UdpSocket.boundTo(channel).getPort();
    try (UdpTransport transport = UdpTransport.builder().channel(channel).open();
        DatagramSocket peer = peer(PEER)) {
      assertThat(transport.port()).isEqualTo(port);
      peer.send(packet(PAYLOAD, LOCAL, port));
      assertThat(receive(transport, 1).get(0).arrival()).isEqualTo(arrival(LOCAL, true));
      transport.send(PAYLOAD, to(UNICAST, PEER, peer.getLocalPort(), LOCAL));
      assertThat(next(peer).getPort()).isEqualTo(port);
    }
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void anUnreachablePortEndsNothing() throws IOException {
    // A reply that found nobody comes back as an error to the socket, and the socket goes on.
    DatagramChannel channel = channel(LOCAL);
    DatagramSocket gone = peer(PEER);
    InetSocketAddress peerAddress = (InetSocketAddress) gone.getLocalSocketAddress();
    channel.connect(peerAddress);
    gone.close();
    try (UdpTransport transport = UdpTransport.builder().channel(channel).open()) {
      transport.send(PAYLOAD, to(UNICAST, PEER, peerAddress.getPort(), LOCAL));
      assertThat(transport.receive(datagram -> {})).isTrue();

      try (DatagramSocket back = new DatagramSocket(peerAddress)) {
        back.send(packet(PAYLOAD, LOCAL, transport.port()));
        assertThat(receive(transport, 1)).hasSize(1);
      }
    }
  }

  @Test
  void aChannelClosedByOthersIsReported() throws IOException {
    // A receiver must not wait for ever for a socket that is gone.
    DatagramChannel channel = channel(LOCAL);
    try (UdpTransport transport = UdpTransport.builder().channel(channel).open()) {
      channel.close();
      assertThatThrownBy(() -> transport.receive(datagram -> {}))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("UDP 127.0.0.1:" + transport.port());
    }
  }

  @Test
  void aFailedSendNamesBothEnds() throws IOException {
    // The message is enough to find the route or the firewall rule that is in the way.
    try (UdpTransport transport = boundTo(LOCAL)) {
      Octets tooLarge = Octets.copyOf(new byte[65_508]);
      assertThatThrownBy(() -> transport.send(tooLarge, to(UNICAST, PEER, 6868, LOCAL)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("UDP 127.0.0.1:" + transport.port())
          .hasMessageContaining("cannot send to 127.0.0.1:6868");

      Ipv4Address elsewhere = Ipv4Address.parse("192.0.2.1");
      assertThatThrownBy(() -> transport.send(PAYLOAD, to(UNICAST, PEER, 6868, elsewhere)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("local address 192.0.2.1")
          .hasMessageContaining("[127.0.0.1]");
    }
  }

  private static void receiveAll(UdpTransport transport, CompletableFuture<Void> firstReceived) {
    try {
      while (transport.receive(datagram -> firstReceived.complete(null))) {
        assertThat(transport.localAddresses()).isNotEmpty();
      }
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }

  private static List<InboundDatagram> receive(UdpTransport transport, int count)
      throws IOException {
    List<InboundDatagram> received = new ArrayList<>();
    while (received.size() < count) {
      assertThat(transport.receive(received::add)).isTrue();
    }
    return received;
  }

  private static UdpTransport boundTo(Ipv4Address address) throws IOException {
    return UdpTransport.builder().bind(address).port(0).open();
  }

  private static UdpTransportBuilder onLoopback(int port) throws IOException {
    return UdpTransport.builder()
        .onInterface(interfaceOf(LOCAL), LOCAL)
        .acceptBroadcastsOfAnyInterface()
        .port(port);
  }

  private static DatagramChannel channel(Ipv4Address address) throws IOException {
    return DatagramChannel.open(StandardProtocolFamily.INET).bind(socketAddress(address, 0));
  }

  private static DatagramSocket peer(Ipv4Address address) throws IOException {
    DatagramSocket peer = new DatagramSocket(socketAddress(address, 0));
    peer.setBroadcast(true);
    return peer;
  }

  private static DatagramPacket next(DatagramSocket peer) throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[1500], 1500);
    peer.receive(packet);
    return packet;
  }

  private static Octets payloadOf(DatagramPacket packet) {
    return Octets.copyOf(packet.getData(), 0, packet.getLength());
  }

  private static DatagramPacket packet(Octets payload, Ipv4Address address, int port) {
    return new DatagramPacket(
        payload.toByteArray(), payload.length(), socketAddress(address, port));
  }

  private static InetSocketAddress socketAddress(Ipv4Address address, int port) {
    return new InetSocketAddress(address.toInetAddress(), port);
  }

  private static Arrival arrival(Ipv4Address address, boolean unicast) throws IOException {
    return new Arrival(interfaceOf(address), address, unicast);
  }

  private static String interfaceOf(Ipv4Address address) throws IOException {
    return NetworkInterface.getByInetAddress(address.toInetAddress()).getName();
  }

  private static Destination to(
      Delivery delivery, Ipv4Address address, int port, Ipv4Address localAddress) {
    return new Destination(
        delivery,
        address,
        port,
        HardwareAddress.ethernet("02:00:00:00:00:01"),
        new Arrival("lo", localAddress, true));
  }
}
