package io.leasehold.dhcp.testkit.products;

import static io.leasehold.dhcp.testkit.DhcpAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.RelayAgentInformation;
import io.leasehold.dhcp.codec.option.RelayAgentOptions;
import io.leasehold.dhcp.codec.value.MessageType;
import io.leasehold.dhcp.server.LeaseEvent;
import io.leasehold.dhcp.server.SilenceReason;
import io.leasehold.dhcp.server.config.ServerConfig;
import io.leasehold.dhcp.server.config.Subnet;
import io.leasehold.dhcp.server.policy.Terms;
import io.leasehold.dhcp.server.policy.Verdict;
import io.leasehold.dhcp.server.store.InMemoryLeaseStore;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseStore;
import io.leasehold.dhcp.server.transport.Destination.Delivery;
import io.leasehold.dhcp.testkit.ClientException;
import io.leasehold.dhcp.testkit.ClientLease;
import io.leasehold.dhcp.testkit.ClientState;
import io.leasehold.dhcp.testkit.DhcpTestClient;
import io.leasehold.dhcp.testkit.Exchange;
import io.leasehold.dhcp.testkit.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** A product's test meets the real server on a network in memory, in virtual time. */
class TestServerTest {

  private static final Duration LEASE = Duration.ofHours(1);
  private static final Subnet SUBNET =
      Subnet.builder("192.0.2.0/24").pool("192.0.2.10-192.0.2.11").leaseTime(LEASE).build();

  // A client obtains an address, and the test sees what the server has made of each message.
  @Test
  void exchangesAreTakenInOrder() {
    try (TestServer server = TestServer.start()) {
      ClientLease lease = server.client("02:00:00:00:00:01").bind();
      assertThat(lease).isOf("192.0.2.10").isFrom("192.0.2.1");
      assertThat(server.takeExchange())
          .asked(MessageType.DISCOVER)
          .offered("192.0.2.10")
          .by(Delivery.HARDWARE_UNICAST)
          .to("192.0.2.10")
          .toPort(68)
          .withOption(DhcpOptions.ROUTER, List.of(Ipv4Address.parse("192.0.2.1")))
          .withoutOption(DhcpOptions.HOSTNAME);
      assertThat(server.takeExchange()).asked(MessageType.REQUEST).acknowledged("192.0.2.10");
    }
  }

  // A client lives as RFC 2131 has it: it renews at T1, rebinds at T2 when its server is away, and
  // loses its address at the end.
  @Test
  void clientLivesItsWholeLife() {
    try (TestServer server = TestServer.builder().subnet(SUBNET).start()) {
      List<Optional<ClientLease>> told = new ArrayList<>();
      DhcpTestClient client = server.newClient("02:00:00:00:00:01").onLease(told::add).build();
      Instant begin = server.clock().instant();
      server.inBackground(() -> client.live(Duration.ofDays(1)));

      server.advance(Duration.ofMinutes(29));
      assertThat(client.state()).isEqualTo(ClientState.BOUND);
      assertThat(told).hasSize(1);
      server.advance(Duration.ofMinutes(2));
      assertThat(told).hasSize(2);
      ClientLease renewed = told.get(1).orElseThrow();
      assertThat(Duration.between(begin, renewed.since()))
          .isBetween(LEASE.dividedBy(2), Duration.ofMinutes(31));

      server.faults().failReads();
      server.advance(Duration.ofMinutes(45));
      assertThat(client.state()).isEqualTo(ClientState.RENEWING);
      server.advance(Duration.ofMinutes(10));
      assertThat(client.state()).isEqualTo(ClientState.REBINDING);
      server.advance(Duration.ofMinutes(10));
      assertThat(told).hasSize(3).endsWith(Optional.empty());
      server.faults().heal();
      server.advance(Duration.ofMinutes(2));
      assertThat(client.lease()).isPresent();
    }
  }

