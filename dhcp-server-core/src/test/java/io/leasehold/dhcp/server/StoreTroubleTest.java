package io.leasehold.dhcp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.Decision.Silence;
import io.leasehold.dhcp.server.LeaseEvent.Kind;
import io.leasehold.dhcp.server.config.ServerConfig;
import io.leasehold.dhcp.server.config.Subnet;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseChange;
import io.leasehold.dhcp.server.transport.InboundDatagram;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server whose store does not return. */
@Timeout(60)
class StoreTroubleTest {

  private static final ServerConfig CONFIG =
      ServerConfig.of(Subnet.builder("192.0.2.0/24").pool("192.0.2.10-192.0.2.200").build());

  private final Wire wire = new Wire();
  private final StallingStore store = new StallingStore();
  private final BlockingQueue<String> outcomes = new LinkedBlockingQueue<>();
  private final BlockingQueue<LeaseEvent> leases = new LinkedBlockingQueue<>();
  private final List<ServerState> states = new CopyOnWriteArrayList<>();

  private final ServerListener listener =
      new ServerListener() {
        @Override
        public void onLease(LeaseEvent event) {
          leases.add(event);
        }

        @Override
        public void onDecision(InboundDatagram datagram, Decision decision) {
          outcomes.add(
              decision instanceof Silence silence
                  ? silence.reason().name()
                  : ((Decision.Reply) decision).message().messageType().orElseThrow().name());
        }

        @Override
        public void onStateChange(ServerState before, ServerState now, String why) {
          assertThat(before).isEqualTo(states.isEmpty() ? ServerState.RUNNING : last());
          states.add(now);
        }

        private ServerState last() {
          return states.get(states.size() - 1);
        }
      };

  private DhcpServer.Builder builder() {
    return DhcpServer.builder(CONFIG)
        .lanes(1)
        .store(store)
        .storeTimeout(Duration.ofMillis(200))
        .listener(listener)
        .transport(wire);
  }

  private DhcpServer start() {
    return builder().start();
  }

  // A commit that does not return costs its clients their ACK, and nobody else anything: others
  // are offered addresses and informed, and in the end the client gets what it has asked for.
  @Test
  @Tag("ROB-02")
  void rob02StalledCommit() throws InterruptedException {
    try (DhcpServer server = start()) {
      store.stallCommits();
      wire.request(1, "192.0.2.10");
      assertThat(outcomes.take()).isEqualTo("STORE_FAILED");
      assertThat(server.state()).isEqualTo(ServerState.DEGRADED);
      wire.inform(2, "192.0.2.9");
      assertThat(outcomes.take()).isEqualTo("ACK");
      retry(() -> wire.discover(3), "OFFER");
      assertThat(leases).isEmpty();

      store.goOn();
      LeaseEvent late = leases.take();
      assertThat(late.kind()).isEqualTo(Kind.LEASED);
      assertThat(late.lease().hardwareAddress()).contains(Wire.hardware(1));
      retry(() -> wire.request(1, "192.0.2.10"), "ACK");
      assertThat(server.state()).isEqualTo(ServerState.RUNNING);
      assertThat(states).startsWith(ServerState.DEGRADED).endsWith(ServerState.RUNNING);
    }
    assertThat(states).endsWith(ServerState.CLOSING, ServerState.CLOSED);
  }

  // An address whose commit comes late goes to nobody else meanwhile, or afterwards.
  @Test
  @Tag("ROB-02")
  void rob02NoAddressTwice() throws InterruptedException {
    try (DhcpServer server = start()) {
      assertThat(server.state()).isEqualTo(ServerState.RUNNING);
      store.stallCommits();
      wire.request(1, "192.0.2.10");
      assertThat(outcomes.take()).isEqualTo("STORE_FAILED");
      wire.request(2, "192.0.2.10");
      assertThat(outcomes.take()).isEqualTo("STORE_FAILED");
      store.goOn();
      Lease first = leases.take().lease();
      retry(() -> wire.request(3, "192.0.2.10"), "NAK");
      retry(() -> wire.discover(4), "OFFER");
      assertThat(store.findByAddress(Ipv4Address.parse("192.0.2.10"))).contains(first);
      assertThat(first.version()).isEqualTo(1);
    }
  }

  // A store that never answers is not called for ever: it has a bounded number of calls in hand.
  @Test
  @Tag("ROB-02")
  void rob02BoundedCalls() throws InterruptedException {
    try (DhcpServer server = start()) {
      store.stallCommits();
      for (int client = 1; client <= 12; client++) {
        wire.request(client, "192.0.2." + (10 + client));
        assertThat(outcomes.take()).isEqualTo("STORE_FAILED");
      }
      assertThat(store.commits).hasValue(8);
      store.goOn();
      retry(() -> wire.request(50, "192.0.2.100"), "ACK");
      assertThat(server.state()).isEqualTo(ServerState.RUNNING);
    } finally {
      store.goOn();
    }
  }

