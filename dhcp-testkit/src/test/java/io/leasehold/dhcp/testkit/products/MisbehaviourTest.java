package io.leasehold.dhcp.testkit.products;

import static io.leasehold.dhcp.testkit.DhcpAssertions.assertThat;
import static io.leasehold.dhcp.testkit.network.Impairment.corrupt;
import static io.leasehold.dhcp.testkit.network.Impairment.delay;
import static io.leasehold.dhcp.testkit.network.Impairment.drop;
import static io.leasehold.dhcp.testkit.network.Impairment.duplicate;
import static io.leasehold.dhcp.testkit.network.Impairment.fromServers;
import static io.leasehold.dhcp.testkit.network.Impairment.isA;
import static io.leasehold.dhcp.testkit.network.Impairment.nth;
import static io.leasehold.dhcp.testkit.network.Impairment.toServers;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.value.MessageType;
import io.leasehold.dhcp.server.ServerState;
import io.leasehold.dhcp.server.SilenceReason;
import io.leasehold.dhcp.testkit.ClientState;
import io.leasehold.dhcp.testkit.DhcpTestClient;
import io.leasehold.dhcp.testkit.ScriptedServer;
import io.leasehold.dhcp.testkit.ScriptedServer.Script;
import io.leasehold.dhcp.testkit.TestServer;
import io.leasehold.dhcp.testkit.network.RelayAgent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Networks, servers and stores misbehave when a test has them do so. */
class MisbehaviourTest {

  private static final Ipv4Address ROGUE = Ipv4Address.parse("192.0.2.2");

  private final TestServer server = TestServer.start();

  @AfterEach
  void close() {
    server.close();
  }

  private List<MessageType> asked(int count) {
    return Stream.generate(server::takeExchange)
        .limit(count)
        .map(it -> it.request().flatMap(DhcpMessage::messageType).orElseThrow())
        .toList();
  }

  // The second offer is lost, and the client that it was for asks again.
  @Test
  void nthMessageIsLost() {
    server.network().impair(drop(nth(2, isA(MessageType.OFFER))));
    server.client().bind();
    assertThat(asked(2)).containsExactly(MessageType.DISCOVER, MessageType.REQUEST);
    assertThat(server.client().bind()).isOf("192.0.2.11");
    assertThat(asked(3))
        .containsExactly(MessageType.DISCOVER, MessageType.DISCOVER, MessageType.REQUEST);
    assertThat(server.ladder()).contains("(lost)");
  }

  // A late message arrives late, one that is copied twice, and one that is damaged damaged.
  @Test
  void messagesAreLateCopiedAndDamaged() {
    DhcpTestClient client = server.client();
    server.network().impair(delay(isA(MessageType.ACK), Duration.ofSeconds(2)));
    assertThat(Duration.between(server.clock().instant(), bindAt(client)))
        .isGreaterThanOrEqualTo(Duration.ofSeconds(2));
    server.forgetExchanges();

    server.network().impair(duplicate(toServers().and(isA(MessageType.DISCOVER))));
    server.client().bind();
    assertThat(asked(3))
        .containsExactly(MessageType.DISCOVER, MessageType.DISCOVER, MessageType.REQUEST);

    server.network().impair(corrupt(nth(1, toServers()), octets -> octets.slice(0, 100)));
    server.client().bind();
    assertThat(server.takeExchange()).silent(SilenceReason.MALFORMED);
    assertThat(asked(2)).containsExactly(MessageType.DISCOVER, MessageType.REQUEST);
  }

  private Instant bindAt(DhcpTestClient client) {
    client.bind();
    return server.clock().instant();
  }

  // Nothing that servers send arrives: the client keeps its address until its end, and no longer.
  @Test
  void serverIsNotHeard() {
    DhcpTestClient client = server.client();
    client.bind();
    server.network().impair(drop(fromServers()));
    server.advance(Duration.ofMinutes(30));
    server.forgetExchanges();
    assertThat(client.tryRenew()).isEmpty();
    assertThat(server.takeExchange()).acknowledged("192.0.2.10");
    assertThat(client.state()).isEqualTo(ClientState.RENEWING);
    assertThat(client.tryRebind()).isEmpty();
    assertThat(client.lease()).isEmpty();
  }

  // A server that is silent is no help, and its silence is in the list of what it was sent.
  @Test
  void scriptedServerIsSilent() {
    try (ScriptedServer silent = server.scripted("192.0.2.2", Script.SILENCE)) {
      server.client().bind();
      assertThat(silent.received()).hasSize(2);
    }
    server.client().bind();
  }

