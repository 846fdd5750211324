package io.leasehold.dhcp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.dhcp.codec.DhcpCodec;
import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.value.MessageType;
import io.leasehold.dhcp.server.Decision.Silence;
import io.leasehold.dhcp.server.config.ServerConfig;
import io.leasehold.dhcp.server.config.Subnet;
import io.leasehold.dhcp.server.policy.LeasePolicy;
import io.leasehold.dhcp.server.policy.Verdict;
import io.leasehold.dhcp.server.store.ClientKey;
import io.leasehold.dhcp.server.store.CommitResult;
import io.leasehold.dhcp.server.store.InMemoryLeaseStore;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseChange;
import io.leasehold.dhcp.server.store.LeaseStore;
import io.leasehold.dhcp.server.transport.Arrival;
import io.leasehold.dhcp.server.transport.Destination;
import io.leasehold.dhcp.server.transport.InboundDatagram;
import io.leasehold.dhcp.server.transport.Transport;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The threads of a server, over a transport in memory. */
@Timeout(60)
class DhcpServerTest {

  private static final Ipv4Address SERVER = Ipv4Address.parse("192.0.2.1");
  private static final ServerConfig CONFIG =
      ServerConfig.of(Subnet.builder("192.0.2.0/24").pool("192.0.2.10-192.0.2.200").build());

  private final Wire wire = new Wire();

  /** A transport of two queues. */
  private static final class Wire implements Transport {

    private final BlockingQueue<Optional<InboundDatagram>> inbound = new LinkedBlockingQueue<>();
    private final BlockingQueue<Octets> outbound = new LinkedBlockingQueue<>();
    private final AtomicInteger sends = new AtomicInteger();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicInteger received = new AtomicInteger();
    private volatile int failingSend = -1;

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
    }

    void discover(int client) {
      DhcpMessage message =
          DhcpMessage.request()
              .hardwareAddress(
                  new HardwareAddress(1, Octets.of(2, 0, 0, 0, client >>> 8, client & 0xff)))
              .xid(client)
              .option(DhcpOptions.DHCP_MSG_TYPE, MessageType.DISCOVER)
              .build();
      inbound.add(
          Optional.of(
              new InboundDatagram(
                  DhcpCodec.encode(message),
                  Ipv4Address.UNSPECIFIED,
                  68,
                  new Arrival("if0", SERVER, false))));
    }

