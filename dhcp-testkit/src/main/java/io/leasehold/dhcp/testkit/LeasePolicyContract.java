package io.leasehold.dhcp.testkit;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.Decision;
import io.leasehold.dhcp.server.Decision.Reply;
import io.leasehold.dhcp.server.Decision.Silence;
import io.leasehold.dhcp.server.ServerListener;
import io.leasehold.dhcp.server.SilenceReason;
import io.leasehold.dhcp.server.config.ServerConfig;
import io.leasehold.dhcp.server.config.Subnet;
import io.leasehold.dhcp.server.policy.LeasePolicy;
import io.leasehold.dhcp.server.policy.PolicyRequest;
import io.leasehold.dhcp.server.policy.Verdict;
import io.leasehold.dhcp.server.policy.Verdict.Grant;
import io.leasehold.dhcp.server.store.Lease;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What a server asks of a {@link LeasePolicy}, as tests: extend it to see whether a policy does.
 *
 * <pre>{@code
 * class MyPolicyTest extends LeasePolicyContract {
 *   @Override
 *   protected LeasePolicy newPolicy() {
 *     return new MyPolicy();
 *   }
 * }
 * }</pre>
 *
 * <p>It knows nothing of what the policy is for: that is for tests of its own, with a {@link
 * TestServer}. Policies that are made the same are expected to say the same to the same requests;
 * one that throws dice overrides the tests that compare. Where a policy is a {@link ServerListener}
 * too, it is told what the server does.
 */
@Timeout(60)
public abstract class LeasePolicyContract {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final int THREADS = 8;
  private static final int BATCH = 256;

  /** A client sends again after four seconds (RFC 2131 section 4.1). */
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  /** For subclasses. */
  protected LeasePolicyContract() {}

  /**
   * Returns a policy that has been asked nothing yet; called as often as a test needs one.
   *
   * @throws Exception when that fails, and with it the test
   */
  protected abstract LeasePolicy newPolicy() throws Exception;

  /** Returns the configuration of the server; 192.0.2.0/24 with ten addresses unless overridden. */
  protected ServerConfig config() {
    return ServerConfig.of(Subnet.builder("192.0.2.0/24").pool("192.0.2.10-192.0.2.19").build());
  }

  private SampleRequests requests() {
    return new SampleRequests(config(), NOW);
  }

  /** Every request has a verdict: of any kind, of clients with or without lease and network. */
  @Test
  public void everyRequestHasAVerdict() throws Exception {
    LeasePolicy policy = newPolicy();
    assertAll(
        requests().all().stream()
            .map(request -> () -> assertNotNull(policy.evaluate(request), request::toString)));
  }

  /** A batch is answered as its requests are one after the other, in order. */
  @Test
  public void batchIsAnsweredInOrder() throws Exception {
    List<PolicyRequest> batch = requests().all();
    LeasePolicy single = newPolicy();
    assertEquals(batch.stream().map(single::evaluate).toList(), newPolicy().evaluateAll(batch));
  }

  /** A batch may be empty. */
  @Test
  public void emptyBatchHasNoVerdicts() throws Exception {
    assertEquals(List.of(), newPolicy().evaluateAll(List.of()));
  }

  /** A request that is only explained is not counted, and is answered as if it were sent. */
  @Test
  public void dryRunsChangeNothing() throws Exception {
    LeasePolicy undisturbed = newPolicy();
    LeasePolicy policy = newPolicy();
    List<PolicyRequest> sent = new ArrayList<>(requests().all());
    sent.addAll(requests().all());
    for (PolicyRequest request : sent) {
      Verdict expected = undisturbed.evaluate(request);
      for (int i = 0; i < 3; i++) {
        assertEquals(
            expected, policy.evaluate(SampleRequests.dryRun(request)), () -> "dry run " + request);
      }
      assertEquals(expected, policy.evaluate(request), request::toString);
    }
  }

  /** Several threads may ask at once. */
  @Test
  public void severalThreadsMayAsk() throws Exception {
    LeasePolicy policy = newPolicy();
    CyclicBarrier start = new CyclicBarrier(THREADS);
    List<Callable<List<Verdict>>> askers = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      List<PolicyRequest> batch = requests().discovers(i * BATCH, BATCH);
      askers.add(
          () -> {
            start.await();
            return policy.evaluateAll(batch);
          });
    }
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      for (Future<List<Verdict>> answer : threads.invokeAll(askers)) {
        List<Verdict> verdicts = assertDoesNotThrow(() -> result(answer));
        assertEquals(BATCH, verdicts.size());
        verdicts.forEach(verdict -> assertNotNull(verdict, "verdict"));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static List<Verdict> result(Future<List<Verdict>> answer) throws Throwable {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw e.getCause();
    }
  }

