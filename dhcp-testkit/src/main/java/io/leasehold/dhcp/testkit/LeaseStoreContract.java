package io.leasehold.dhcp.testkit;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.value.ClientIdentifier;
import io.leasehold.dhcp.server.store.ClientKey;
import io.leasehold.dhcp.server.store.CommitResult;
import io.leasehold.dhcp.server.store.CommitResult.Committed;
import io.leasehold.dhcp.server.store.CommitResult.Conflict;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseChange;
import io.leasehold.dhcp.server.store.LeaseQuery;
import io.leasehold.dhcp.server.store.LeaseSnapshot;
import io.leasehold.dhcp.server.store.LeaseState;
import io.leasehold.dhcp.server.store.LeaseStore;
import io.leasehold.dhcp.server.store.NameUpdates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The contract of {@link LeaseStore}, as tests: extend it to see whether a store keeps the
 * contract.
 *
 * <pre>{@code
 * class MyLeaseStoreTest extends LeaseStoreContract {
 *   @TempDir Path folder;
 *
 *   @Override
 *   protected LeaseStore open() {
 *     return new MyLeaseStore(folder);
 *   }
 *
 *   @Override // for a store that claims durability
 *   protected Optional<LeaseStore> reopen() {
 *     return Optional.of(new MyLeaseStore(folder));
 *   }
 * }
 * }</pre>
 *
 * <p>Each test has a store of its own. What the tests cannot see is left to the store's own ones:
 * whether leases outlive the process, and whether a lease can be found before it is durable. A test
 * that a store keeps waiting fails after a minute.
 */
@Timeout(60)
public abstract class LeaseStoreContract {

  private static final int THREADS = 8;
  private static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");
  private static final Ipv4Address FIRST = Ipv4Address.parse("192.0.2.1");
  private static final Ipv4Address SECOND = Ipv4Address.parse("192.0.2.2");
  private static final Ipv4Address THIRD = Ipv4Address.parse("198.51.100.3");

  private LeaseStore store;

  /** For subclasses. */
  protected LeaseStoreContract() {}

  /**
   * Opens a store without leases; called once before each test, which closes it.
   *
   * @throws Exception when that fails, and with it the test
   */
  protected abstract LeaseStore open() throws Exception;

  /**
   * Opens the store of this test again, after it was closed, with the leases it had. By default
   * there is no such thing, and the tests of durability are skipped.
   *
   * @throws Exception when that fails, and with it the test
   */
  protected Optional<LeaseStore> reopen() throws Exception {
    return Optional.empty();
  }

  /** Opens the store of the test. */
  @BeforeEach
  public final void openStore() throws Exception {
    store = open();
  }

  /** Closes the store of the test. */
  @AfterEach
  public final void closeStore() {
    store.close();
  }

  /** A new store has no leases, whoever asks and however. */
  @Test
  public void newStoreIsEmpty() {
    ClientKey client = ClientKey.of(identifier(1));

    assertEquals(Optional.empty(), store.findByAddress(FIRST));
    assertEquals(List.of(), store.findByClient(client));
    LeaseSnapshot snapshot = store.readAll(new LeaseQuery(Set.of(FIRST), Set.of(client)));
    assertEquals(Optional.empty(), snapshot.findByAddress(FIRST));
    assertEquals(List.of(), snapshot.findByClient(client));
    assertEquals(Map.of(), everyLease());
  }

  /** The first lease of an address is version 1, each later one the next; finds see the last. */
  @Test
  public void changeOfTheExpectedVersionReplacesTheLease() {
    Lease first = lease(FIRST, 1, 1);
    Lease second = first.next(LeaseState.RELEASED, NOW);
    Lease third = second.next(LeaseState.QUARANTINED, Lease.NEVER);

    Lease fourth = third.next(LeaseState.OFFERED, NOW);

    for (Lease lease : List.of(first, second, third, fourth)) {
      assertEquals(new Committed(lease), store.commit(new LeaseChange(lease)));
      assertFound(lease);
      assertEquals(Map.of(FIRST, lease), everyLease());
    }
  }

  /** A conflict says which lease is stored, and changes nothing. */
  @Test
  public void conflictCarriesTheCurrentLease() {
    Lease stored = lease(FIRST, 2, 1);
    assertEquals(new Conflict(Optional.empty()), store.commit(new LeaseChange(stored)));
    assertEquals(Map.of(), everyLease());
    commit(lease(FIRST, 1, 1));
    commit(stored);

    for (long version : new long[] {1, 2, 4, Long.MAX_VALUE}) {
      Lease late = lease(FIRST, version, 2);
      assertEquals(
          new Conflict(Optional.of(stored)), store.commit(new LeaseChange(late)), late.toString());
    }

    assertFound(stored);
    assertEquals(List.of(), store.findByClient(ClientKey.of(identifier(2))));
    assertEquals(Map.of(FIRST, stored), everyLease());
  }

