package io.leasehold.dhcp.testkit.network;

import io.leasehold.dhcp.codec.DhcpCodec;
import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

/** A client's network card: it can be pulled out of one segment and plugged into another. */
public final class ClientPort implements ClientLink {

  private static final int MAX_WAITING = 64;
  private static final int CHADDR = 28;

  private final TestNetwork network;
  private final String name;
  private final HardwareAddress hardwareAddress;
  private final Queue<Octets> received = new ArrayDeque<>();
  private Optional<Ipv4Address> address = Optional.empty();
  private boolean hearsOnlyOwn;
  private CompletableFuture<Void> arrival = new CompletableFuture<>();
  private Segment segment;

  ClientPort(TestNetwork network, String name, HardwareAddress hardwareAddress, Segment segment) {
    this.network = network;
    this.name = name;
    this.hardwareAddress = hardwareAddress;
    this.segment = segment;
  }

  /** Plugs it into another segment. */
  public void moveTo(String segmentName) {
    segment.clients.remove(this);
    segment = network.segment(segmentName);
    segment.clients.add(this);
  }

  /**
   * Has it not hear what is broadcast for other hardware addresses, which clients throw away: a
   * large network is faster that way.
   */
  public void hearOnlyOwn() {
    hearsOnlyOwn = true;
  }

  boolean hears(Octets payload) {
    return !hearsOnlyOwn
        || payload.length() < DhcpCodec.HEADER_LENGTH
        || payload
            .slice(CHADDR, CHADDR + hardwareAddress.octets().length())
            .equals(hardwareAddress.octets());
  }

  /** Returns the name of the segment that it is on. */
  public String segment() {
    return segment.name;
  }

  String name() {
    return name;
  }

  Segment on() {
    return segment;
  }

  boolean is(HardwareAddress other) {
    return hardwareAddress.equals(other);
  }

  boolean isAt(Ipv4Address other) {
    return address.equals(Optional.of(other));
  }

  void arrive(Octets payload) {
    if (received.size() < MAX_WAITING) {
      received.add(payload);
      arrival.complete(null);
    }
  }

  @Override
  public Instant now() {
    return network.time().now();
  }

  @Override
  public void sleep(Duration duration) {
    network.time().sleep(duration);
  }

  @Override
  public void send(Octets payload, Ipv4Address source, Ipv4Address destination) {
    network.fromClient(this, payload, source, destination);
  }

  @Override
  public Optional<Octets> receive(Duration atMost) {
    if (received.isEmpty()) {
      if (arrival.isDone()) {
        arrival = new CompletableFuture<>();
      }
      network.time().await(arrival, atMost);
    }
    return Optional.ofNullable(received.poll());
  }

  @Override
  public void useAddress(Optional<Ipv4Address> used) {
    address = used;
  }

  @Override
  public void close() {
    segment.clients.remove(this);
  }
}
