package io.leasehold.dhcp.testkit;

import static io.leasehold.dhcp.testkit.SampleLeases.FIRST;
import static io.leasehold.dhcp.testkit.SampleLeases.NOW;
import static io.leasehold.dhcp.testkit.SampleLeases.SECOND;
import static io.leasehold.dhcp.testkit.SampleLeases.THIRD;
import static io.leasehold.dhcp.testkit.SampleLeases.extremes;
import static io.leasehold.dhcp.testkit.SampleLeases.hardware;
import static io.leasehold.dhcp.testkit.SampleLeases.identifier;
import static io.leasehold.dhcp.testkit.SampleLeases.lease;
import static io.leasehold.dhcp.testkit.SampleLeases.withClient;
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
import io.leasehold.dhcp.server.store.RecentChanges;
import java.time.Instant;
import java.util.ArrayList;
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
 * <p>Each test has a store of its own. A store that can be left as a crash leaves it says how in
 * {@link #crash}; whether leases outlive a real process is for the store's own tests. A test that a
 * store keeps waiting fails after a minute.
 */
@Timeout(60)
public abstract class LeaseStoreContract {

  private static final int THREADS = 8;
  private static final int MANY = 100_000;

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

  /**
   * Leaves the store of this test as a crash would, without closing it, and opens what a crash
   * leaves behind. By default there is no such thing, and the tests of crashes are skipped.
   *
   * @throws Exception when that fails, and with it the test
   */
  protected Optional<LeaseStore> crash() throws Exception {
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

  /** Calls of several threads about one address happen as if one after another. */
  @Test
  public void callsAreLinearizable() throws Exception {
    for (int round = 0; round < 40; round++) {
      LeaseHistory history = new LeaseHistory();
      Ipv4Address contested = FIRST.plus(round);
      CyclicBarrier start = new CyclicBarrier(THREADS);
      inParallel(
          thread -> {
            start.await();
            for (int turn = 0; turn < 3; turn++) {
              long version =
                  history
                      .find(contested, () -> store.findByAddress(contested))
                      .map(Lease::version)
                      .orElse(0L);
              LeaseChange change = new LeaseChange(lease(contested, version + 1, thread));
              history.commit(
                  change,
                  () ->
                      thread % 2 == 0
                          ? store.commit(change)
                          : store.commitAll(List.of(change)).get(0));
            }
            return List.of();
          });

      assertEquals(Optional.empty(), history.objection());
    }
  }

  /** A client that several threads give addresses to has all of them, under each of its keys. */
  @Test
  public void leasesOfOneClientFromSeveralThreadsAreAllFound() throws Exception {
    int each = 25;
    inParallel(
        thread -> {
          for (int i = 0; i < each; i++) {
            commit(lease(FIRST.plus(1000L * thread + i), 1, 7));
          }
          return List.of();
        });

    for (ClientKey key : lease(FIRST, 1, 7).keys()) {
      Set<Lease> found = Set.copyOf(store.findByClient(key));
      assertEquals(each * THREADS, found.size(), key.toString());
    }
  }

  /** Batches of several threads that are about the same addresses have one winner each. */
  @Test
  public void batchesThatMeetHaveOneWinnerForEachAddress() throws Exception {
    int addresses = 64;
    CyclicBarrier start = new CyclicBarrier(THREADS);
    List<List<CommitResult>> results =
        inParallel(
            thread -> {
              List<LeaseChange> changes = new ArrayList<>();
              for (int i = 0; i < addresses; i++) {
                // Each in an order of its own, as two that lock rows in turn would block each
                // other.
                int number = thread % 2 == 0 ? i : addresses - 1 - i;
                changes.add(new LeaseChange(lease(FIRST.plus(number), 1, thread)));
              }
              start.await();
              return store.commitAll(changes);
            });

    Map<Ipv4Address, Lease> winners = new HashMap<>();
    for (List<CommitResult> ofThread : results) {
      for (CommitResult result : ofThread) {
        for (Lease lease : committed(result)) {
          assertNull(
              winners.put(lease.address(), lease), () -> "two winners of " + lease.address());
        }
      }
    }
    assertEquals(winners, everyLease());
  }

  /** A store takes a hundred thousand leases, and finds each. */
  @Test
  public void manyLeasesAreFound() throws Exception {
    for (int from = 0; from < MANY; from += 1000) {
      List<LeaseChange> changes =
          IntStream.range(from, from + 1000).mapToObj(i -> new LeaseChange(oneOfMany(i))).toList();
      for (CommitResult result : store.commitAll(changes)) {
        assertEquals(1, committed(result).size(), result.toString());
      }
    }
    assertHasMany();
    store.close();

    Optional<LeaseStore> reopened = reopen();
    if (reopened.isPresent()) {
      store = reopened.get();
      assertHasMany();
    }
  }

  private void assertHasMany() {
    for (int i = 0; i < MANY; i += 9_973) {
      assertFound(oneOfMany(i));
    }
    assertEquals(MANY, everyLease().size());
  }

  private static Lease oneOfMany(int number) {
    return lease(Ipv4Address.parse("10.0.0.0").plus(number), 1, number % 0x10000);
  }

  /** What several threads were told is committed is there after a crash. */
  @Test
  public void committedLeasesOutliveACrash() throws Exception {
    List<List<Lease>> told =
        inParallel(
            thread -> {
              List<Lease> own = new ArrayList<>();
              for (int i = 0; i < 20; i++) {
                Lease single = lease(FIRST.plus(1000L * thread + i), 1, thread);
                Lease batched = lease(FIRST.plus(1000L * thread + 500 + i), 1, thread);
                commit(single);
                store.commitAll(List.of(new LeaseChange(batched)));
                own.add(single);
                own.add(batched);
              }
              return own;
            });

    Optional<LeaseStore> survivor = crash();
    assumeTrue(survivor.isPresent(), "the store does not claim to outlive a crash");
    store = survivor.get();

    told.forEach(leases -> leases.forEach(this::assertFound));
    assertEquals(told.stream().mapToInt(List::size).sum(), everyLease().size());
  }

  /** A store that records changes tells each of them to those who ask with an earlier mark. */
  @Test
  public void recordedChangesAreToldFromAnyMark() {
    RecentChanges before = store.changesSince(0);
    commit(lease(FIRST, 1, 1));
    long between = store.changesSince(0).mark();
    commit(lease(FIRST, 2, 1));
    commit(lease(SECOND, 1, 2));
    RecentChanges after = store.changesSince(before.mark());
    assumeTrue(after.mark() != before.mark(), "the store does not record changes");

    assertTold(Set.of(lease(FIRST, 2, 1), lease(SECOND, 1, 2)), after);
    assertTold(Set.of(lease(FIRST, 2, 1), lease(SECOND, 1, 2)), store.changesSince(between));
    assertTold(Set.of(), store.changesSince(after.mark()));
  }

  private static void assertTold(Set<Lease> leases, RecentChanges changes) {
    assertTrue(
        !changes.isComplete() || changes.leases().containsAll(leases),
        () -> changes + " has " + leases);
  }

  /** Servers that share the store give no address to two clients, whatever the interleaving. */
  @Test
  public void serversThatShareTheStoreGiveNoAddressToTwoClients() throws Exception {
    SharedStoreTrial trial = new SharedStoreTrial(store);

    assertEquals(List.of(), trial.run());
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