  /** The results of a batch are in the order of its changes; a conflict spoils its own only. */
  @Test
  public void resultsOfABatchArePositional() {
    Lease other = lease(SECOND, 1, 2);
    commit(other);
    Lease third = lease(THIRD, 1, 3);
    Lease first = lease(FIRST, 1, 1);

    List<CommitResult> results =
        store.commitAll(
            List.of(
                new LeaseChange(third),
                new LeaseChange(lease(SECOND, 1, 9)),
                new LeaseChange(first),
                new LeaseChange(lease(SECOND, 3, 9))));

    assertEquals(
        List.of(
            new Committed(third),
            new Conflict(Optional.of(other)),
            new Committed(first),
            new Conflict(Optional.of(other))),
        results);
    assertEquals(Map.of(FIRST, first, SECOND, other, THIRD, third), everyLease());
  }

  /** Within a batch, a change meets what the changes before it have left. */
  @Test
  public void changesOfOneBatchApplyInOrder() {
    Lease first = lease(FIRST, 1, 1);
    Lease second = lease(FIRST, 2, 2);
    Lease third = lease(FIRST, 3, 3);

    List<CommitResult> results =
        store.commitAll(
            List.of(
                new LeaseChange(first),
                new LeaseChange(third),
                new LeaseChange(second),
                new LeaseChange(lease(FIRST, 2, 4)),
                new LeaseChange(third)));

    assertEquals(
        List.of(
            new Committed(first),
            new Conflict(Optional.of(first)),
            new Committed(second),
            new Conflict(Optional.of(second)),
            new Committed(third)),
        results);
    assertFound(third);
    assertEquals(List.of(), store.findByClient(ClientKey.of(identifier(1))));
    assertEquals(Map.of(FIRST, third), everyLease());
  }

  /** A batch may be empty. */
  @Test
  public void emptyBatchHasNoResults() {
    assertEquals(List.of(), store.commitAll(List.of()));
  }

  /** Reading a whole batch gives what the single finds give. */
  @Test
  public void readAllIsTheFindsAtOnce() {
    commit(lease(FIRST, 1, 1));
    commit(lease(SECOND, 1, 1));
    commit(lease(THIRD, 1, 3));
    Set<Ipv4Address> addresses = Set.of(FIRST, THIRD, THIRD.plus(1));
    Set<ClientKey> clients =
        Set.of(
            ClientKey.of(identifier(1)),
            ClientKey.of(hardware(1)),
            ClientKey.of(hardware(3)),
            ClientKey.of(identifier(7)));

    LeaseSnapshot snapshot = store.readAll(new LeaseQuery(addresses, clients));

    for (Ipv4Address address : addresses) {
      assertEquals(store.findByAddress(address), snapshot.findByAddress(address));
    }
    for (ClientKey client : clients) {
      assertEquals(
          Set.copyOf(store.findByClient(client)), Set.copyOf(snapshot.findByClient(client)));
    }
    assertEquals(2, snapshot.findByClient(ClientKey.of(identifier(1))).size());
  }

  /** A lease is found by each of its keys; one without keys by its address only. */
  @Test
  public void leaseIsFiledUnderEachOfItsKeys() {
    Lease both = lease(FIRST, 1, 1);
    Lease hardwareOnly = withClient(both, SECOND, Optional.empty(), Optional.of(hardware(2)));
    Lease identifierOnly = withClient(both, THIRD, Optional.of(identifier(3)), Optional.empty());
    Lease nobodys = withClient(both, THIRD.plus(1), Optional.empty(), Optional.empty());

    for (Lease lease : List.of(both, hardwareOnly, identifierOnly, nobodys)) {
      commit(lease);
    }

    for (Lease lease : List.of(both, hardwareOnly, identifierOnly, nobodys)) {
      assertFound(lease);
    }
  }

