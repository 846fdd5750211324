package io.leasehold.dhcp.testkit.network;

import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.address.Ipv4Network;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.server.transport.Destination;
import io.leasehold.dhcp.server.transport.InboundDatagram;
import io.leasehold.dhcp.server.transport.Transport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A network in memory, in {@link VirtualTime}: segments with servers, clients and relay agents, and
 * routes between them. For the threads of its time.
 */
public final class TestNetwork {

  private static final int SERVER_PORT = 67;
  private static final int CLIENT_PORT = 68;

  private final VirtualTime time;
  private final Map<String, Segment> segments = new LinkedHashMap<>();
  private Impairment impairment = Impairment.NONE;
  private Listener listener = new Listener() {};

  /** Is told what happens. */
  public interface Listener {

    /** A datagram is sent, of which {@code deliveries} will arrive. */
    default void onTransit(Transit transit, List<Impairment.Delivery> deliveries) {}

    /** A server gets a datagram. */
    default void onArrival(InboundDatagram datagram) {}
  }

  /** Makes a network without segments. */
  public TestNetwork(VirtualTime time) {
    this.time = time;
  }

  /** Returns the time of the network. */
  public VirtualTime time() {
    return time;
  }

  /** Adds a segment, to which the addresses of some networks are routed. */
  public TestNetwork addSegment(String name, String... networks) {
    if (segments.containsKey(name)) {
      throw new IllegalArgumentException(
          "segment «" + name + "»: expected another name, as there is one of this");
    }
    segments.put(name, new Segment(name, Stream.of(networks).map(Ipv4Network::parse).toList()));
    return this;
  }

  /** Returns the name of the segment that an address is routed to, if there is one. */
  public Optional<String> segmentOf(Ipv4Address address) {
    return segments.values().stream()
        .filter(segment -> segment.has(address))
        .map(segment -> segment.name)
        .findFirst();
  }

  /** Adds a relay agent. */
  public TestNetwork addRelayAgent(RelayAgent agent) {
    if (segments.values().stream()
        .flatMap(segment -> segment.relayAgents.stream())
        .anyMatch(other -> other.giaddr().equals(agent.giaddr()))) {
      throw new IllegalArgumentException(
          "relay agent " + agent.giaddr() + ": expected another address, as there is one at this");
    }
    segment(agent.segment()).relayAgents.add(agent);
    return this;
  }

  /** Plugs a server in: what it needs to be started with. */
  public Transport addServer(String segmentName, Ipv4Address address) {
    ServerPort port = new ServerPort(this, segment(segmentName), address);
    port.on().servers.add(port);
    return port;
  }

  /** Plugs a client in. */
  public ClientPort addClient(String segmentName, HardwareAddress hardwareAddress, String name) {
    ClientPort port = new ClientPort(this, name, hardwareAddress, segment(segmentName));
    port.on().clients.add(port);
    return port;
  }

  /** Says what becomes of datagrams from now on. */
  public void impair(Impairment next) {
    impairment = next;
  }

  /** Says who is told what happens, from now on. */
  public void listener(Listener next) {
    listener = next;
  }

  Listener listener() {
    return listener;
  }

  Segment segment(String name) {
    return Optional.ofNullable(segments.get(name))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "segment «" + name + "»: expected one of " + segments.keySet()));
  }

  void fromClient(ClientPort client, Octets payload, Ipv4Address source, Ipv4Address destination) {
    if (destination.equals(Ipv4Address.BROADCAST)) {
      for (ServerPort server : List.copyOf(client.on().servers)) {
        transmit(
            client.name(),
            server.name(),
            server.on(),
            payload,
            arrived -> server.arrive(arrived, source, CLIENT_PORT, false));
      }
      for (RelayAgent agent : client.on().relayAgents) {
        transmit(
            client.name(),
            agent.name(),
            client.on(),
            payload,
            arrived -> agent.toServers(arrived).ifPresent(it -> fromRelay(agent, it)));
      }
    } else {
      toServer(client.name(), payload, source, CLIENT_PORT, destination);
    }
  }

  private void fromRelay(RelayAgent agent, Octets payload) {
    agent.servers().forEach(it -> toServer(agent.name(), payload, agent.giaddr(), SERVER_PORT, it));
  }

  private void toServer(
      String from, Octets payload, Ipv4Address source, int sourcePort, Ipv4Address destination) {
    for (Segment segment : segments.values()) {
      for (ServerPort server : List.copyOf(segment.servers)) {
        if (server.address().equals(destination)) {
          transmit(
              from,
              server.name(),
              segment,
              payload,
              arrived -> server.arrive(arrived, source, sourcePort, true));
        }
      }
    }
  }

  void fromServer(ServerPort server, Octets payload, Destination destination) {
    switch (destination.delivery()) {
      case BROADCAST -> toClients(server.name(), server.on(), server.on().clients, payload);
      case HARDWARE_UNICAST ->
          toHardware(server.name(), server.on(), destination.hardwareAddress(), payload);
      case UNICAST -> route(server, payload, destination.address());
    }
  }

  private void route(ServerPort server, Octets payload, Ipv4Address address) {
    for (Segment segment : segments.values()) {
      for (RelayAgent agent : segment.relayAgents) {
        if (agent.giaddr().equals(address)) {
          transmit(
              server.name(),
              agent.name(),
              segment,
              payload,
              arrived -> agent.toClient(arrived).ifPresent(it -> toClient(agent, segment, it)));
        }
      }
      if (segment.has(address)) {
        List<ClientPort> there = new ArrayList<>(segment.clients);
        there.removeIf(client -> !client.isAt(address));
        toClients(server.name(), segment, there, payload);
      }
    }
  }

  private void toClient(RelayAgent agent, Segment segment, RelayAgent.ToClient reply) {
    if (reply.hardwareAddress().isPresent()) {
      toHardware(agent.name(), segment, reply.hardwareAddress().get(), reply.payload());
    } else {
      toClients(agent.name(), segment, segment.clients, reply.payload());
    }
  }

  private void toHardware(
      String from, Segment segment, HardwareAddress hardwareAddress, Octets payload) {
    List<ClientPort> there = new ArrayList<>(segment.clients);
    there.removeIf(client -> !client.is(hardwareAddress));
    toClients(from, segment, there, payload);
  }

  private void toClients(String from, Segment segment, List<ClientPort> clients, Octets payload) {
    List<ClientPort> hearing = new ArrayList<>(clients);
    hearing.removeIf(client -> !client.hears(payload));
    for (ClientPort client : hearing) {
      transmit(
          from,
          client.name(),
          segment,
          payload,
          arrived -> {
            // It may have been pulled out meanwhile.
            if (client.on() == segment) {
              client.arrive(arrived);
            }
          });
    }
  }

  private void transmit(
      String from, String to, Segment segment, Octets payload, Consumer<Octets> arrival) {
    Transit transit = new Transit(time.now(), from, to, segment.name, payload);
    List<Impairment.Delivery> deliveries = impairment.deliver(transit);
    listener.onTransit(transit, deliveries);
    for (Impairment.Delivery delivery : deliveries) {
      time.after(delivery.delay(), () -> arrival.accept(delivery.payload()));
    }
  }
}
