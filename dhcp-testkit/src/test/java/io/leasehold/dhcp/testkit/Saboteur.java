package io.leasehold.dhcp.testkit;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.store.ClientKey;
import io.leasehold.dhcp.server.store.CommitResult;
import io.leasehold.dhcp.server.store.CommitResult.Committed;
import io.leasehold.dhcp.server.store.CommitResult.Conflict;
import io.leasehold.dhcp.server.store.InMemoryLeaseStore;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseChange;
import io.leasehold.dhcp.server.store.LeaseQuery;
import io.leasehold.dhcp.server.store.LeaseSnapshot;
import io.leasehold.dhcp.server.store.LeaseState;
import io.leasehold.dhcp.server.store.LeaseStore;
import io.leasehold.dhcp.server.store.RecentChanges;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Exchanger;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Stores that break one sentence of the contract each, with the name of the test that has to notice
 * it.
 */
enum Saboteur {
  /** Takes what comes, whatever was expected. */
  COMMITS_BLINDLY(
      "changesOfOneBatchApplyInOrder",
      () ->
          new Racy() {
            @Override
            boolean fits(Optional<Lease> current, LeaseChange change) {
              return true;
            }
          }),

  /** Has a lease from the beginning. */
  BEGINS_WITH_A_LEASE(
      "newStoreIsEmpty",
      () -> {
        Honest store = new Honest();
        store.commit(new LeaseChange(SampleLeases.lease(SampleLeases.FIRST, 1, 1)));
        return store;
      }),

  /** Answers the second version of a lease, and keeps the first. */
  IGNORES_RENEWALS(
      "changeOfTheExpectedVersionReplacesTheLease",
      () ->
          new Honest() {
            @Override
            public CommitResult commit(LeaseChange change) {
              return change.expectedVersion() > 0
                  ? new Committed(change.lease())
                  : super.commit(change);
            }
          }),

  /** Has no answer to a batch without changes. */
  THROWS_AT_EMPTY_BATCHES(
      "emptyBatchHasNoResults",
      () ->
          new Honest() {
            @Override
            public List<CommitResult> commitAll(List<LeaseChange> changes) {
              if (changes.isEmpty()) {
                throw new IllegalArgumentException("no changes");
              }
              return super.commitAll(changes);
            }
          }),

  /** Loses renewals that cross. */
  LOSES_UPDATES("noUpdateIsLostBetweenThreads", Racy::new),

  /** Has two winners of an address in batches that cross. */
  LETS_BATCHES_CROSS("batchesThatMeetHaveOneWinnerForEachAddress", Racy::new),

  /** Lets two servers give an address out. */
  SERVES_TWO_SERVERS_AT_ONCE("serversThatShareTheStoreGiveNoAddressToTwoClients", Racy::new),

  /** A find may see what was there before the commit that it has seen already. */
  READS_FROM_A_STALE_COPY(
      "callsAreLinearizable",
      () ->
          new Honest() {
            private final Map<Ipv4Address, Optional<Lease>> copies = new ConcurrentHashMap<>();
            private final AtomicInteger finds = new AtomicInteger();

            @Override
            public Optional<Lease> findByAddress(Ipv4Address address) {
              Optional<Lease> fresh = super.findByAddress(address);
              Optional<Lease> copy = copies.computeIfAbsent(address, it -> fresh);
              return finds.incrementAndGet() % 5 == 0 ? copy : fresh;
            }
          }),

  /** Loses leases of a client that two threads add to at once. */
  LOSES_KEYS_BETWEEN_THREADS(
      "leasesOfOneClientFromSeveralThreadsAreAllFound",
      () ->
          new Honest() {
            private final Map<ClientKey, List<Lease>> byClient = new ConcurrentHashMap<>();
            private final Map<Object, Exchanger<Object>> meetings = new ConcurrentHashMap<>();

            @Override
            public CommitResult commit(LeaseChange change) {
              for (ClientKey key : change.lease().keys()) {
                List<Lease> leases = new ArrayList<>(findByClient(key));
                Racy.giveWay(meetings, key);
                leases.add(change.lease());
                byClient.put(key, leases);
              }
              return super.commit(change);
            }

            @Override
            public List<Lease> findByClient(ClientKey client) {
              return byClient.getOrDefault(client, List.of());
            }
          }),