  /** The same octets as identifier, as hardware address and of another hardware type differ. */
  @Test
  public void keysOfDifferentKindsDoNotMeet() {
    Octets octets = Octets.of(1, 2, 3, 4, 5, 6, 7);
    Lease any = lease(FIRST, 1, 1);
    Lease byIdentifier =
        withClient(any, FIRST, Optional.of(new ClientIdentifier(octets)), Optional.empty());
    Lease byHardware =
        withClient(
            any,
            SECOND,
            Optional.empty(),
            Optional.of(new HardwareAddress(1, octets.slice(1, octets.length()))));
    Lease byOtherType =
        withClient(
            any,
            THIRD,
            Optional.empty(),
            Optional.of(new HardwareAddress(6, octets.slice(1, octets.length()))));

    for (Lease lease : List.of(byIdentifier, byHardware, byOtherType)) {
      commit(lease);
    }

    for (Lease lease : List.of(byIdentifier, byHardware, byOtherType)) {
      assertEquals(List.of(lease), store.findByClient(lease.keys().get(0)));
    }
  }

  /** A client has several leases, and those that have ended are among them. */
  @Test
  public void clientMayHaveSeveralLeases() {
    Lease bound = lease(FIRST, 1, 1);
    Lease ended =
        Lease.builder(SECOND)
            .state(LeaseState.RELEASED)
            .clientIdentifier(bound.clientIdentifier())
            .hardwareAddress(bound.hardwareAddress())
            .endsAt(Instant.EPOCH.plusSeconds(1))
            .build();
    Lease other = lease(THIRD, 1, 3);
    commit(bound);
    commit(ended);
    commit(other);

    for (ClientKey key : bound.keys()) {
      List<Lease> found = store.findByClient(key);
      assertEquals(2, found.size(), found.toString());
      assertEquals(Set.of(bound, ended), Set.copyOf(found));
    }
  }

  /** When an address goes to another client, the one before does not have it any more. */
  @Test
  public void leaseMovesToTheKeysOfItsNewClient() {
    Lease before = lease(FIRST, 1, 1);
    Lease kept = lease(SECOND, 1, 1);
    Lease after =
        withClient(lease(FIRST, 2, 2), FIRST, Optional.of(identifier(2)), before.hardwareAddress());
    commit(before);
    commit(kept);

    commit(after);

    assertEquals(List.of(kept), store.findByClient(ClientKey.of(identifier(1))));
    assertEquals(List.of(after), store.findByClient(ClientKey.of(identifier(2))));
    assertEquals(Set.of(after, kept), Set.copyOf(store.findByClient(ClientKey.of(hardware(1)))));
  }

  /** Every value that a lease can have is found again as it was stored. */
  @Test
  public void extremesAreFoundAsTheyWereStored() {
    List<Lease> extremes = extremes();
    extremes.forEach(this::commit);

    extremes.forEach(this::assertFound);
    assertEquals(byAddress(extremes), everyLease());
  }

  /** Each lease is handed to the visitor, once, on the calling thread. */
  @Test
  public void forEachVisitsEachLeaseOnceOnTheCallingThread() {
    List<Lease> leases =
        IntStream.range(0, 300).mapToObj(i -> lease(FIRST.plus(i), 1, i % 7)).toList();
    store.commitAll(leases.stream().map(LeaseChange::new).toList());
    Set<Thread> threads = new HashSet<>();
    List<Lease> visited = new ArrayList<>();

    store.forEach(
        lease -> {
          threads.add(Thread.currentThread());
          visited.add(lease);
        });

    assertEquals(leases.size(), visited.size());
    assertEquals(Set.copyOf(leases), Set.copyOf(visited));
    assertEquals(Set.of(Thread.currentThread()), threads);
  }

  /** Of threads that race for one address exactly one wins; the others learn who. */
  @Test
  public void oneOfManyThreadsWinsAnAddress() throws Exception {
    int rounds = 50;
    CyclicBarrier start = new CyclicBarrier(THREADS);
    List<List<CommitResult>> results =
        inParallel(
            thread -> {
              List<CommitResult> own = new ArrayList<>();
              for (int round = 0; round < rounds; round++) {
                LeaseChange change = new LeaseChange(lease(FIRST.plus(round), 1, thread));
                start.await();
                own.add(
                    thread % 2 == 0
                        ? store.commit(change)
                        : store.commitAll(List.of(change)).get(0));
              }
              return own;
            });

    for (int round = 0; round < rounds; round++) {
      int current = round;
      List<CommitResult> ofRound = results.stream().map(own -> own.get(current)).toList();
      List<Lease> winners = ofRound.stream().flatMap(r -> committed(r).stream()).toList();
      assertEquals(1, winners.size(), ofRound.toString());
      assertEquals(
          Set.of(new Committed(winners.get(0)), new Conflict(Optional.of(winners.get(0)))),
          Set.copyOf(ofRound));
      assertFound(winners.get(0));
    }
  }