  // A read that does not return costs whoever needs leases, and not whoever needs none.
  @Test
  @Tag("ROB-02")
  void rob02StalledRead() throws InterruptedException {
    try (DhcpServer server = start()) {
      store.stallReads();
      wire.discover(1);
      assertThat(outcomes.take()).isEqualTo("STORE_FAILED");
      wire.inform(2, "192.0.2.9");
      assertThat(outcomes.take()).isEqualTo("ACK");
      assertThat(server.state()).isEqualTo(ServerState.DEGRADED);
      store.goOn();
      retry(() -> wire.discover(1), "OFFER");
      assertThat(server.state()).isEqualTo(ServerState.RUNNING);
    }
  }

  // Ends of leases that cannot be read are told when the store can be read again.
  @Test
  @Tag("ROB-02")
  void rob02EndsAfterAStall() throws InterruptedException {
    SettableClock clock = new SettableClock();
    store.commit(
        new LeaseChange(
            Lease.builder(Ipv4Address.parse("192.0.2.10"))
                .version(1)
                .hardwareAddress(Optional.of(Wire.hardware(1)))
                .startsAt(clock.instant())
                .endsAt(clock.instant().plusSeconds(60))
                .build()));
    try (DhcpServer server = builder().clock(clock).start()) {
      store.stallReads();
      clock.advance(Duration.ofSeconds(61));
      await(server, ServerState.DEGRADED);
      wire.inform(2, "192.0.2.9");
      assertThat(outcomes.take()).isEqualTo("ACK");
      assertThat(leases).isEmpty();
      store.goOn();
      assertThat(leases.take().kind()).isEqualTo(Kind.EXPIRED);
      await(server, ServerState.RUNNING);
    } finally {
      store.goOn();
    }
    assertThat(leases).isEmpty();
  }

  // A squatter that is found while commits do not return is told once, when one does.
  @Test
  @Tag("ROB-02")
  void rob02LateQuarantine() throws InterruptedException {
    store.stallCommits();
    Ipv4Address squatter = Ipv4Address.parse("192.0.2.10");
    try (DhcpServer server = builder().probe(squatter::equals).start()) {
      await(server, ServerState.DEGRADED);
      assertThat(leases).isEmpty();
      store.goOn();
      LeaseEvent event = leases.take();
      assertThat(event.kind()).isEqualTo(Kind.QUARANTINED);
      assertThat(event.lease().address()).isEqualTo(squatter);
      assertThat(server.poolUsage().get(0).quarantined()).isEqualTo(1);
    } finally {
      store.goOn();
    }
    assertThat(leases).isEmpty();
  }

  private static void await(DhcpServer server, ServerState state) {
    while (server.state() != state) {
      Thread.onSpinWait();
    }
  }

  // A server can be closed while its store does not return, whatever it is asked for.
  @Test
  void closeWhileStalled() throws InterruptedException {
    DhcpServer server = builder().probe(address -> true).start();
    store.stallCommits();
    store.stallReads();
    for (int client = 1; client <= 3; client++) {
      wire.request(client, "192.0.2.10");
    }
    assertThat(outcomes.take()).isEqualTo("STORE_FAILED");
    server.close();
    assertThat(server.state()).isEqualTo(ServerState.CLOSED);
    assertThat(server.counters().silences()).containsEntry(SilenceReason.STORE_FAILED, 3L);
    store.goOn();
  }

  // A commit that comes back after the server is closed is told all the same.
  @Test
  void commitAfterClose() throws InterruptedException {
    DhcpServer server = start();
    store.stallCommits();
    wire.request(1, "192.0.2.10");
    assertThat(outcomes.take()).isEqualTo("STORE_FAILED");
    server.close();
    assertThat(server.state()).isEqualTo(ServerState.CLOSED);
    store.goOn();
    assertThat(leases.take().kind()).isEqualTo(Kind.LEASED);
  }

  // A time in which no store can answer is refused.
  @Test
  void timeoutOfNothing() {
    assertThatThrownBy(() -> DhcpServer.builder(CONFIG).storeTimeout(Duration.ZERO))
        .hasMessage("storeTimeout PT0S: expected more than nothing");
  }

  /** Asks until the answer is the expected one: on a slow machine a call may seem to be stuck. */
  private void retry(Runnable ask, String expected) throws InterruptedException {
    String outcome;
    do {
      ask.run();
      outcome = outcomes.take();
      assertThat(outcome).isIn(expected, "STORE_FAILED");
    } while (!outcome.equals(expected));
  }
}