  /** Has room for so many leases. */
  HOLDS_SIXTY_FOUR_KIBI_LEASES(
      "manyLeasesAreFound",
      () ->
          new Honest() {
            private int size;

            @Override
            public CommitResult commit(LeaseChange change) {
              return ++size > 0x10000 ? new Committed(change.lease()) : super.commit(change);
            }
          }),

  /** Looks, and stores what it has looked at somewhat later. */
  COMPARES_BEFORE_IT_SETS("oneOfManyThreadsWinsAnAddress", Racy::new),

  /** Takes any version that is higher, not only the next. */
  TAKES_ANY_HIGHER_VERSION(
      "conflictCarriesTheCurrentLease",
      () ->
          new Racy() {
            @Override
            boolean fits(Optional<Lease> current, LeaseChange change) {
              return change.lease().version() > current.map(Lease::version).orElse(0L);
            }
          }),

  /** Says nothing of who has won. */
  HIDES_THE_WINNER(
      "oneOfManyThreadsWinsAnAddress",
      () ->
          new Honest() {
            @Override
            public CommitResult commit(LeaseChange change) {
              return super.commit(change) instanceof Committed committed
                  ? committed
                  : new Conflict(Optional.empty());
            }
          }),

  /** One conflict spoils the batch. */
  REFUSES_A_BATCH_FOR_ONE_CONFLICT(
      "resultsOfABatchArePositional",
      () ->
          new Honest() {
            @Override
            public List<CommitResult> commitAll(List<LeaseChange> changes) {
              for (LeaseChange change : changes) {
                Optional<Lease> current = findByAddress(change.lease().address());
                if (current.map(Lease::version).orElse(0L) != change.expectedVersion()) {
                  return changes.stream()
                      .<CommitResult>map(
                          each -> new Conflict(findByAddress(each.lease().address())))
                      .toList();
                }
              }
              return super.commitAll(changes);
            }
          }),

  /** Answers a batch in the order of the addresses. */
  SORTS_THE_RESULTS(
      "resultsOfABatchArePositional",
      () ->
          new Honest() {
            @Override
            public List<CommitResult> commitAll(List<LeaseChange> changes) {
              return super.commitAll(
                  changes.stream()
                      .sorted((a, b) -> a.lease().address().compareTo(b.lease().address()))
                      .toList());
            }
          }),

  /** Compares all changes of a batch with what was stored before it. */
  COMPARES_A_BATCH_WITH_ITS_BEGINNING(
      "changesOfOneBatchApplyInOrder",
      () ->
          new Honest() {
            @Override
            public List<CommitResult> commitAll(List<LeaseChange> changes) {
              Map<Ipv4Address, Optional<Lease>> before = new HashMap<>();
              changes.forEach(
                  change ->
                      before.put(
                          change.lease().address(), findByAddress(change.lease().address())));
              List<CommitResult> results = new ArrayList<>();
              for (LeaseChange change : changes) {
                Optional<Lease> current = before.get(change.lease().address());
                results.add(
                    current.map(Lease::version).orElse(0L) == change.expectedVersion()
                        ? super.commit(change)
                        : new Conflict(current));
              }
              return results;
            }
          }),

  /** A find sees a commit only after the next one. */
  FINDS_LATE(
      "committedLeaseIsFoundAtOnce",
      () ->
          new Honest() {
            private final Map<Ipv4Address, Optional<Lease>> seen = new ConcurrentHashMap<>();

            @Override
            public CommitResult commit(LeaseChange change) {
              seen.put(change.lease().address(), super.findByAddress(change.lease().address()));
              return super.commit(change);
            }

            @Override
            public Optional<Lease> findByAddress(Ipv4Address address) {
              return seen.getOrDefault(address, super.findByAddress(address));
            }
          }),

  /** Knows clients by their identifiers alone. */
  FORGETS_HARDWARE_ADDRESSES(
      "leaseIsFiledUnderEachOfItsKeys",
      () ->
          new Honest() {
            @Override
            public List<Lease> findByClient(ClientKey client) {
              return client.kind() == ClientKey.Kind.HARDWARE_ADDRESS
                  ? List.of()
                  : super.findByClient(client);
            }
          }),

  /** Mixes identifiers up with hardware addresses of the same octets. */
  MIXES_KINDS_OF_KEYS(
      "keysOfDifferentKindsDoNotMeet",
      () ->
          new Honest() {
            @Override
            public List<Lease> findByClient(ClientKey client) {
              List<Lease> found = new ArrayList<>();
              forEach(
                  lease -> {
                    if (lease.keys().stream().anyMatch(it -> it.value().equals(client.value()))) {
                      found.add(lease);
                    }
                  });
              return found;
            }
          }),

