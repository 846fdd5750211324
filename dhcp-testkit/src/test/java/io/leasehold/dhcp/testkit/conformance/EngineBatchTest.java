package io.leasehold.dhcp.testkit.conformance;

import static io.leasehold.dhcp.testkit.conformance.Ask.A;
import static io.leasehold.dhcp.testkit.conformance.Ask.B;
import static io.leasehold.dhcp.testkit.conformance.Ask.client;
import static io.leasehold.dhcp.testkit.conformance.Ask.discover;
import static io.leasehold.dhcp.testkit.conformance.Ask.inform;
import static io.leasehold.dhcp.testkit.conformance.Ask.initReboot;
import static io.leasehold.dhcp.testkit.conformance.Ask.release;
import static io.leasehold.dhcp.testkit.conformance.Ask.renewing;
import static io.leasehold.dhcp.testkit.conformance.Ask.selecting;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.server.Decision;
import io.leasehold.dhcp.server.Decision.Reply;
import io.leasehold.dhcp.server.Decision.Silence;
import io.leasehold.dhcp.server.DhcpEngine;
import io.leasehold.dhcp.server.LeaseEvent;
import io.leasehold.dhcp.server.ServerListener;
import io.leasehold.dhcp.server.SilenceReason;
import io.leasehold.dhcp.server.config.ServerConfig;
import io.leasehold.dhcp.server.config.Subnet;
import io.leasehold.dhcp.server.policy.Verdict;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseChange;
import io.leasehold.dhcp.server.store.LeaseState;
import io.leasehold.dhcp.server.transport.InboundDatagram;
import io.leasehold.dhcp.testkit.conformance.Lab.Answer;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the engine promises for a batch of datagrams, and for threads and extensions that fail. */
class EngineBatchTest {

  private final WatchedStore store = new WatchedStore();
  private final Lab lab = new Lab();

  EngineBatchTest() {
    lab.store = store;
  }

  // A batch of datagrams that have nothing to do with each other costs one read and one commit.
  @Test
  void oneReadAndOneCommit() {
    lab.bound(client(1), "192.0.2.11");
    lab.bound(client(2), "192.0.2.12");
    lab.bound(client(3), "198.51.100.13");
    assertThat(
            handle(
                renewing(client(1), "192.0.2.11"),
                release(client(2), "192.0.2.12"),
                Ask.decline(client(3), "198.51.100.13").relayed(),
                selecting(client(4), "192.0.2.14"),
                selecting(client(5), "192.0.2.15"),
                selecting(client(6), "192.0.2.200"),
                discover(client(7)),
                discover(client(8)),
                discover(client(9)).relayed(),
                inform(A, "192.0.2.200")))
        .containsExactly(
            "ACK", "RELEASED", "DECLINED", "ACK", "ACK", "NAK", "OFFER", "OFFER", "OFFER", "ACK");
    assertThat(store.reads()).isEqualTo(1);
    assertThat(store.commits()).isEqualTo(1);
  }

  // Where nothing changes nothing is committed, and what nobody must answer is not even read.
  @Test
  void nothingToCommit() {
    handle(discover(A), initReboot(B, "192.0.2.12"));
    assertThat(store.reads()).isEqualTo(1);
    handle(inform(A, "192.0.2.200"), discover(B).with(message -> message.op(2)));
    assertThat(store.reads()).isEqualTo(1);
    assertThat(store.commits()).isZero();
    assertThat(handle()).isEmpty();
  }

  // The messages of one client are handled in their order, each after what came of those before.
  @Test
  @Tag("ROB-04")
  void rob04MessagesOfOneClientInOrder() {
    assertThat(
            handle(
                discover(A).wanting("192.0.2.12"),
                selecting(A, "192.0.2.12"),
                release(A, "192.0.2.12"),
                selecting(B, "192.0.2.12"),
                renewing(A, "192.0.2.12")))
        .containsExactly("OFFER", "ACK", "RELEASED", "ACK", "NAK");
    assertThat(lab.events)
        .extracting(LeaseEvent::kind)
        .containsExactly(
            LeaseEvent.Kind.LEASED,
            LeaseEvent.Kind.RELEASED,
            LeaseEvent.Kind.RECLAIMED,
            LeaseEvent.Kind.LEASED);
    assertThat(lab.isBound("192.0.2.12", B)).isTrue();
  }

