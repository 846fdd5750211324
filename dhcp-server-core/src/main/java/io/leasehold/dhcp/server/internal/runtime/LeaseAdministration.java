package io.leasehold.dhcp.server.internal.runtime;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.address.Ipv4Network;
import io.leasehold.dhcp.codec.address.Ipv4Range;
import io.leasehold.dhcp.server.admin.LeaseFilter;
import io.leasehold.dhcp.server.admin.LeaseOutcome;
import io.leasehold.dhcp.server.admin.LeaseOutcome.Conflict;
import io.leasehold.dhcp.server.admin.LeaseOutcome.Done;
import io.leasehold.dhcp.server.admin.LeaseOutcome.Reason;
import io.leasehold.dhcp.server.admin.LeaseOutcome.Refused;
import io.leasehold.dhcp.server.admin.LeasePage;
import io.leasehold.dhcp.server.admin.LeaseStatus;
import io.leasehold.dhcp.server.admin.Leases;
import io.leasehold.dhcp.server.store.ClientKey;
import io.leasehold.dhcp.server.store.CommitResult;
import io.leasehold.dhcp.server.store.CommitResult.Committed;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseChange;
import io.leasehold.dhcp.server.store.LeaseQuery;
import io.leasehold.dhcp.server.store.LeaseSnapshot;
import io.leasehold.dhcp.server.store.LeaseState;
import io.leasehold.dhcp.server.store.LeaseStore;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Changes leases as the operator wants it, beside the handling of datagrams: stored, then noted in
 * the book, then told, as the engine's own changes are.
 *
 * <p>Safe for use by any thread.
 */
public final class LeaseAdministration implements Leases {

  /** How often a change is tried while others are quicker. */
  private static final int MAX_ATTEMPTS = 8;

  /** How many leases are revoked by one commit. */
  private static final int BATCH = 256;

  private static final Comparator<Lease> HIGHEST_FIRST =
      Comparator.comparing(Lease::address).reversed();

  private final Supplier<Generation> current;
  private final Generation.Surroundings around;
  private final LeaseStore store;

  private record Replacement(Optional<Lease> before, Lease after) {}

  /** Administers the leases of an engine, of which {@code current} tells the generation. */
  public LeaseAdministration(Supplier<Generation> current, Generation.Surroundings around) {
    this.current = current;
    this.around = around;
    store = around.store();
  }

  @Override
  public Optional<Lease> find(Ipv4Address address) {
    return store.findByAddress(address);
  }

  @Override
  public List<Lease> findByClient(ClientKey client) {
    return store.findByClient(client);
  }

  @Override
  public LeasePage list(LeaseFilter filter, int size) {
    return page(filter, size);
  }

  @Override
  public LeasePage list(LeaseFilter filter, Ipv4Address last, int size) {
    Ipv4Range range = filter.range();
    if (last.compareTo(range.first()) < 0) {
      return page(filter, size);
    }
    return last.compareTo(range.last()) < 0
        ? page(filter.in(new Ipv4Range(last.plus(1), range.last())), size)
        : new LeasePage(List.of(), Optional.empty());
  }

  private LeasePage page(LeaseFilter filter, int size) {
    if (size < 1 || size > MAX_PAGE_SIZE) {
      throw new IllegalArgumentException(
          "size " + size + " of a page: expected 1 to " + MAX_PAGE_SIZE);
    }
    Instant now = around.clock().instant();
    // One more than the page has, which tells whether there is another page.
    PriorityQueue<Lease> lowest = new PriorityQueue<>(HIGHEST_FIRST);
    Iterable<Lease> ofClient = filter.client().map(store::findByClient).orElse(List.of());
    ofClient.forEach(lease -> keepLowest(lease, filter, now, size + 1, lowest));
    if (filter.client().isEmpty()) {
      store.forEach(lease -> keepLowest(lease, filter, now, size + 1, lowest));
    }
    boolean isLast = lowest.size() <= size;
    if (!isLast) {
      lowest.remove();
    }
    List<Lease> leases = new ArrayList<>(lowest);
    leases.sort(HIGHEST_FIRST.reversed());
    return new LeasePage(
        leases, isLast ? Optional.empty() : Optional.of(leases.get(leases.size() - 1).address()));
  }

  private static void keepLowest(
      Lease lease, LeaseFilter filter, Instant now, int most, PriorityQueue<Lease> lowest) {
    boolean isTooHigh = lowest.size() == most && HIGHEST_FIRST.compare(lease, lowest.peek()) < 0;
    if (!isTooHigh && filter.matches(lease, now)) {
      lowest.add(lease);
      if (lowest.size() > most) {
        lowest.remove();
      }
    }
  }

  @Override
  public LeaseOutcome add(Lease lease) {
    if (lease.state() != LeaseState.BOUND) {
      throw new IllegalArgumentException(
          "state " + lease.state() + " of the lease of " + lease.address() + ": expected BOUND");
    }
    if (lease.keys().isEmpty()) {
      throw new IllegalArgumentException(
          "the lease of "
              + lease.address()
              + " has no client: expected a client identifier or a hardware address");
    }
    return repeatedly(() -> tryToAdd(lease));
  }

  private LeaseOutcome tryToAdd(Lease lease) {
    Instant now = around.clock().instant();
    Optional<Lease> before = find(lease.address());
    Optional<Refused> objection = objectionTo(lease, before, now);
    return objection.isPresent()
        ? objection.get()
        : store(
            before,
            lease.toBuilder()
                .version(before.map(Lease::version).orElse(0L) + 1)
                .startsAt(now.truncatedTo(ChronoUnit.SECONDS))
                .build());
  }

