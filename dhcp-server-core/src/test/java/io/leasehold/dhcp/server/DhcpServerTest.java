package io.leasehold.dhcp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.dhcp.codec.address.Ipv4Address;
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
import io.leasehold.dhcp.server.transport.InboundDatagram;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The threads of a server, over a transport in memory. */
@Timeout(60)
class DhcpServerTest {

  private static final ServerConfig CONFIG =
      ServerConfig.of(Subnet.builder("192.0.2.0/24").pool("192.0.2.10-192.0.2.200").build());

  private final Wire wire = new Wire();

  // A policy that throws an Error or leaves an interrupt behind does not stop its lane.
  @Test
  @Tag("ROB-01")
  void rob01LaneSurvivesUserCode() throws InterruptedException {
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
      assertThat(server.localAddresses()).containsExactly(Wire.SERVER);
      for (int client = 1; client <= 3; client++) {
        wire.discover(client);
      }
      assertThat(List.of(wire.nextReply(), wire.nextReply())).containsExactly(2, 3);
    }
  }

  // A reply that cannot be sent costs no other reply, and is counted.
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
      assertThat(server.counters().unsent()).isEqualTo(1);
      assertThat(server.counters().replies()).containsEntry(MessageType.OFFER, 5L);
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

  // It cannot be closed on a thread that receives either, where datagrams are shed.
  @Test
  void closeFromAReceiver() throws InterruptedException {
    CompletableFuture<DhcpServer> running = new CompletableFuture<>();
    CompletableFuture<Throwable> refused = new CompletableFuture<>();
    CompletableFuture<Void> goOn = new CompletableFuture<>();
    ServerListener listener =
        onSilence(
            silence -> {
              try {
                running.join().close();
              } catch (IllegalStateException e) {
                refused.complete(e);
              }
            });
    try (DhcpServer server =
        DhcpServer.builder(CONFIG)
            .lanes(1)
            .inboxCapacity(1)
            .policy(waitingFor(goOn))
            .listener(listener)
            .transport(wire)
            .start()) {
      running.complete(server);
      for (int client = 1; client <= 12; client++) {
        wire.discover(client);
      }
      assertThat(refused.join()).hasMessageContaining("call it from another thread");
      goOn.complete(null);
      assertThat(wire.nextReply()).isEqualTo(1);
    }
  }

  // A transport that cannot be closed leaves no other open, and no thread.
  @Test
  void failingCloseCostsNothingElse() {
    wire.failsToClose = true;
    Wire other = new Wire();
    DhcpServer server = DhcpServer.builder(CONFIG).transport(wire).transport(other).start();
    server.close();
    assertThat(other.closed).isTrue();
    assertThat(server.state()).isEqualTo(ServerState.CLOSED);
  }

  // Who is told that the server is closing may close it, too.
  @Test
  void closeWhileClosing() {
    CompletableFuture<DhcpServer> running = new CompletableFuture<>();
    List<ServerState> told = new ArrayList<>();
    ServerListener listener =
        new ServerListener() {
          @Override
          public void onLease(LeaseEvent event) {}

          @Override
          public void onStateChange(ServerState before, ServerState now, String why) {
            told.add(now);
            running.join().close();
          }
        };
    DhcpServer server = DhcpServer.builder(CONFIG).listener(listener).transport(wire).start();
    running.complete(server);
    server.close();
    assertThat(told).containsExactly(ServerState.CLOSING, ServerState.CLOSED);
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

  // However many lanes there are, the messages of one client are answered in their order.
  @Test
  @Tag("ROB-04")
  void rob04OneClientInOrder() throws InterruptedException {
    // On a slow machine a message may wait for longer than a client does: the clock stands still.
    try (DhcpServer server =
        DhcpServer.builder(CONFIG).lanes(4).clock(new SettableClock()).transport(wire).start()) {
      for (int xid = 1; xid <= 500; xid++) {
        wire.discover(7, xid);
        wire.discover(8, 1000 + xid);
      }
      List<Integer> ofFirst = new ArrayList<>();
      for (int i = 0; i < 1000; i++) {
        int xid = wire.nextReply();
        if (xid <= 500) {
          ofFirst.add(xid);
        }
      }
      assertThat(ofFirst).hasSize(500).isSorted();
      assertThat(server.counters().received()).containsEntry(MessageType.DISCOVER, 1000L);
    }
  }

  // A full inbox sheds a DISCOVER, says so, and the others are answered.
  @Test
  @Tag("ROB-03")
  void rob03FullInboxSheds() throws InterruptedException {
    BlockingQueue<Silence> silences = new LinkedBlockingQueue<>();
    CompletableFuture<Void> goOn = new CompletableFuture<>();
    try (DhcpServer server =
        DhcpServer.builder(CONFIG)
            .lanes(1)
            .inboxCapacity(2)
            .policy(waitingFor(goOn))
            .listener(onSilence(silences::add))
            .transport(wire)
            .start()) {
      assertThat(server.localAddresses()).isNotEmpty();
      for (int client = 1; client <= 12; client++) {
        wire.discover(client);
      }
      assertThat(silences.take().reason()).isEqualTo(SilenceReason.OVERLOADED);
      goOn.complete(null);
      assertThat(wire.nextReply()).isEqualTo(1);
      assertThat(server.counters().silences().get(SilenceReason.OVERLOADED)).isPositive();
    }
  }

  private static LeasePolicy waitingFor(CompletableFuture<Void> goOn) {
    return request -> {
      goOn.join();
      return Verdict.USUAL;
    };
  }

  private static ServerListener onSilence(Consumer<Silence> told) {
    return new ServerListener() {
      @Override
      public void onLease(LeaseEvent event) {}

      @Override
      public void onDecision(InboundDatagram datagram, Decision decision) {
        if (decision instanceof Silence silence) {
          told.accept(silence);
        }
      }
    };
  }
}
