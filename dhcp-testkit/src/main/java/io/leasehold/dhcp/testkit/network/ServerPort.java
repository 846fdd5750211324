package io.leasehold.dhcp.testkit.network;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.server.transport.Arrival;
import io.leasehold.dhcp.server.transport.Destination;
import io.leasehold.dhcp.server.transport.InboundDatagram;
import io.leasehold.dhcp.server.transport.Transport;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A server's network card. */
final class ServerPort implements Transport {

  private static final Duration LONG = Duration.ofDays(1);

  private final TestNetwork network;
  private final Segment segment;
  private final Ipv4Address address;
  private final Queue<InboundDatagram> received = new ArrayDeque<>();
  private CompletableFuture<Void> arrival = new CompletableFuture<>();
  private boolean isOpen = true;

  ServerPort(TestNetwork network, Segment segment, Ipv4Address address) {
    this.network = network;
    this.segment = segment;
    this.address = address;
  }

  String name() {
    return "server " + address;
  }

  Segment on() {
    return segment;
  }

  Ipv4Address address() {
    return address;
  }

  void arrive(Octets payload, Ipv4Address source, int sourcePort, boolean unicast) {
    if (!isOpen) {
      return;
    }
    InboundDatagram datagram =
        new InboundDatagram(
            payload, source, sourcePort, new Arrival(segment.name, address, unicast));
    network.listener().onArrival(datagram);
    received.add(datagram);
    arrival.complete(null);
  }

  @Override
  public Set<Ipv4Address> localAddresses() {
    return Set.of(address);
  }

  @Override
  public boolean receive(Consumer<? super InboundDatagram> receiver) {
    try {
      while (received.isEmpty() && isOpen) {
        arrival = new CompletableFuture<>();
        network.time().await(arrival, LONG);
      }
    } catch (VirtualProcess.Killed e) {
      // There is no failure to be reported by a server that is no more.
      close();
    }
    while (!received.isEmpty()) {
      receiver.accept(received.remove());
    }
    return isOpen;
  }

  @Override
  public void send(Octets payload, Destination destination) {
    if (isOpen) {
      network.fromServer(this, payload, destination);
    }
  }

  @Override
  public void close() {
    isOpen = false;
    segment.servers.remove(this);
    arrival.complete(null);
  }
}