  // A server that refuses everything takes an address away that another has given.
  @Test
  void scriptedServerRefuses() {
    DhcpTestClient client = server.client();
    client.bind();
    server.faults().failReads();
    server.scripted("192.0.2.2", Script.NAKS);
    assertThat(client.tryRebind()).isEmpty();
    assertThat(client.state()).isEqualTo(ClientState.INIT);
  }

  // A server offers what it should not; when it is late, the client has taken the first offer.
  @Test
  void scriptedServerOffers() {
    Script rogue =
        (request, address) ->
            request
                .messageType()
                .filter(type -> type == MessageType.DISCOVER || type == MessageType.REQUEST)
                .map(type -> offer(request, type));
    ScriptedServer scripted = server.scripted("192.0.2.2", rogue);
    scripted.delay(Duration.ofSeconds(1));
    assertThat(server.client().bind()).isFrom("192.0.2.1");
    scripted.delay(Duration.ZERO);
    server.faults().stallReads(Duration.ofMillis(500));
    assertThat(server.client().bind()).isFrom("192.0.2.2").isOf("192.0.2.66");
    scripted.script(Script.SILENCE);
    assertThat(server.client().bind()).isFrom("192.0.2.1");
  }

  private static DhcpMessage offer(DhcpMessage request, MessageType type) {
    return ScriptedServer.reply(
            request, type == MessageType.DISCOVER ? MessageType.OFFER : MessageType.ACK, ROGUE)
        .yiaddr(Ipv4Address.parse("192.0.2.66"))
        .option(DhcpOptions.ADDRESS_TIME, Duration.ofMinutes(5))
        .build();
  }

  // A scripted server behind a relay agent is answered through it.
  @Test
  void scriptedServerAnswersRelayAgents() {
    server.network().addSegment("far", "198.51.100.0/24");
    ScriptedServer.start(
        server.network(),
        "far",
        Ipv4Address.parse("198.51.100.2"),
        (request, address) -> Optional.of(offer(request, request.messageType().orElseThrow())));
    server
        .network()
        .addRelayAgent(
            new RelayAgent(
                "lan",
                Ipv4Address.parse("192.0.2.9"),
                List.of(Ipv4Address.parse("198.51.100.2")),
                Optional.empty()));
    server.faults().failReads();
    assertThat(server.client().bind()).isOf("192.0.2.66");
  }

  // A store that fails costs answers for as long as it does.
  @Test
  void storeFails() {
    DhcpTestClient client = server.client();
    server.faults().failCommits();
    assertThat(client.tryBind()).isEmpty();
    assertThat(server.takeExchange()).offered("192.0.2.10");
    assertThat(server.takeExchange()).silent(SilenceReason.STORE_FAILED);
    assertThat(server.server().state()).isEqualTo(ServerState.DEGRADED);
    server.faults().heal();
    client.bind();
    assertThat(server.server().state()).isEqualTo(ServerState.RUNNING);
  }

  // A commit that fails after it was made is found by the client that asks again.
  @Test
  void storeFailsAfterwards() {
    server.faults().failAfterCommits();
    DhcpTestClient client = server.client();
    assertThat(client.tryBind()).isEmpty();
    assertThat(server.store().findByAddress(Ipv4Address.parse("192.0.2.10"))).isPresent();
    server.faults().heal();
    assertThat(client.bind()).isOf("192.0.2.10");
  }

  // A store that stalls costs an answer, and no real time.
  @Test
  void storeStalls() {
    server.faults().stallCommits(Duration.ofDays(1));
    DhcpTestClient client = server.newClient("02:00:00:00:00:01").attempts(1).build();
    assertThat(client.tryBind()).isEmpty();
    server.takeExchange();
    assertThat(server.takeExchange()).silent(SilenceReason.STORE_FAILED);
    server.faults().heal();
    client.bind();
  }

  // Conflicts are tried again, until there are too many.
  @Test
  void storeConflicts() {
    server.faults().conflict(1);
    assertThat(server.client().bind()).isOf("192.0.2.10");
    server.forgetExchanges();
    server.faults().conflict(1_000);
    assertThat(server.newClient("02:00:00:00:00:01").attempts(1).build().tryBind()).isEmpty();
    server.takeExchange();
    assertThat(server.takeExchange()).silent(SilenceReason.CONTENTION);
  }
}
