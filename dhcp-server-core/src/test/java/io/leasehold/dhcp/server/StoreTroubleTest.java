package io.leasehold.dhcp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.Decision.Silence;
import io.leasehold.dhcp.server.LeaseEvent.Kind;
import io.leasehold.dhcp.server.config.ServerConfig;
import io.leasehold.dhcp.server.config.Subnet;
import io.leasehold.dhcp.server.store.Lease;
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

  private DhcpServer start() {
    return DhcpServer.builder(CONFIG)
        .lanes(1)
        .store(store)
        .storeTimeout(Duration.ofMillis(200))
        .listener(listener)
        .transport(wire)
        .start();
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

  // A server can be closed while its store does not return.
  @Test
  void closeWhileStalled() throws InterruptedException {
    DhcpServer server = start();
    store.stallCommits();
    wire.request(1, "192.0.2.10");
    assertThat(outcomes.take()).isEqualTo("STORE_FAILED");
    server.close();
    assertThat(server.state()).isEqualTo(ServerState.CLOSED);
    assertThat(server.counters().silences()).containsEntry(SilenceReason.STORE_FAILED, 1L);
    store.goOn();
    assertThat(Optional.ofNullable(leases.take())).isPresent();
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
