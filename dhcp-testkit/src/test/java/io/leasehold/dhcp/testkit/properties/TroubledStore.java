package io.leasehold.dhcp.testkit.properties;

import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.store.ClientKey;
import io.leasehold.dhcp.server.store.CommitResult;
import io.leasehold.dhcp.server.store.CommitResult.Committed;
import io.leasehold.dhcp.server.store.InMemoryLeaseStore;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseChange;
import io.leasehold.dhcp.server.store.LeaseQuery;
import io.leasehold.dhcp.server.store.LeaseSnapshot;
import io.leasehold.dhcp.server.store.LeaseState;
import io.leasehold.dhcp.server.store.LeaseStore;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A store in memory that fails or loses races as it is told, shared with another server, and
 * remembers what it has told whom. For one thread.
 */
final class TroubledStore implements LeaseStore {

  static final Duration OTHER_SERVERS_TIME = Duration.ofMinutes(20);

  private final LeaseStore leases = new InMemoryLeaseStore();
  private final Clock clock;
  private final Consumer<Lease> otherServerLeased;
  private final List<Lease> answered = new ArrayList<>();
  private final List<Lease> unanswered = new ArrayList<>();
  private Trouble trouble = Trouble.NONE;
  private int commits;
  private boolean threw;
  private int strangers;

  TroubledStore(Clock clock, Consumer<Lease> otherServerLeased) {
    this.clock = clock;
    this.otherServerLeased = otherServerLeased;
  }

  /** Begins anew to remember, with this trouble from now on. */
  void begin(Trouble next) {
    trouble = next;
    commits = 0;
    threw = false;
    answered.clear();
    unanswered.clear();
  }

  /** Ends the trouble, and keeps what is remembered. */
  void endTrouble() {
    trouble = Trouble.NONE;
  }

  /** Returns what was committed, and said to be. */
  List<Lease> answered() {
    return answered;
  }

  /** Returns what was committed by calls that threw. */
  List<Lease> unanswered() {
    return unanswered;
  }

  /** Returns whether a call threw. */
  boolean threw() {
    return threw;
  }

  /** Returns how often it was to commit something. */
  int commits() {
    return commits;
  }

  /** Has the other server lease an address to a client of its own, if nobody has it. */
  void otherServerLeases(Ipv4Address address) {
    Optional<Lease> known = leases.findByAddress(address);
    if (known.filter(lease -> isInForce(lease)).isPresent()) {
      return;
    }
    Lease lease =
        Lease.builder(address)
            .version(known.map(Lease::version).orElse(0L) + 1)
            .hardwareAddress(
                Optional.of(
                    HardwareAddress.ethernet(
                        String.format("02:00:00:01:00:%02x", strangers++ % 256))))
            .startsAt(clock.instant().truncatedTo(ChronoUnit.SECONDS))
            .endsAt(
                clock
                    .instant()
                    .truncatedTo(ChronoUnit.SECONDS)
                    .plus(OTHER_SERVERS_TIME)
                    .plusSeconds(1))
            .build();
    leases.commit(new LeaseChange(lease));
    otherServerLeased.accept(lease);
  }

  private boolean isInForce(Lease lease) {
    return lease.state() != LeaseState.RELEASED && clock.instant().isBefore(lease.endsAt());
  }

  @Override
  public LeaseSnapshot readAll(LeaseQuery query) {
    failIf(trouble == Trouble.READ_THROWS);
    return leases.readAll(query);
  }

  @Override
  public List<CommitResult> commitAll(List<LeaseChange> changes) {
    commits++;
    failIf(trouble == Trouble.COMMIT_THROWS_BEFORE);
    failIf(trouble == Trouble.SECOND_COMMIT_THROWS && commits == 2);
    if (trouble == Trouble.RACES || (trouble == Trouble.RACE && commits == 1)) {
      race(changes.get(0).lease().address());
    }
    boolean throwsAfter = trouble == Trouble.COMMIT_THROWS_AFTER;
    boolean throwsHalfway = trouble == Trouble.COMMIT_THROWS_HALFWAY;
    int count = throwsHalfway ? (changes.size() + 1) / 2 : changes.size();
    List<CommitResult> results = leases.commitAll(changes.subList(0, count));
    for (CommitResult result : results) {
      if (result instanceof Committed committed) {
        (throwsAfter || throwsHalfway ? unanswered : answered).add(committed.lease());
      }
    }
    failIf(throwsAfter || throwsHalfway);
    return results;
  }

  private void failIf(boolean condition) {
    if (condition) {
      threw = true;
      throw new IllegalStateException("no space left on device");
    }
  }

  /** The other server leases the address, or stores anew what it knows of it. */
  private void race(Ipv4Address address) {
    Optional<Lease> known = leases.findByAddress(address).filter(this::isInForce);
    known.ifPresent(
        lease -> leases.commit(new LeaseChange(lease.next(lease.state(), lease.endsAt()))));
    if (known.isEmpty()) {
      otherServerLeases(address);
    }
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
    return leases.commit(change);
  }

  @Override
  public void forEach(Consumer<? super Lease> visitor) {
    leases.forEach(visitor);
  }
}
