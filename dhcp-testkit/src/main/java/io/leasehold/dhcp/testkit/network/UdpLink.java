package io.leasehold.dhcp.testkit.network;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.RelayAgentInformation;
import io.leasehold.dhcp.codec.option.RelayAgentOptions;
import io.leasehold.dhcp.codec.value.Flag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A client's way to a server over real UDP on loopback, where nobody can broadcast and no client
 * can have its address. So there is a relay agent at 127.0.0.1 between the two, on a port of its
 * own: it names the client's link (RFC 3527) and its port (RFC 8357) in option 82, and passes on
 * renewals too. What a server sends to an address of the client does not arrive: the answer to a
 * DHCPINFORM. Waiting takes real time. For one thread.
 */
public final class UdpLink implements ClientLink {

  /** Where the relay agent is. */
  public static final Ipv4Address LOOPBACK = Ipv4Address.parse("127.0.0.1");

  private static final int MAX_UDP_PAYLOAD = 65_507;

  private final DatagramSocket socket;
  private final InetSocketAddress server;
  private final RelayAgent agent;
  private final InstantSource clock;

  private UdpLink(
      DatagramSocket socket, InetSocketAddress server, RelayAgent agent, InstantSource clock) {
    this.socket = socket;
    this.server = server;
    this.agent = agent;
    this.clock = clock;
  }

  /**
   * Opens a link.
   *
   * @param server the address of the server, one of loopback
   * @param port the port of the server
   * @param information what the relay agent says of the client: its {@link
   *     RelayAgentOptions#LINK_SELECTION} is an address of the client's subnet
   * @param clock what tells the client the time; it has to go on while the client waits
   * @throws UncheckedIOException when there is no socket to be had
   */
  public static UdpLink open(
      Ipv4Address server, int port, RelayAgentInformation information, InstantSource clock) {
    RelayAgent agent =
        new RelayAgent(
            "loopback",
            LOOPBACK,
            List.of(server),
            Optional.of(information.with(RelayAgentOptions.RELAY_SOURCE_PORT, Flag.SET)));
    try {
      DatagramSocket socket =
          new DatagramSocket(new InetSocketAddress(LOOPBACK.toInetAddress(), 0));
      return new UdpLink(socket, new InetSocketAddress(server.toInetAddress(), port), agent, clock);
    } catch (IOException e) {
      throw new UncheckedIOException("no socket at " + LOOPBACK + ": " + e.getMessage(), e);
    }
  }

  @Override
  public Instant now() {
    return clock.instant();
  }

  @Override
  public void sleep(Duration time) {
    try {
      TimeUnit.NANOSECONDS.sleep(time.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the client waits", e);
    }
  }

  /** Sends a message by the relay agent; what is no message goes as it is. */
  @Override
  public void send(Octets payload, Ipv4Address source, Ipv4Address destination) {
    byte[] octets = agent.toServers(payload).orElse(payload).toByteArray();
    try {
      socket.send(new DatagramPacket(octets, octets.length, server));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot send to " + server + ": " + e.getMessage(), e);
    }
  }

  @Override
  public Optional<Octets> receive(Duration atMost) {
    long end = System.nanoTime() + TimeUnit.NANOSECONDS.convert(atMost);
    DatagramPacket packet = new DatagramPacket(new byte[MAX_UDP_PAYLOAD], MAX_UDP_PAYLOAD);
    Optional<Octets> received = Optional.empty();
    try {
      for (long left = end - System.nanoTime();
          received.isEmpty() && left > 0;
          left = end - System.nanoTime()) {
        // At least one, as 0 would mean for ever.
        socket.setSoTimeout((int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
        socket.receive(packet);
        received =
            agent
                .toClient(Octets.copyOf(packet.getData(), 0, packet.getLength()))
                .map(RelayAgent.ToClient::payload);
      }
    } catch (SocketTimeoutException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot receive: " + e.getMessage(), e);
    }
    return received;
  }

  /** Does nothing: the relay agent reaches the client wherever it is. */
  @Override
  public void useAddress(Optional<Ipv4Address> address) {}

  @Override
  public void close() {
    socket.close();
  }
}
