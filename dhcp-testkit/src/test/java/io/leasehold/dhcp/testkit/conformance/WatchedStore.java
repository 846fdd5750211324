package io.leasehold.dhcp.testkit.conformance;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.store.ClientKey;
import io.leasehold.dhcp.server.store.CommitResult;
import io.leasehold.dhcp.server.store.InMemoryLeaseStore;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseChange;
import io.leasehold.dhcp.server.store.LeaseQuery;
import io.leasehold.dhcp.server.store.LeaseSnapshot;
import io.leasehold.dhcp.server.store.LeaseStore;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A store in memory that counts the batches it is asked for, and lets a test step in before each of
 * them: to fail it, or to let others go first. Safe for use by any thread.
 */
final class WatchedStore implements LeaseStore {

  private final LeaseStore leases = new InMemoryLeaseStore();
  private final AtomicInteger reads = new AtomicInteger();
  private final AtomicInteger commits = new AtomicInteger();
  private volatile Runnable beforeRead = () -> {};
  private volatile Runnable beforeCommit = () -> {};
  private volatile Runnable beforeVisit = () -> {};
  private volatile boolean answersNull;

  WatchedStore beforeRead(Runnable action) {
    beforeRead = action;
    return this;
  }

  WatchedStore beforeCommit(Runnable action) {
    beforeCommit = action;
    return this;
  }

  WatchedStore beforeVisit(Runnable action) {
    beforeVisit = action;
    return this;
  }

  /** Has commits answered with nothing, against the contract. */
  WatchedStore answeringNull() {
    answersNull = true;
    return this;
  }

  /** Returns the action of a store that is broken. */
  static Runnable failure() {
    return () -> {
      throw new IllegalStateException("no space left on device");
    };
  }

  int reads() {
    return reads.get();
  }

  int commits() {
    return commits.get();
  }

  @Override
  public LeaseSnapshot readAll(LeaseQuery query) {
    reads.incrementAndGet();
    beforeRead.run();
    return leases.readAll(query);
  }

  @Override
  public List<CommitResult> commitAll(List<LeaseChange> changes) {
    commits.incrementAndGet();
    beforeCommit.run();
    List<CommitResult> results = leases.commitAll(changes);
    return answersNull ? Collections.nCopies(changes.size(), null) : results;
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
    beforeVisit.run();
    leases.forEach(visitor);
  }
}