  // Two requests of one client for two addresses leave it with the second one.
  @Test
  void requestsOfOneClientForTwoAddresses() {
    assertThat(handle(selecting(A, "192.0.2.12"), selecting(A, "192.0.2.15")))
        .containsExactly("ACK", "ACK");
    assertThat(lab.isBound("192.0.2.12", A)).isFalse();
    assertThat(lab.isBound("192.0.2.15", A)).isTrue();
  }

  // A client may give its address back and take it again.
  @Test
  void releaseBeforeRequest() {
    lab.bound(A, "192.0.2.12");
    assertThat(handle(release(A, "192.0.2.12"), selecting(A, "192.0.2.12")))
        .containsExactly("RELEASED", "ACK");
    assertThat(lab.isBound("192.0.2.12", A)).isTrue();
  }

  // A client that shows itself by another identifier is the same where hardware addresses decide.
  @Test
  void messagesOfOneClientByTwoKeys() {
    assertThat(handle(selecting(A, "192.0.2.12"), release(A, "192.0.2.12").clientId(0, 1)))
        .containsExactly("ACK", "RELEASED");
  }

  // Of several requests for one address the first one gets it.
  @Test
  void requestsForOneAddress() {
    assertThat(
            handle(
                selecting(client(1), "192.0.2.12"),
                selecting(client(2), "192.0.2.12"),
                selecting(client(3), "192.0.2.12")))
        .containsExactly("ACK", "NAK", "NAK");
    assertThat(lab.isBound("192.0.2.12", client(1))).isTrue();
    assertThat(lab.stored("192.0.2.12").orElseThrow().version()).isEqualTo(1);
  }

  // A request and a DISCOVER that would be offered the same address get different ones.
  @Test
  void requestForAnAddressThatIsAboutToBeOffered() {
    List<Decision> decisions = decide(selecting(A, "192.0.2.10"), discover(B));
    assertThat(new Answer((Reply) decisions.get(0)).yiaddr()).isEqualTo("192.0.2.10");
    assertThat(new Answer((Reply) decisions.get(1)).yiaddr()).isEqualTo("192.0.2.11");
  }

  // A store that cannot commit costs the datagrams that change leases: others are answered.
  @Test
  @Tag("ROB-01")
  void rob01CommitFails() {
    store.beforeCommit(WatchedStore.failure());
    lab.bound(client(1), "192.0.2.11");
    assertThat(
            handle(
                discover(A),
                selecting(B, "192.0.2.12"),
                selecting(client(2), "192.0.2.200"),
                release(client(1), "192.0.2.11"),
                inform(client(3), "192.0.2.200")))
        .containsExactly("OFFER", "STORE_FAILED", "NAK", "STORE_FAILED", "ACK");
    assertThat(lab.isBound("192.0.2.11", client(1))).isTrue();
    assertThat(lab.storedLeases()).isEqualTo(1);
    assertThat(lab.events).isEmpty();
    store.beforeCommit(() -> {});
    assertThat(handle(selecting(B, "192.0.2.12"))).containsExactly("ACK");
  }

  // A store that cannot read costs the datagrams that are about leases, and no address is lost.
  @Test
  void readFails() {
    store.beforeRead(WatchedStore.failure());
    assertThat(
            handle(
                discover(A),
                selecting(B, "192.0.2.12"),
                inform(client(3), "192.0.2.200"),
                discover(B).with(message -> message.op(2))))
        .containsExactly("STORE_FAILED", "STORE_FAILED", "ACK", "NOT_A_REQUEST");
    store.beforeRead(() -> {});
    assertThat(lab.offer(discover(B)).yiaddr()).isEqualTo("192.0.2.10");
  }

  // A store that others write to before each commit is given up after some rounds.
  @Test
  void contention() {
    lab.bound(A, "192.0.2.12");
    store.beforeCommit(
        () -> {
          Lease stored = lab.stored("192.0.2.12").orElseThrow();
          store.commit(
              new LeaseChange(
                  stored.next(
                      LeaseState.RELEASED, lab.clock.instant().truncatedTo(ChronoUnit.SECONDS))));
        });
    assertThat(handle(renewing(A, "192.0.2.12"), discover(B)))
        .containsExactly("CONTENTION", "OFFER");
    assertThat(store.commits()).isGreaterThan(1);
  }