  // What nobody answers is sent again after 4, 8, 16 and 32 seconds, each give or take one (RFC
  // 2131 section 4.1).
  @Test
  void clientSendsAgainWithLongerAndLongerWaits() {
    try (TestServer server = TestServer.builder().subnet(SUBNET).start()) {
      server.faults().failReads();
      DhcpTestClient client = server.newClient("02:00:00:00:00:01").attempts(5).build();
      assertThat(client.tryBind()).isEmpty();
      List<Instant> sent = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        Exchange exchange = server.takeExchange();
        assertThat(exchange).asked(MessageType.DISCOVER).silent(SilenceReason.STORE_FAILED);
        sent.add(exchange.time());
      }
      for (int i = 1; i < sent.size(); i++) {
        Duration wait = Duration.ofSeconds(2L << i);
        assertThat(Duration.between(sent.get(i - 1), sent.get(i)))
            .isBetween(wait.minusSeconds(1), wait.plusSeconds(1).plusMillis(1));
      }
    }
  }

  // Offers, leases and quarantines end when time passes, and listeners are told.
  @Test
  void whatIsDueHappensWhenTimePasses() {
    List<LeaseEvent.Kind> told = new ArrayList<>();
    try (TestServer server =
        TestServer.builder().subnet(SUBNET).listener(event -> told.add(event.kind())).start()) {
      server.client().bind();
      server.client().bind();
      assertThat(server.client().tryBind()).isEmpty();
      server.advance(LEASE.plusSeconds(2));
      assertThat(told)
          .containsExactly(
              LeaseEvent.Kind.LEASED,
              LeaseEvent.Kind.LEASED,
              LeaseEvent.Kind.EXPIRED,
              LeaseEvent.Kind.EXPIRED);
      assertThat(server.client().bind()).isOf("192.0.2.10");
    }
  }

  // Clients behind a relay agent get addresses of its subnet, and renew without it.
  @Test
  void relayedClientsAreServed() {
    try (TestServer server = TestServer.builder().subnet(SUBNET, behind("198.51.100")).start()) {
      RelayAgentInformation line =
          RelayAgentInformation.of(RelayAgentOptions.CIRCUIT_ID, Octets.ofText("eth1/7"));
      DhcpTestClient client = server.relay("198.51.100.1", line).client();
      assertThat(client.bind())
          .isOf("198.51.100.10")
          .withoutOption(DhcpOptions.RELAY_AGENT_INFORMATION);
      assertThat(server.takeExchange())
          .offered("198.51.100.10")
          .to("198.51.100.1")
          .toPort(67)
          .withOption(DhcpOptions.RELAY_AGENT_INFORMATION, line);
      server.forgetExchanges();
      client.renew();
      assertThat(server.takeExchange()).acknowledged("198.51.100.10").to("198.51.100.10");
    }
  }

  // A relay agent of another network that selects the link has its clients in that one's subnet.
  @Test
  void relayAgentSelectsTheLink() {
    try (TestServer server = TestServer.builder().subnet(SUBNET, behind("198.51.100")).start()) {
      RelayAgentInformation link =
          RelayAgentInformation.of(
              RelayAgentOptions.LINK_SELECTION, Ipv4Address.parse("198.51.100.0"));
      DhcpTestClient client = server.relay("203.0.113.1", link).client();
      assertThat(client.bind()).isOf("198.51.100.10");
      assertThat(client.renew()).isOf("198.51.100.10");
      assertThat(server.takeExchange()).to("203.0.113.1");
    }
  }

  private static Subnet behind(String prefix) {
    return Subnet.builder(prefix + ".0/24").pool(prefix + ".10-" + prefix + ".20").build();
  }

  // The other verbs of a client do what their names say.
  @Test
  void clientsHaveTheirVerbs() {
    try (TestServer server = TestServer.builder().subnet(SUBNET).start()) {
      DhcpTestClient client = server.client();
      client.bind();
      client.release();
      server.advance(Duration.ofSeconds(1));
      assertThat(stored(server, "192.0.2.10").isBoundAt(server.clock().instant())).isFalse();
      assertThat(client.reboot(Ipv4Address.parse("192.0.2.10"))).isOf("192.0.2.10");
      assertThat(client.rebind()).isOf("192.0.2.10");
      client.decline();
      assertThat(client.bind()).isOf("192.0.2.11");
      DhcpMessage ack = server.client().inform(Ipv4Address.parse("192.0.2.99"));
      assertThat(ack.yiaddr().isUnspecified()).isTrue();
      assertThatThrownBy(() -> server.client().reboot(Ipv4Address.parse("203.0.113.1")))
          .isInstanceOf(ClientException.class)
          .hasMessageContainingAll(
              "reboot with 203.0.113.1", "it sent, 4 times", "and nothing came back");
    }
  }

  private static Lease stored(TestServer server, String address) {
    return server.store().findByAddress(Ipv4Address.parse(address)).orElseThrow();
  }

  // The parts of a server are those of the builder, and a product's own code may start it.
  @Test
  void productStartsTheServer() {
    LeaseStore store = new InMemoryLeaseStore();
    ServerConfig config = ServerConfig.of(SUBNET);
    List<LeaseEvent> told = new ArrayList<>();
    try (TestServer server =
        TestServer.builder()
            .config(config)
            .address("192.0.2.2")
            .startingAt(Instant.parse("2030-01-01T00:00:00Z"))
            .store(store)
            .reservations(host -> Optional.empty())
            .policy(request -> Verdict.grant(Terms.USUAL.withLeaseTime(Duration.ofMinutes(7))))
            .startedBy(builder -> builder.listener(told::add).start())
            .start()) {
      ClientLease lease = server.client().bind();
      assertThat(lease).isFrom("192.0.2.2").lasts(Duration.ofMinutes(7));
      assertThat(lease.since()).isAfterOrEqualTo("2030-01-01T00:00:00Z");
      assertThat(told).hasSize(1);
      assertThat(store.findByAddress(lease.address())).isPresent();
      assertThat(server.store()).isSameAs(store);
      assertThat(server.server().config()).isSameAs(config);
    }
  }

  // What happens on the network is the same each time, to the nanosecond.
  @Test
  void everyRunIsTheSame() {
    assertThat(troubledRun()).isEqualTo(troubledRun());
  }

  private static String troubledRun() {
    try (TestServer server = TestServer.builder().subnet(SUBNET).start()) {
      for (int i = 0; i < 3; i++) {
        DhcpTestClient client = server.client();
        server.inBackground(() -> client.live(Duration.ofDays(1)));
      }
      server.advance(Duration.ofHours(3));
      return server.ladder();
    }
  }

  // Servers do not know of each other, whatever the threads that they run on.
  @Test
  void serversRunInParallel() throws InterruptedException {
    List<String> found = new CopyOnWriteArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      threads.add(
          new Thread(
              () -> {
                try (TestServer server = TestServer.start()) {
                  for (int j = 0; j < 20; j++) {
                    found.add(server.client().bind().address().toString());
                  }
                }
              }));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(found).hasSize(80);
    assertThat(found.stream().filter("192.0.2.29"::equals)).hasSize(4);
  }

  // No thread is left when a test server is closed, whatever goes on then.
  @Test
  void noThreadIsLeft() throws InterruptedException {
    LeftThreads left = LeftThreads.named("virtual-time");
    TestServer server = TestServer.start();
    DhcpTestClient client = server.client();
    server.inBackground(() -> client.live(Duration.ofDays(1)));
    server.faults().stallCommits(Duration.ofDays(1));
    server.advance(Duration.ofSeconds(10));
    server.close();
    server.close();
    left.assertNone();
  }

  // Two reconfigurations at once, of which the first waits for the store, are made in turn.
  @Test
  void reconfigurationsTakeTurns() {
    ServerConfig first = config("192.0.2.50-192.0.2.59");
    ServerConfig second = config("192.0.2.60-192.0.2.69");
    try (TestServer server = TestServer.start()) {
      server.client().bind();
      server.faults().stallReads(Duration.ofSeconds(5));
      server.inBackground(() -> server.server().reconfigure(first));
      server.advance(Duration.ofSeconds(1));
      server.server().reconfigure(second);
      assertThat(server.server().config()).isSameAs(second);
    }
  }

  private static ServerConfig config(String pool) {
    return ServerConfig.of(Subnet.builder("192.0.2.0/24").pool(pool).build());
  }

  // What fails beside the test fails the test.
  @Test
  void failureInBackgroundIsThrown() {
    TestServer server = TestServer.start();
    server.inBackground(
        () -> {
          throw new IllegalStateException("on purpose");
        });
    assertThatThrownBy(() -> server.advance(Duration.ofSeconds(1)))
        .hasMessageContaining("on purpose");
    server.close();
  }
}