  /** Threads that follow each other's versions lose none: as many commits as versions. */
  @Test
  public void noUpdateIsLostBetweenThreads() throws Exception {
    int each = 40;
    List<Ipv4Address> addresses = List.of(FIRST, SECOND, THIRD);
    inParallel(
        thread -> {
          for (int done = 0; done < each && !Thread.currentThread().isInterrupted(); ) {
            Ipv4Address address = addresses.get(done % addresses.size());
            long version = store.findByAddress(address).map(Lease::version).orElse(0L);
            Lease next = lease(address, version + 1, thread);
            if (!committed(store.commit(new LeaseChange(next))).isEmpty()) {
              done++;
            }
          }
          return List.of();
        });

    long versions = everyLease().values().stream().mapToLong(Lease::version).sum();
    assertEquals((long) each * THREADS, versions);
  }

  /** What commit has returned is found at once, in every way, whatever other threads do. */
  @Test
  public void committedLeaseIsFoundAtOnce() throws Exception {
    int batches = 20;
    inParallel(
        thread -> {
          for (int batch = 0; batch < batches; batch++) {
            Ipv4Address base = FIRST.plus(1000L * thread + 10L * batch);
            int client = 1000 * thread + batch;
            Lease single = lease(base, 1, client);
            commit(single);
            assertFound(single);
            Lease renewed = lease(base, 2, client);
            Lease another = lease(base.plus(1), 1, client + 500);
            store.commitAll(List.of(new LeaseChange(renewed), new LeaseChange(another)));
            assertFound(renewed);
            assertFound(another);
          }
          return List.of();
        });

    assertEquals(2 * batches * THREADS, everyLease().size());
  }

  /** Closing twice is the same as closing once. */
  @Test
  public void secondCloseDoesNothing() {
    commit(lease(FIRST, 1, 1));
    store.close();

    assertDoesNotThrow(store::close);
  }

  /** A durable store has every lease when it is opened again, and goes on with their versions. */
  @Test
  public void reopenedStoreHasEveryLease() throws Exception {
    List<Lease> leases = new ArrayList<>(extremes());
    leases.forEach(this::commit);
    Lease stale = lease(FIRST, 1, 1);
    Lease renewed = lease(FIRST, 2, 2);
    commit(stale);
    commit(renewed);
    leases.add(renewed);
    store.close();

    Optional<LeaseStore> reopened = reopen();
    assumeTrue(reopened.isPresent(), "the store does not claim durability");
    store = reopened.get();

    leases.forEach(this::assertFound);
    assertEquals(byAddress(leases), everyLease());
    assertEquals(List.of(), store.findByClient(ClientKey.of(identifier(1))));
    assertEquals(new Conflict(Optional.of(renewed)), store.commit(new LeaseChange(stale)));
    commit(lease(FIRST, 3, 3));
  }

  private void commit(Lease lease) {
    assertEquals(new Committed(lease), store.commit(new LeaseChange(lease)));
  }

  private void assertFound(Lease lease) {
    assertEquals(Optional.of(lease), store.findByAddress(lease.address()));
    LeaseSnapshot snapshot =
        store.readAll(new LeaseQuery(Set.of(lease.address()), Set.copyOf(lease.keys())));
    assertEquals(Optional.of(lease), snapshot.findByAddress(lease.address()));
    for (ClientKey key : lease.keys()) {
      assertTrue(store.findByClient(key).contains(lease), () -> key + " has " + lease);
      assertTrue(snapshot.findByClient(key).contains(lease), () -> key + " has " + lease);
    }
  }

  private Map<Ipv4Address, Lease> everyLease() {
    Map<Ipv4Address, Lease> leases = new HashMap<>();
    store.forEach(lease -> assertNull(leases.put(lease.address(), lease), "one lease an address"));
    return leases;
  }

  private static Map<Ipv4Address, Lease> byAddress(List<Lease> leases) {
    Map<Ipv4Address, Lease> byAddress = new HashMap<>();
    leases.forEach(lease -> byAddress.put(lease.address(), lease));
    return byAddress;
  }

  private static List<Lease> committed(CommitResult result) {
    return result instanceof Committed committed ? List.of(committed.lease()) : List.of();
  }

