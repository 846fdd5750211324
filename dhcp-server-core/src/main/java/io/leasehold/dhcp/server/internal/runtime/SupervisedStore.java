package io.leasehold.dhcp.server.internal.runtime;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.internal.report.StateKeeper;
import io.leasehold.dhcp.server.internal.report.StateKeeper.StoreWork;
import io.leasehold.dhcp.server.store.ClientKey;
import io.leasehold.dhcp.server.store.CommitResult;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseChange;
import io.leasehold.dhcp.server.store.LeaseQuery;
import io.leasehold.dhcp.server.store.LeaseSnapshot;
import io.leasehold.dhcp.server.store.LeaseStore;
import io.leasehold.dhcp.server.store.RecentChanges;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A store of which the server's state shows whether it works, and keeps to its contract.
 *
 * <p>Safe for use by any thread.
 */
public final class SupervisedStore implements LeaseStore {

  private final LeaseStore store;
  private final StateKeeper state;

  /** Supervises a store. */
  public SupervisedStore(LeaseStore store, StateKeeper state) {
    this.store = store;
    this.state = state;
  }

  @Override
  public Optional<Lease> findByAddress(Ipv4Address address) {
    return supervise(StoreWork.READ, () -> store.findByAddress(address));
  }

  @Override
  public List<Lease> findByClient(ClientKey client) {
    return supervise(StoreWork.READ, () -> store.findByClient(client));
  }

  @Override
  public LeaseSnapshot readAll(LeaseQuery query) {
    return supervise(StoreWork.READ, () -> store.readAll(query));
  }

  @Override
  public CommitResult commit(LeaseChange change) {
    return supervise(StoreWork.COMMIT, () -> store.commit(change));
  }

  @Override
  public List<CommitResult> commitAll(List<LeaseChange> changes) {
    return supervise(StoreWork.COMMIT, () -> checked(store.commitAll(changes), changes.size()));
  }

  @Override
  public void forEach(Consumer<? super Lease> visitor) {
    store.forEach(visitor);
  }

  /** Says nothing of how the store is doing: one that records no changes answers in any case. */
  @Override
  public RecentChanges changesSince(long mark) {
    return store.changesSince(mark);
  }

  private static List<CommitResult> checked(List<CommitResult> results, int expected) {
    if (results.size() != expected) {
      throw new IllegalStateException(
          "commitAll of the lease store: expected "
              + expected
              + " results, one for each change, found "
              + results.size());
    }
    results.forEach(result -> Objects.requireNonNull(result, "result of commitAll"));
    return results;
  }

  private <T> T supervise(StoreWork work, Supplier<T> call) {
    T answer;
    try {
      answer = call.get();
    } catch (Throwable e) {
      state.failed(work, e);
      throw e;
    }
    state.succeeded(work);
    return answer;
  }
}