  private Optional<Refused> objectionTo(Lease lease, Optional<Lease> before, Instant now) {
    if (!lease.isBoundAt(now)) {
      return Optional.of(wouldEnd(lease));
    }
    Optional<LeaseStatus> status = before.map(stored -> LeaseStatus.of(stored, now));
    if (status.filter(it -> it != LeaseStatus.ENDED).isPresent()) {
      return Optional.of(new Refused(Reason.TAKEN, lease.address() + " is taken: " + status.get()));
    }
    Generation generation = current.get();
    if (generation.isOfferedToOther(lease, now)) {
      return Optional.of(
          new Refused(Reason.TAKEN, lease.address() + " is offered to another client"));
    }
    return generation.objectionToGiving(lease).map(why -> new Refused(Reason.UNSUITABLE, why));
  }

  @Override
  public LeaseOutcome change(Lease lease) {
    Optional<Lease> stored = find(lease.address());
    if (stored.filter(it -> it.version() == lease.version()).isEmpty()) {
      return new Conflict(stored);
    }
    Lease before = stored.get();
    if (before.state() != lease.state() || !before.keys().equals(lease.keys())) {
      throw new IllegalArgumentException(
          "change of the lease of "
              + lease.address()
              + " to "
              + lease
              + ": expected the state and the client of "
              + before);
    }
    Instant now = around.clock().instant();
    if (LeaseStatus.of(before, now) == LeaseStatus.ENDED) {
      return hasEnded(lease.address());
    }
    return LeaseStatus.of(lease, now) == LeaseStatus.ENDED
        ? wouldEnd(lease)
        : store(stored, lease.toBuilder().version(lease.version() + 1).build());
  }

  private static Refused wouldEnd(Lease lease) {
    return new Refused(
        Reason.ENDED, "the lease of " + lease.address() + " would end at " + lease.endsAt());
  }

  private static Refused hasEnded(Ipv4Address address) {
    return new Refused(Reason.ENDED, address + " is neither leased nor in quarantine");
  }

  @Override
  public LeaseOutcome revoke(Ipv4Address address) {
    return repeatedly(() -> tryToRevoke(address));
  }

  private LeaseOutcome tryToRevoke(Ipv4Address address) {
    Instant now = around.clock().instant();
    return find(address)
        .flatMap(before -> revocation(before, now))
        .map(revocation -> store(revocation.before, revocation.after))
        .orElseGet(() -> hasEnded(address));
  }

  private static Optional<Replacement> revocation(Lease before, Instant now) {
    return LeaseStatus.of(before, now) == LeaseStatus.ENDED
        ? Optional.empty()
        : Optional.of(
            new Replacement(
                Optional.of(before),
                before.next(LeaseState.REVOKED, now.truncatedTo(ChronoUnit.SECONDS))));
  }

  @Override
  public long wipe(Ipv4Network network) {
    Instant now = around.clock().instant();
    List<Ipv4Address> addresses = new ArrayList<>();
    store.forEach(
        lease -> {
          if (network.contains(lease.address())
              && LeaseStatus.of(lease, now) != LeaseStatus.ENDED) {
            addresses.add(lease.address());
          }
        });
    Collections.sort(addresses);
    long revoked = 0;
    for (int from = 0; from < addresses.size(); from += BATCH) {
      revoked += revokeAll(addresses.subList(from, Math.min(from + BATCH, addresses.size())));
    }
    return revoked;
  }

  private long revokeAll(List<Ipv4Address> addresses) {
    Instant now = around.clock().instant();
    LeaseQuery query = new LeaseQuery(new HashSet<>(addresses), Set.of());
    LeaseSnapshot found = store.readAll(query);
    List<Replacement> revocations =
        addresses.stream()
            .flatMap(address -> Optional.ofNullable(found.byAddress().get(address)).stream())
            .flatMap(before -> revocation(before, now).stream())
            .toList();
    List<CommitResult> results = commitAll(revocations);
    long revoked = 0;
    for (int i = 0; i < results.size(); i++) {
      boolean isDone =
          results.get(i) instanceof Committed
              || revoke(revocations.get(i).after.address()) instanceof Done;
      revoked += isDone ? 1 : 0;
    }
    return revoked;
  }

  private static LeaseOutcome repeatedly(Supplier<LeaseOutcome> attempt) {
    LeaseOutcome outcome = attempt.get();
    for (int i = 1; i < MAX_ATTEMPTS && outcome instanceof Conflict; i++) {
      outcome = attempt.get();
    }
    return outcome;
  }

  private LeaseOutcome store(Optional<Lease> before, Lease after) {
    CommitResult result = commitAll(List.of(new Replacement(before, after))).get(0);
    return result instanceof CommitResult.Conflict conflict
        ? new Conflict(conflict.current())
        : new Done(after);
  }

  private List<CommitResult> commitAll(List<Replacement> replacements) {
    if (replacements.isEmpty()) {
      return List.of();
    }
    try {
      List<CommitResult> results =
          store.commitAll(replacements.stream().map(it -> new LeaseChange(it.after)).toList());
      note(replacements, results);
      return results;
    } catch (StalledCommitException e) {
      e.whenAnswered(results -> note(replacements, results));
      throw e;
    }
  }

  private void note(List<Replacement> replacements, List<CommitResult> results) {
    Instant now = around.clock().instant();
    for (int i = 0; i < results.size(); i++) {
      if (results.get(i) instanceof Committed committed) {
        current.get().record(committed.lease());
        around.reports().leases().changed(replacements.get(i).before, committed.lease(), now);
      } else if (results.get(i) instanceof CommitResult.Conflict conflict) {
        conflict.current().ifPresent(current.get()::record);
      }
    }
  }
}