  private static Lease lease(Ipv4Address address, long version, int client) {
    return Lease.builder(address)
        .version(version)
        .clientIdentifier(Optional.of(identifier(client)))
        .hardwareAddress(Optional.of(hardware(client)))
        .hostName(Optional.of("host-" + client))
        .startsAt(NOW)
        .endsAt(NOW.plusSeconds(3600))
        .build();
  }

  private static Lease withClient(
      Lease lease,
      Ipv4Address address,
      Optional<ClientIdentifier> identifier,
      Optional<HardwareAddress> hardware) {
    return Lease.builder(address)
        .version(lease.version())
        .state(lease.state())
        .clientIdentifier(identifier)
        .hardwareAddress(hardware)
        .hostName(lease.hostName())
        .relayAgentInformation(lease.relayAgentInformation())
        .nameUpdates(lease.nameUpdates())
        .startsAt(lease.startsAt())
        .endsAt(lease.endsAt())
        .build();
  }

  private static ClientIdentifier identifier(int client) {
    return new ClientIdentifier(Octets.of(255, client >> 8, client & 0xff));
  }

  private static HardwareAddress hardware(int client) {
    return new HardwareAddress(
        HardwareAddress.ETHERNET, Octets.of(2, 0, 0x5e, 0, client >> 8, client & 0xff));
  }

  /** First leases of addresses from both ends, with the fields at the ends of their ranges. */
  private static List<Lease> extremes() {
    byte[] ones = new byte[ClientIdentifier.MAX_LENGTH];
    Arrays.fill(ones, (byte) 0xff);
    int[] everyOctet = IntStream.range(0, ClientIdentifier.MAX_LENGTH).toArray();
    List<Lease> leases = new ArrayList<>();
    addExtreme(leases, LeaseState.BOUND, Octets.of(0, 0), 0, Octets.EMPTY, "\u0001");
    addExtreme(
        leases, LeaseState.RELEASED, Octets.copyOf(ones), 255, Octets.copyOf(ones, 0, 16), " ");
    addExtreme(
        leases, LeaseState.QUARANTINED, Octets.of(everyOctet), 1, Octets.of(0), "caf\u00e9'\"\\;%");
    addExtreme(
        leases, LeaseState.OFFERED, Octets.of(0, 39), 32, Octets.of(0, 0), "\u65e5\u672c \t\r\n");
    addExtreme(
        leases, LeaseState.BOUND, Octets.of(1, 0), 32, Octets.of(0), "\ud83d\ude00".repeat(255));
    addExtreme(leases, LeaseState.REVOKED, Octets.of(0, 6), 6, Octets.of(0, 1), "\u007f");
    Lease any = leases.get(0);
    leases.add(
        Lease.builder(Ipv4Address.BROADCAST)
            .state(LeaseState.QUARANTINED)
            .startsAt(Instant.EPOCH.minusSeconds(1))
            .build());
    // Option 82 of a message as long as UDP can carry, for a client of which nothing else is known.
    leases.add(
        Lease.builder(THIRD)
            .relayAgentInformation(Optional.of(Octets.copyOf(new byte[65_000])))
            .nameUpdates(NameUpdates.REVERSE)
            .build());
    leases.add(withClient(any, Ipv4Address.UNSPECIFIED, Optional.empty(), Optional.empty()));
    return leases;
  }

  private static void addExtreme(
      List<Lease> leases,
      LeaseState state,
      Octets identifier,
      int type,
      Octets hardware,
      String name) {
    leases.add(
        Lease.builder(Ipv4Address.parse("127.255.255.254").plus(leases.size()))
            .state(state)
            .clientIdentifier(Optional.of(new ClientIdentifier(identifier)))
            .hardwareAddress(Optional.of(new HardwareAddress(type, hardware)))
            .hostName(Optional.of(name))
            .relayAgentInformation(Optional.of(hardware.concat(identifier)))
            .nameUpdates(
                state == LeaseState.BOUND ? NameUpdates.FORWARD_AND_REVERSE : NameUpdates.NONE)
            .endsAt(Lease.NEVER)
            .build());
  }

  /** What one of the threads does. */
  private interface Work<T> {
    List<T> run(int thread) throws Exception;
  }

  private static <T> List<List<T>> inParallel(Work<T> work) throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(THREADS);
    try {
      List<Callable<List<T>>> calls = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        int number = thread;
        calls.add(() -> work.run(number));
      }
      List<List<T>> results = new ArrayList<>();
      for (Future<List<T>> done : executor.invokeAll(calls)) {
        results.add(done.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    } finally {
      executor.shutdownNow();
    }
  }
}