  /** The thread that asks is not interrupted afterwards. */
  @Test
  public void noInterruptIsLeftBehind() throws Exception {
    LeasePolicy policy = newPolicy();
    requests().all().forEach(policy::evaluate);
    assertFalse(Thread.interrupted(), "the policy has interrupted the thread that asks");
  }

  /** A batch of 256 requests is answered while their clients still wait. */
  @Test
  public void batchIsAnsweredInTime() throws Exception {
    LeasePolicy policy = newPolicy();
    List<PolicyRequest> batch = requests().discovers(0, BATCH);
    assertTimeoutPreemptively(PATIENCE, () -> policy.evaluateAll(batch));
  }

  /** An address that it wants for a client is one of the client's network. */
  @Test
  public void wantedAddressIsOfTheNetwork() throws Exception {
    LeasePolicy policy = newPolicy();
    for (PolicyRequest request : requests().all()) {
      if (policy.evaluate(request) instanceof Grant grant && grant.terms().address().isPresent()) {
        Ipv4Address wanted = grant.terms().address().get();
        assertTrue(
            request.network().stream()
                .flatMap(network -> network.subnets().stream())
                .anyMatch(subnet -> subnet.network().isHost(wanted)),
            () -> wanted + " for " + request);
      }
    }
  }

  /** Before or behind a policy that grants everything it says what it says alone. */
  @Test
  public void composesWithOthers() throws Exception {
    List<PolicyRequest> batch = requests().all();
    List<Verdict> alone = newPolicy().evaluateAll(batch);
    assertEquals(alone, newPolicy().then(LeasePolicy.USUAL).evaluateAll(batch));
    assertEquals(alone, LeasePolicy.USUAL.then(newPolicy()).evaluateAll(batch));
  }

  /** In a server, nothing fails by it, and whoever gets an address gets one of the pools. */
  @Test
  public void serverWorksWithIt() throws Exception {
    try (TestServer server = serverOf(newPolicy())) {
      List<DhcpTestClient> clients = List.of(server.client(), server.client(), server.client());
      for (DhcpTestClient client : clients) {
        client.tryBind().ifPresent(lease -> assertIsInPool(lease.address()));
        client.lease().ifPresent(lease -> client.tryRenew());
        client.lease().ifPresent(lease -> client.tryRebind());
      }
      server.advance(Duration.ofHours(2));
      clients.forEach(DhcpTestClient::tryRapidBind);
      clients.get(0).lease().ifPresent(lease -> clients.get(0).release());
      clients.get(1).lease().ifPresent(lease -> clients.get(1).decline());
      assertEquals(Optional.empty(), server.client().tryReboot(Ipv4Address.parse("203.0.113.99")));
      server.advance(Duration.ofSeconds(1));
      assertNothingFailed(server);
    }
  }

  /** What is explained changes nothing, and is what then happens. */
  @Test
  public void explanationIsWhatHappens() throws Exception {
    try (TestServer server = serverOf(newPolicy())) {
      DhcpTestClient client = server.newClient("02:00:00:00:00:01").attempts(1).build();
      client.tryBind();
      Exchange first = server.takeExchange();
      List<Lease> before = leases(server);
      Decision explained = server.server().explain(first.datagram());
      for (int i = 0; i < 3; i++) {
        assertEquals(
            outcome(explained), outcome(server.server().explain(first.datagram())), "explained");
      }
      assertEquals(before, leases(server), "leases after an explanation");
      server.forgetExchanges();
      client.sendRaw(first.datagram().payload(), Ipv4Address.UNSPECIFIED, Ipv4Address.BROADCAST);
      assertEquals(outcome(explained), outcome(server.takeExchange().decision()), "happened");
    }
  }

  private TestServer serverOf(LeasePolicy policy) {
    TestServerBuilder builder = TestServer.builder().config(config()).policy(policy);
    return policy instanceof ServerListener listener
        ? builder.listener(listener).start()
        : builder.start();
  }

  private void assertIsInPool(Ipv4Address address) {
    assertTrue(
        config().networks().stream()
            .flatMap(network -> network.subnets().stream())
            .flatMap(subnet -> subnet.pools().stream())
            .anyMatch(pool -> pool.range().contains(address)),
        () -> address + ": expected an address of a pool");
  }

  private static void assertNothingFailed(TestServer server) {
    Map<SilenceReason, Long> silences = server.server().counters().silences();
    for (SilenceReason failure :
        List.of(SilenceReason.POLICY_FAILED, SilenceReason.INTERNAL_ERROR)) {
      assertEquals(0L, silences.getOrDefault(failure, 0L), () -> failure + "\n" + server.ladder());
    }
  }

  private static String outcome(Decision decision) {
    return decision instanceof Reply reply
        ? reply.message().toString()
        : ((Silence) decision).reason().toString();
  }

  private static List<Lease> leases(TestServer server) {
    List<Lease> leases = new ArrayList<>();
    server.store().forEach(leases::add);
    return leases;
  }
}
