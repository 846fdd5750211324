package io.leasehold.dhcp.benchmarks.store;

import io.leasehold.dhcp.server.store.CommitResult.Committed;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseChange;
import io.leasehold.dhcp.server.store.LeaseStore;
import java.util.List;

/** A lease store of ours. */
record DurableStore(LeaseStore store) implements Contender {

  @Override
  public void commit(List<Lease> leases) {
    List<LeaseChange> changes = leases.stream().map(LeaseChange::new).toList();
    if (!store.commitAll(changes).stream().allMatch(Committed.class::isInstance)) {
      throw new IllegalStateException("a conflict, where nobody else commits");
    }
  }

  @Override
  public void close() {
    store.close();
  }
}
