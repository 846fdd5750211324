package io.leasehold.dhcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.Decision.Silence;
import io.leasehold.dhcp.server.LeaseEvent.Kind;
import io.leasehold.dhcp.server.config.ServerConfig;
import io.leasehold.dhcp.server.config.Subnet;
import io.leasehold.dhcp.server.probe.AddressProbe;
import io.leasehold.dhcp.server.store.InMemoryLeaseStore;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseChange;
import io.leasehold.dhcp.server.store.LeaseStore;
import io.leasehold.dhcp.server.transport.InboundDatagram;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server whose probes take their time. */
@Timeout(60)
class ServerProbeTest {

  private static final ServerConfig CONFIG =
      ServerConfig.of(Subnet.builder("192.0.2.0/24").pool("192.0.2.10-192.0.2.200").build());
  private static final Ipv4Address LEASED = Ipv4Address.parse("192.0.2.10");

  private final Wire wire = new Wire();
  private final SettableClock clock = new SettableClock();
  private final LeaseStore store = new InMemoryLeaseStore();
  private final BlockingQueue<String> outcomes = new LinkedBlockingQueue<>();
  private final BlockingQueue<LeaseEvent> events = new LinkedBlockingQueue<>();
  private final BlockingQueue<Ipv4Address> begun = new LinkedBlockingQueue<>();
  private final CompletableFuture<Boolean> answer = new CompletableFuture<>();

  private final ServerListener listener =
      new ServerListener() {
        @Override
        public void onLease(LeaseEvent event) {
          events.add(event);
        }

        @Override
        public void onDecision(InboundDatagram datagram, Decision decision) {
          outcomes.add(decision instanceof Silence silence ? silence.reason().name() : "reply");
        }
      };

  private boolean askSlowly(Ipv4Address address) {
    begun.add(address);
    return answer.join();
  }

  private DhcpServer start(AddressProbe probe) {
    return DhcpServer.builder(CONFIG)
        .lanes(1)
        .store(store)
        .clock(clock)
        .probe(probe)
        .listener(listener)
        .transport(wire)
        .start();
  }

  // Probes that do not come back hold up no offer and no end of a lease, and one no other.
  @Test
  @Tag("DISC-19")
  void disc19NobodyWaitsForAProbe() throws InterruptedException {
    store.commit(
        new LeaseChange(
            Lease.builder(LEASED)
                .version(1)
                .hardwareAddress(Optional.of(Wire.hardware(1)))
                .startsAt(clock.instant())
                .endsAt(clock.instant().plusSeconds(60))
                .build()));
    try (DhcpServer server = start(this::askSlowly)) {
      try {
        meanwhile(server);
      } finally {
        // Closing waits for the probes.
        answer.complete(false);
      }
      String outcome = "";
      while (!outcome.equals("reply")) {
        wire.discover(3);
        outcome = outcomes.take();
        assertThat(outcome).isIn("reply", "PROBING");
      }
    }
  }

  private void meanwhile(DhcpServer server) throws InterruptedException {
    for (int i = 0; i < 8; i++) {
      assertThat(begun.take()).isNotEqualTo(LEASED);
    }
    wire.discover(1);
    assertThat(outcomes.take()).isEqualTo("reply");
    wire.discover(2);
    assertThat(outcomes.take()).isEqualTo("PROBING");
    clock.advance(Duration.ofSeconds(61));
    LeaseEvent ended = events.take();
    assertThat(ended.kind()).isEqualTo(Kind.EXPIRED);
    assertThat(ended.lease().address()).isEqualTo(LEASED);
    assertThat(server.poolUsage().get(0).free()).isEqualTo(191);
  }

  // A server that is closed waits for the probes that have begun, and what they find is stored.
  @Test
  void closeWaitsForProbes() throws InterruptedException {
    DhcpServer server = start(this::askSlowly);
    for (int i = 0; i < 8; i++) {
      begun.take();
    }
    Thread closer = new Thread(server::close, "closer");
    closer.start();
    while (server.state() != ServerState.CLOSING) {
      Thread.onSpinWait();
    }
    answer.complete(true);
    closer.join();
    assertThat(server.state()).isEqualTo(ServerState.CLOSED);
    assertThat(events).hasSize(8).allMatch(event -> event.kind() == Kind.QUARANTINED);
  }

  // A probe cannot close the server, whose thread it has, and goes on.
  @Test
  void closeFromAProbe() {
    CompletableFuture<DhcpServer> running = new CompletableFuture<>();
    CompletableFuture<Throwable> refused = new CompletableFuture<>();
    AddressProbe closing =
        address -> {
          try {
            running.join().close();
          } catch (IllegalStateException e) {
            refused.complete(e);
          }
          return false;
        };
    try (DhcpServer server = start(closing)) {
      running.complete(server);
      assertThat(refused.join()).hasMessageContaining("call it from another thread");
    }
  }
}