  /** Leaves a lease with the client that had it before, too. */
  LEAVES_LEASES_WITH_THEIR_LAST_CLIENTS(
      "leaseMovesToTheKeysOfItsNewClient",
      () ->
          new Honest() {
            private final Map<ClientKey, Map<Ipv4Address, Lease>> ever = new ConcurrentHashMap<>();

            @Override
            public CommitResult commit(LeaseChange change) {
              CommitResult result = super.commit(change);
              if (result instanceof Committed committed) {
                committed
                    .lease()
                    .keys()
                    .forEach(
                        key ->
                            ever.computeIfAbsent(key, it -> new ConcurrentHashMap<>())
                                .put(change.lease().address(), change.lease()));
              }
              return result;
            }

            @Override
            public List<Lease> findByClient(ClientKey client) {
              return List.copyOf(ever.getOrDefault(client, Map.of()).values());
            }
          }),

  /** A client has one lease and no more. */
  KEEPS_ONE_LEASE_OF_A_CLIENT(
      "clientMayHaveSeveralLeases",
      () ->
          new Honest() {
            @Override
            public List<Lease> findByClient(ClientKey client) {
              return super.findByClient(client).stream().limit(1).toList();
            }
          }),

  /** Finds no lease that is given back. */
  FORGETS_ENDED_LEASES(
      "clientMayHaveSeveralLeases",
      () ->
          new Honest() {
            @Override
            public List<Lease> findByClient(ClientKey client) {
              return super.findByClient(client).stream()
                  .filter(lease -> lease.state() == LeaseState.BOUND)
                  .toList();
            }
          }),

  /** Keeps no host name but those of ASCII. */
  KEEPS_ASCII_ALONE(
      "extremesAreFoundAsTheyWereStored",
      () ->
          new Honest() {
            @Override
            Lease kept(Lease lease) {
              return lease.toBuilder()
                  .hostName(lease.hostName().map(name -> name.replaceAll("[^\\x00-\\x7f]", "?")))
                  .build();
            }
          }),

  /** Drops option 82. */
  DROPS_OPTION_82(
      "extremesAreFoundAsTheyWereStored",
      () ->
          new Honest() {
            @Override
            Lease kept(Lease lease) {
              return lease.toBuilder().relayAgentInformation(Optional.empty()).build();
            }
          }),

  /** Hands the same lease out twice. */
  VISITS_TWICE(
      "forEachVisitsEachLeaseOnceOnTheCallingThread",
      () ->
          new Honest() {
            @Override
            public void forEach(Consumer<? super Lease> visitor) {
              super.forEach(visitor);
              findByAddress(SampleLeases.FIRST).ifPresent(visitor);
            }
          }),

