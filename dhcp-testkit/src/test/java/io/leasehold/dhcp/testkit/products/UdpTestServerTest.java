package io.leasehold.dhcp.testkit.products;

import static io.leasehold.dhcp.testkit.DhcpAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.RelayAgentInformation;
import io.leasehold.dhcp.codec.option.RelayAgentOptions;
import io.leasehold.dhcp.codec.value.MessageType;
import io.leasehold.dhcp.server.LeaseEvent;
import io.leasehold.dhcp.server.SilenceReason;
import io.leasehold.dhcp.server.config.Subnet;
import io.leasehold.dhcp.testkit.DhcpTestClient;
import io.leasehold.dhcp.testkit.Exchange;
import io.leasehold.dhcp.testkit.TestServer;
import io.leasehold.dhcp.testkit.TestServerBuilder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** The same test server on real sockets of loopback. */
class UdpTestServerTest {

  private static final Duration LEASE = Duration.ofHours(1);

  private static TestServerBuilder onUdp() {
    return TestServer.builder().subnet(subnet("192.0.2"), subnet("198.51.100")).onUdp();
  }

  private static Subnet subnet(String prefix) {
    return Subnet.builder(prefix + ".0/24")
        .pool(prefix + ".10-" + prefix + ".20")
        .leaseTime(LEASE)
        .build();
  }

  // A client obtains an address, renews it, gives it back, and the test sees each exchange.
  @Test
  void clientIsServedOverUdp() {
    try (TestServer server = onUdp().start()) {
      DhcpTestClient client = server.client();
      assertThat(client.bind()).isOf("192.0.2.10").isFrom("127.0.0.1").lasts(LEASE);
      assertThat(client.renew()).isOf("192.0.2.10");
      client.release();
      assertThat(server.takeExchange()).offered("192.0.2.10").to("127.0.0.1");
      assertThat(server.takeExchange()).acknowledged("192.0.2.10");
      Exchange renewal = server.takeExchange();
      assertThat(renewal).acknowledged("192.0.2.10");
      assertThat(renewal.request().orElseThrow().ciaddr()).hasToString("192.0.2.10");
      assertThat(server.takeExchange()).asked(MessageType.RELEASE).silent(SilenceReason.RELEASED);
    }
  }

  // Clients have sockets of their own, and those behind a relay agent addresses of its subnet.
  @Test
  void relayedClientsAreServedOverUdp() {
    try (TestServer server = onUdp().start()) {
      RelayAgentInformation line =
          RelayAgentInformation.of(RelayAgentOptions.CIRCUIT_ID, Octets.ofText("eth1/7"));
      DhcpTestClient beside = server.client();
      DhcpTestClient behind = server.relay("198.51.100.1", line).client();
      assertThat(behind.bind())
          .isOf("198.51.100.10")
          .withoutOption(DhcpOptions.RELAY_AGENT_INFORMATION);
      assertThat(beside.bind()).isOf("192.0.2.10");
      Exchange exchange = server.takeExchange();
      assertThat(exchange.request().orElseThrow().option(DhcpOptions.RELAY_AGENT_INFORMATION))
          .hasValueSatisfying(
              it ->
                  assertThat(it.get(RelayAgentOptions.CIRCUIT_ID))
                      .contains(Octets.ofText("eth1/7")));
    }
  }

  // Turning the clock ends leases, for the server as for the client, and listeners are told of it.
  @Test
  void clockIsTurned() {
    List<LeaseEvent.Kind> told = new CopyOnWriteArrayList<>();
    try (TestServer server = onUdp().listener(event -> told.add(event.kind())).start()) {
      DhcpTestClient client = server.client();
      client.bind();
      server.advance(LEASE.plusSeconds(2));
      assertThat(told).containsExactly(LeaseEvent.Kind.LEASED, LeaseEvent.Kind.EXPIRED);
      assertThat(client.lease()).isEmpty();
    }
  }

  // What is no message reaches the server as it is.
  @Test
  void rubbishIsSentAsItIs() {
    try (TestServer server = onUdp().start()) {
      server.client().sendRaw(Octets.of(1, 2, 3), Ipv4Address.UNSPECIFIED, Ipv4Address.BROADCAST);
      Exchange exchange = server.takeExchange();
      assertThat(exchange).silent(SilenceReason.MALFORMED);
      assertThat(exchange.datagram().payload()).isEqualTo(Octets.of(1, 2, 3));
    }
  }

  // There is no network in memory to be had, and the message says what to do.
  @Test
  void networkIsForServersInMemory() {
    try (TestServer server = onUdp().start()) {
      assertThatThrownBy(server::network)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("leave out onUdp()");
    }
  }

  // No thread is left when it is closed, even where the store is stuck.
  @Test
  void noThreadIsLeftOnUdp() throws InterruptedException {
    LeftThreads left = LeftThreads.named("leasehold-");
    try (TestServer server = onUdp().start()) {
      server.client().bind();
      server.faults().stallReads(Duration.ofDays(1));
      server.client().send(server.client().message(MessageType.DISCOVER).build());
      server.advance(Duration.ofSeconds(1));
    }
    left.assertNone();
  }
}
