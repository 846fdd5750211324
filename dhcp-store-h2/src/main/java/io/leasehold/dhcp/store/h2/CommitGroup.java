package io.leasehold.dhcp.store.h2;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.store.CommitResult;
import io.leasehold.dhcp.server.store.CommitResult.Committed;
import io.leasehold.dhcp.server.store.CommitResult.Conflict;
import io.leasehold.dhcp.server.store.InMemoryLeaseStore;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseChange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The changes that become durable together: decides which of them apply, each change meeting what
 * those before it have left. For use by one thread.
 */
final class CommitGroup {

  private final InMemoryLeaseStore durable;
  private final Map<Ipv4Address, Lease> newest;

  /**
   * Begins with what is durable already, which is only read.
   *
   * @param changes how many there are to come
   */
  CommitGroup(InMemoryLeaseStore durable, int changes) {
    this.durable = durable;
    newest = new HashMap<>(2 * changes);
  }

  /** Adds a batch; returns the results in its order, which hold once the group is durable. */
  List<CommitResult> add(List<LeaseChange> changes) {
    List<Optional<Lease>> before =
        durable.findByAddresses(changes.stream().map(it -> it.lease().address()).toList());
    List<CommitResult> results = new ArrayList<>(changes.size());
    for (int i = 0; i < changes.size(); i++) {
      results.add(add(changes.get(i), before.get(i)));
    }
    return results;
  }

  private CommitResult add(LeaseChange change, Optional<Lease> before) {
    Lease lease = change.lease();
    Optional<Lease> current = Optional.ofNullable(newest.get(lease.address())).or(() -> before);
    if (current.map(Lease::version).orElse(0L) != change.expectedVersion()) {
      return new Conflict(current);
    }
    newest.put(lease.address(), lease);
    return new Committed(lease);
  }

  /** Returns what is to be written: the last lease of each address, in any order. */
  Collection<Lease> toWrite() {
    return newest.values();
  }
}