  // A policy that throws at one request costs that one, and the address held for it is free.
  @Test
  @Tag("ROB-01")
  void rob01PolicyThrows() {
    lab.engine(
        engine ->
            engine.policy(
                request -> {
                  if (request.message().hardwareAddress().equals(A)) {
                    throw new IllegalStateException("directory is down");
                  }
                  return Verdict.USUAL;
                }));
    assertThat(handle(discover(A), discover(B), selecting(client(1), "192.0.2.20")))
        .containsExactly("POLICY_FAILED", "OFFER", "ACK");
    assertThat(lab.offer(discover(client(2))).yiaddr()).isEqualTo("192.0.2.10");
  }

  // A listener that throws changes nothing.
  @Test
  void listenerThrows() {
    lab.s1(s1 -> s1.option(43, Octets.wrap(new byte[256])));
    lab.engine(
        engine ->
            engine.listener(
                new ServerListener() {
                  @Override
                  public void onDecision(InboundDatagram datagram, Decision decision) {
                    throw new IllegalStateException("decision");
                  }

                  @Override
                  public void onLease(LeaseEvent event) {
                    throw new IllegalStateException("lease");
                  }

                  @Override
                  public void onOmission(InboundDatagram datagram, Reply reply) {
                    throw new IllegalStateException("omission");
                  }
                }));
    assertThat(handle(discover(A).asking(43), selecting(B, "192.0.2.12"), release(A, "192.0.2.13")))
        .containsExactly("OFFER", "ACK", "NOT_THE_HOLDER");
    assertThat(lab.isBound("192.0.2.12", B)).isTrue();
  }

  // However many clients ask by however many threads, each address of a pool goes to one client.
  @Test
  @Tag("ALLOC-13")
  void alloc13Crowd() throws Exception {
    lab.config(
        ServerConfig.builder()
            .subnet(Subnet.builder("192.0.2.0/24").pool("192.0.2.101-192.0.2.200").build())
            .build());
    DhcpEngine engine = lab.engine();
    List<Callable<Stream<String>>> tasks =
        IntStream.range(0, 1000)
            .<Callable<Stream<String>>>mapToObj(number -> () -> join(engine, number).stream())
            .toList();
    List<String> joined = Crowd.run(8, tasks).stream().flatMap(each -> each).toList();
    assertThat(joined).hasSize(100).doesNotHaveDuplicates();
    Set<String> stored = new HashSet<>();
    Set<Object> clients = new HashSet<>();
    store.forEach(
        lease -> {
          assertThat(lease.version()).isEqualTo(1);
          stored.add(lease.address().toString());
          clients.add(lease.hardwareAddress());
        });
    assertThat(stored).containsExactlyInAnyOrderElementsOf(joined);
    assertThat(clients).hasSize(100);
    assertThat(lab.events).hasSize(100);
  }

  private static List<String> join(DhcpEngine engine, int number) {
    Decision decision = engine.handle(discover(client(number)).xid(number).datagram());
    if (decision instanceof Silence silence) {
      assertThat(silence.reason()).isEqualTo(SilenceReason.NO_FREE_ADDRESS);
      return List.of();
    }
    String offered = new Answer((Reply) decision).yiaddr();
    Decision second = engine.handle(selecting(client(number), offered).datagram());
    assertThat(describe(second)).isEqualTo("ACK");
    return List.of(new Answer((Reply) second).yiaddr());
  }

  private List<String> handle(Ask... asks) {
    return decide(asks).stream().map(EngineBatchTest::describe).toList();
  }

  private List<Decision> decide(Ask... asks) {
    List<InboundDatagram> batch = new ArrayList<>();
    for (Ask ask : asks) {
      batch.add(ask.datagram());
    }
    return lab.engine().handle(batch);
  }

  /** Returns the type of a reply, or the reason of a silence. */
  private static String describe(Decision decision) {
    return decision instanceof Silence silence
        ? silence.reason().name()
        : new Answer((Reply) decision).message().messageType().orElseThrow().toString();
  }
}