  /** Visits on a thread of its own. */
  VISITS_ON_ANOTHER_THREAD(
      "forEachVisitsEachLeaseOnceOnTheCallingThread",
      () ->
          new Honest() {
            @Override
            public void forEach(Consumer<? super Lease> visitor) {
              Thread thread = new Thread(() -> super.forEach(visitor));
              thread.start();
              try {
                thread.join();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            }
          }),

  /** Reads a batch without what clients have. */
  READS_ADDRESSES_ALONE(
      "readAllIsTheFindsAtOnce",
      () ->
          new Honest() {
            @Override
            public LeaseSnapshot readAll(LeaseQuery query) {
              return new LeaseSnapshot(super.readAll(query).byAddress(), Map.of());
            }
          }),

  /** Can be closed once. */
  CLOSES_ONCE(
      "secondCloseDoesNothing",
      () ->
          new Honest() {
            private boolean closed;

            @Override
            public void close() {
              if (closed) {
                throw new IllegalStateException("closed");
              }
              closed = true;
            }
          }),

  /** Loses the last lease when it is closed. */
  LOSES_A_LEASE_WHEN_CLOSED(
      "reopenedStoreHasEveryLease",
      () ->
          new Honest() {
            @Override
            public LeaseStore reopened() {
              LeaseStore rest = new Honest();
              List<Lease> all = new ArrayList<>();
              forEach(all::add);
              all.stream()
                  .skip(1)
                  .forEach(
                      lease -> {
                        for (long version = 1; version <= lease.version(); version++) {
                          rest.commit(new LeaseChange(copy(lease, version)));
                        }
                      });
              return rest;
            }
          }),

  /** A crash takes what was committed last. */
  LOSES_THE_LAST_COMMIT_IN_A_CRASH(
      "committedLeasesOutliveACrash",
      () ->
          new Honest() {
            private Optional<Lease> last = Optional.empty();

            @Override
            public synchronized CommitResult commit(LeaseChange change) {
              CommitResult result = super.commit(change);
              last = Optional.of(change.lease());
              return result;
            }

            @Override
            public LeaseStore crashed() {
              Honest rest = new Honest();
              forEach(
                  lease -> {
                    if (!last.equals(Optional.of(lease))) {
                      rest.commit(new LeaseChange(lease));
                    }
                  });
              return rest;
            }
          }),

  /** Says that it records changes, and leaves some out. */
  FORGETS_CHANGES(
      "recordedChangesAreToldFromAnyMark",
      () ->
          new Honest() {
            @Override
            public RecentChanges changesSince(long mark) {
              RecentChanges changes = super.changesSince(mark);
              return new RecentChanges(
                  changes.mark(), true, changes.leases().stream().skip(1).toList());
            }
          });

  private final String noticedBy;

  @SuppressWarnings("ImmutableEnumChecker") // A supplier of stores that makes a new one each time.
  private final Supplier<Honest> maker;

  Saboteur(String noticedBy, Supplier<Honest> maker) {
    this.noticedBy = noticedBy;
    this.maker = maker;
  }

  /** Returns the name of the test that has to notice it. */
  String noticedBy() {
    return noticedBy;
  }

  Honest make() {
    return maker.get();
  }

  private static Lease copy(Lease lease, long version) {
    return lease.toBuilder().version(version).build();
  }

  /** Keeps the whole contract. */
  static class Honest implements LeaseStore {

    private final LeaseStore leases = new InMemoryLeaseStore();

    /** Returns the store as it is opened again. */
    LeaseStore reopened() {
      return this;
    }

    /** Returns the store that a crash leaves. */
    LeaseStore crashed() {
      return this;
    }

    /** Returns what is kept of a lease. */
    Lease kept(Lease lease) {
      return lease;
    }

    @Override
    public Optional<Lease> findByAddress(Ipv4Address address) {
      return leases.findByAddress(address);
    }

    @Override
    public List<Lease> findByClient(ClientKey client) {
      return leases.findByClient(client);
    }

    @Override
    public CommitResult commit(LeaseChange change) {
      return leases.commit(new LeaseChange(kept(change.lease()))) instanceof Conflict conflict
          ? conflict
          : new Committed(change.lease());
    }

    @Override
    public void forEach(Consumer<? super Lease> visitor) {
      leases.forEach(visitor);
    }

    @Override
    public RecentChanges changesSince(long mark) {
      return leases.changesSince(mark);
    }
  }

  /** Looks, and stores what it has looked at somewhat later. */
  static class Racy extends Honest {

    private final Map<Ipv4Address, Lease> leases = new ConcurrentHashMap<>();

    private final Map<Object, Exchanger<Object>> meetings = new ConcurrentHashMap<>();

    /** Lets another thread come between that is about the same, where one does in a while. */
    static void giveWay(Map<Object, Exchanger<Object>> meetings, Object about) {
      try {
        meetings
            .computeIfAbsent(about, it -> new Exchanger<>())
            .exchange(about, 5, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        // Nobody has come.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    boolean fits(Optional<Lease> current, LeaseChange change) {
      return current.map(Lease::version).orElse(0L) == change.expectedVersion();
    }

    @Override
    public CommitResult commit(LeaseChange change) {
      Optional<Lease> current = findByAddress(change.lease().address());
      giveWay(meetings, change.lease().address());
      if (!fits(current, change)) {
        return new Conflict(current);
      }
      leases.put(change.lease().address(), change.lease());
      return new Committed(change.lease());
    }

    @Override
    public Optional<Lease> findByAddress(Ipv4Address address) {
      return Optional.ofNullable(leases.get(address));
    }

    @Override
    public List<Lease> findByClient(ClientKey client) {
      return leases.values().stream().filter(lease -> lease.keys().contains(client)).toList();
    }

    @Override
    public void forEach(Consumer<? super Lease> visitor) {
      leases.values().forEach(visitor);
    }
  }
}
