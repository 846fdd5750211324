package io.leasehold.dhcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.DhcpCodec;
import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.value.MessageType;
import io.leasehold.dhcp.server.transport.Arrival;
import io.leasehold.dhcp.server.transport.Destination;
import io.leasehold.dhcp.server.transport.InboundDatagram;
import io.leasehold.dhcp.server.transport.Transport;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A transport of two queues, and the clients at its other end, who have numbers. */
final class Wire implements Transport {

  static final Ipv4Address SERVER = Ipv4Address.parse("192.0.2.1");

  final BlockingQueue<Octets> outbound = new LinkedBlockingQueue<>();
  final AtomicBoolean closed = new AtomicBoolean();
  final AtomicInteger received = new AtomicInteger();
  volatile int failingSend = -1;
  volatile boolean failsToClose;

  private final BlockingQueue<Optional<InboundDatagram>> inbound = new LinkedBlockingQueue<>();
  private final AtomicInteger sends = new AtomicInteger();

  @Override
  public Set<Ipv4Address> localAddresses() {
    return Set.of(SERVER);
  }

  @Override
  public boolean receive(Consumer<? super InboundDatagram> receiver) {
    try {
      Optional<InboundDatagram> next = inbound.take();
      next.ifPresent(receiver);
      received.incrementAndGet();
      return next.isPresent();
    } catch (InterruptedException e) {
      throw new AssertionError("a receiving thread is never interrupted", e);
    }
  }

  @Override
  public void send(Octets payload, Destination destination) {
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    if (sends.getAndIncrement() == failingSend) {
      throw new IllegalStateException("no buffer space");
    }
    outbound.add(payload);
  }

  @Override
  public void close() {
    closed.set(true);
    inbound.add(Optional.empty());
    if (failsToClose) {
      throw new IllegalStateException("it cannot be closed");
    }
  }

  void discover(int client) {
    discover(client, client);
  }

  void discover(int client, int xid) {
    send(message(client, MessageType.DISCOVER).xid(xid), Ipv4Address.UNSPECIFIED);
  }

  /** Takes an offer of {@code address}. */
  void request(int client, String address) {
    send(
        message(client, MessageType.REQUEST)
            .option(DhcpOptions.DHCP_SERVER_ID, SERVER)
            .option(DhcpOptions.ADDRESS_REQUEST, Ipv4Address.parse(address)),
        Ipv4Address.UNSPECIFIED);
  }

  void inform(int client, String address) {
    Ipv4Address own = Ipv4Address.parse(address);
    send(message(client, MessageType.INFORM).ciaddr(own), own);
  }

  private static DhcpMessage.Builder message(int client, MessageType type) {
    return DhcpMessage.request()
        .hardwareAddress(hardware(client))
        .xid(client)
        .option(DhcpOptions.DHCP_MSG_TYPE, type);
  }

  static HardwareAddress hardware(int client) {
    return new HardwareAddress(1, Octets.of(2, 0, 0, 0, client >>> 8, client & 0xff));
  }

  private void send(DhcpMessage.Builder message, Ipv4Address source) {
    inbound.add(
        Optional.of(
            new InboundDatagram(
                DhcpCodec.encode(message.build()),
                source,
                68,
                new Arrival("if0", SERVER, !source.isUnspecified()))));
  }

  /** Waits for a reply, and returns its {@code xid}: the number of the client, unless set. */
  int nextReply() throws InterruptedException {
    return Optional.ofNullable(outbound.poll(30, TimeUnit.SECONDS))
        .orElseThrow(() -> new AssertionError("no reply"))
        .bits32(4);
  }
}
