package io.leasehold.dhcp.examples.readme;

import static io.leasehold.dhcp.testkit.DhcpAssertions.assertThat;
import static io.leasehold.dhcp.testkit.network.Impairment.drop;
import static io.leasehold.dhcp.testkit.network.Impairment.isA;
import static io.leasehold.dhcp.testkit.network.Impairment.nth;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.RelayAgentInformation;
import io.leasehold.dhcp.codec.option.RelayAgentOptions;
import io.leasehold.dhcp.codec.value.MessageType;
import io.leasehold.dhcp.examples.store.MapLeaseStore;
import io.leasehold.dhcp.server.DhcpServer;
import io.leasehold.dhcp.server.config.ServerConfig;
import io.leasehold.dhcp.server.config.Subnet;
import io.leasehold.dhcp.server.policy.LeasePolicy;
import io.leasehold.dhcp.server.policy.PolicyRequest;
import io.leasehold.dhcp.server.policy.Terms;
import io.leasehold.dhcp.server.policy.Verdict;
import io.leasehold.dhcp.testkit.DhcpTestClient;
import io.leasehold.dhcp.testkit.LeasePolicyContract;
import io.leasehold.dhcp.testkit.ScriptedServer;
import io.leasehold.dhcp.testkit.TestServer;
import io.leasehold.dhcp.testkit.simulation.SimulatedNetwork;
import io.leasehold.dhcp.testkit.simulation.Temper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The examples of the guide to tests do what the guide says. */
class TestingGuideTest {

  private static final ServerConfig CONFIG =
      ServerConfig.of(
          Subnet.builder("192.0.2.0/24").pool("192.0.2.10-192.0.2.20").build(),
          Subnet.builder("198.51.100.0/24").pool("198.51.100.10-198.51.100.20").build());

  /** What a product adds to a server. */
  static final class MyProduct {

    final List<String> inventory = new ArrayList<>();

    DhcpServer start(DhcpServer.Builder builder) {
      return builder.listener(event -> inventory.add(event.lease().address().toString())).start();
    }
  }

  // A product starts the server, and its part is seen to work.
  @Test
  void productStartsTheServer() {
    MyProduct product = new MyProduct();
    try (TestServer server =
        TestServer.builder().config(CONFIG).startedBy(product::start).start()) {
      String address = server.client().bind().address().toString();
      assertThat(product.inventory).containsExactly(address);
    }
  }

  // A client lives beside the test, and clients behind a relay agent are served.
  @Test
  void timePasses() {
    try (TestServer server = TestServer.builder().config(CONFIG).start()) {
      DhcpTestClient client = server.newClient("02:00:00:00:00:01").build();
      server.inBackground(() -> client.live(Duration.ofDays(7)));
      server.advance(Duration.ofHours(5));
      assertThat(client.lease()).isPresent();

      RelayAgentInformation line =
          RelayAgentInformation.of(RelayAgentOptions.CIRCUIT_ID, Octets.ofText("eth1/7"));
      assertThat(server.relay("198.51.100.1", line).client().bind()).isFrom("192.0.2.1");
    }
  }

  // The network, another server, and the store misbehave.
  @Test
  void thingsGoWrong() {
    try (TestServer server = TestServer.start()) {
      server.network().impair(drop(nth(2, isA(MessageType.OFFER))));
      server.client().bind();
      server.client().bind();

      server.faults().failCommits();
      assertThat(server.client().tryBind()).isEmpty();
      server.faults().heal();

      ScriptedServer rogue = server.scripted("192.0.2.2", TestingGuideTest::offerWithoutLeaseTime);
      rogue.delay(Duration.ofSeconds(3));
      assertThat(server.client().bind()).isFrom("192.0.2.1");
    }
  }

  static Optional<DhcpMessage> offerWithoutLeaseTime(DhcpMessage request, Ipv4Address server) {
    return Optional.of(
        ScriptedServer.reply(request, MessageType.OFFER, server)
            .yiaddr(Ipv4Address.parse("192.0.2.66"))
            .build());
  }

  // The same on a real socket.
  @Test
  void serverIsOnUdp() {
    try (TestServer server = TestServer.builder().config(CONFIG).onUdp().start()) {
      DhcpTestClient client = server.client();
      client.bind();
      server.advance(Duration.ofHours(2));
      assertThat(client.lease()).isEmpty();
    }
  }

  // A store works under a server whose other servers, clients and network are no good.
  @Test
  void networkIsSimulated() {
    SimulatedNetwork.seed(42).run().assertAllKept();
    SimulatedNetwork.seed(42).store(MapLeaseStore::new).run().assertAllKept();
    SimulatedNetwork.seed(42)
        .scenario(network -> network.noClients().clients(Temper.ROAMING, 20).poolSize(30))
        .run()
        .assertAllKept();
  }

  /** Grants guests ten minutes. */
  static final class MyPolicy implements LeasePolicy {

    @Override
    public Verdict evaluate(PolicyRequest request) {
      return request.message().option(DhcpOptions.HOSTNAME).isPresent()
          ? Verdict.USUAL
          : Verdict.grant(Terms.USUAL.withLeaseTime(Duration.ofMinutes(10)));
    }
  }

  /** The policy does what a server asks of it. */
  @Nested
  class MyPolicyTest extends LeasePolicyContract {

    @Override
    protected LeasePolicy newPolicy() {
      return new MyPolicy();
    }
  }

  // And it does what it is for.
  @Test
  void guestsHaveTenMinutes() {
    try (TestServer server = TestServer.builder().policy(new MyPolicy()).start()) {
      DhcpTestClient known =
          server
              .newClient("02:00:00:00:00:01")
              .messages(message -> message.option(DhcpOptions.HOSTNAME, "known"))
              .build();
      assertThat(known.bind()).lasts(Duration.ofHours(1));
      assertThat(server.client().bind()).lasts(Duration.ofMinutes(10));
    }
  }
}