    /** Waits for a reply, and returns the number of its client. */
    int nextReply() throws InterruptedException {
      return Optional.ofNullable(outbound.poll(30, TimeUnit.SECONDS))
          .orElseThrow(() -> new AssertionError("no reply"))
          .bits32(4);
    }
  }

  // A policy that throws an Error or leaves an interrupt behind does not stop its lane.
  @Test
  void laneSurvivesUserCode() throws InterruptedException {
    LeasePolicy policy =
        request -> {
          if (request.message().xid() == 1) {
            throw new NoClassDefFoundError("com/example/Gone");
          }
          Thread.currentThread().interrupt();
          return Verdict.USUAL;
        };
    try (DhcpServer server =
        DhcpServer.builder(CONFIG).lanes(1).policy(policy).transport(wire).start()) {
      assertThat(server.localAddresses()).containsExactly(SERVER);
      for (int client = 1; client <= 3; client++) {
        wire.discover(client);
      }
      assertThat(List.of(wire.nextReply(), wire.nextReply())).containsExactly(2, 3);
    }
  }

  // A reply that cannot be sent costs no other reply.
  @Test
  void failingSendCostsOneReply() throws InterruptedException {
    wire.failingSend = 0;
    try (DhcpServer server = DhcpServer.builder(CONFIG).lanes(1).transport(wire).start()) {
      assertThat(server.localAddresses()).isNotEmpty();
      for (int client = 1; client <= 5; client++) {
        wire.discover(client);
      }
      for (int client = 2; client <= 5; client++) {
        assertThat(wire.nextReply()).isEqualTo(client);
      }
    }
  }

  // What waits when the server is closed is answered; then the transport is closed, and not before.
  @Test
  void closeDrains() throws InterruptedException {
    CompletableFuture<Void> closing = new CompletableFuture<>();
    LeasePolicy slow =
        request -> {
          closing.join();
          return Verdict.USUAL;
        };
    DhcpServer server = DhcpServer.builder(CONFIG).lanes(1).policy(slow).transport(wire).start();
    for (int client = 1; client <= 5; client++) {
      wire.discover(client);
    }
    while (wire.received.get() < 5) {
      Thread.onSpinWait();
    }
    Thread closer = new Thread(server::close, "closer");
    closer.start();
    closing.complete(null);
    closer.join();
    assertThat(wire.closed).isTrue();
    assertThat(wire.outbound).hasSize(5);
  }

  // The server cannot be closed by what runs on its own threads, and goes on.
  @Test
  void closeFromAListener() throws InterruptedException {
    CompletableFuture<DhcpServer> running = new CompletableFuture<>();
    CompletableFuture<Throwable> refused = new CompletableFuture<>();
    ServerListener listener =
        new ServerListener() {
          @Override
          public void onLease(LeaseEvent event) {}

          @Override
          public void onDecision(InboundDatagram datagram, Decision decision) {
            try {
              running.join().close();
            } catch (IllegalStateException e) {
              refused.complete(e);
            }
          }
        };
    try (DhcpServer server =
        DhcpServer.builder(CONFIG).listener(listener).transport(wire).start()) {
      running.complete(server);
      wire.discover(1);
      assertThat(wire.nextReply()).isEqualTo(1);
      assertThat(refused.join()).hasMessageContaining("call it from another thread");
    }
  }

  // A server that cannot start leaves no open transport behind.
  @Test
  void failedStartClosesTheTransport() {
    LeaseStore broken =
        new LeaseStore() {
          private final LeaseStore leases = new InMemoryLeaseStore();

          @Override
          public Optional<Lease> findByAddress(Ipv4Address address) {
            return leases.findByAddress(address);
          }

          @Override
          public List<Lease> findByClient(ClientKey client) {
            return leases.findByClient(client);
          }

          @Override
          public CommitResult commit(LeaseChange change) {
            return leases.commit(change);
          }

          @Override
          public void forEach(Consumer<? super Lease> visitor) {
            throw new IllegalStateException("the disk has gone");
          }
        };
    assertThatThrownBy(() -> DhcpServer.builder(CONFIG).store(broken).transport(wire).start())
        .hasMessage("the disk has gone");
    assertThat(wire.closed).isTrue();
  }

  // A full inbox sheds a DISCOVER, says so, and the others are answered.
  @Test
  void fullInboxSheds() throws InterruptedException {
    BlockingQueue<Silence> silences = new LinkedBlockingQueue<>();
    CompletableFuture<Void> goOn = new CompletableFuture<>();
    LeasePolicy slow =
        request -> {
          goOn.join();
          return Verdict.USUAL;
        };
    ServerListener listener =
        new ServerListener() {
          @Override
          public void onLease(LeaseEvent event) {}

          @Override
          public void onDecision(InboundDatagram datagram, Decision decision) {
            if (decision instanceof Silence silence) {
              silences.add(silence);
            }
          }
        };
    try (DhcpServer server =
        DhcpServer.builder(CONFIG)
            .lanes(1)
            .inboxCapacity(2)
            .policy(slow)
            .listener(listener)
            .transport(wire)
            .start()) {
      assertThat(server.localAddresses()).isNotEmpty();
      for (int client = 1; client <= 12; client++) {
        wire.discover(client);
      }
      assertThat(silences.take().reason()).isEqualTo(SilenceReason.OVERLOADED);
      goOn.complete(null);
      assertThat(wire.nextReply()).isEqualTo(1);
    }
  }
}
