package io.leasehold.dhcp.store.h2;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.store.CommitResult;
import io.leasehold.dhcp.server.store.CommitResult.Committed;
import io.leasehold.dhcp.server.store.CommitResult.Conflict;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseChange;
import io.leasehold.dhcp.server.store.LeaseStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The changes that become durable together: decides which of them apply, each change meeting what
 * those before it have left. For use by one thread.
 */
final class CommitGroup {

  private final LeaseStore durable;
  private final List<LeaseChange> applied = new ArrayList<>();
  private final NavigableMap<Ipv4Address, Lease> newest = new TreeMap<>();

  /** Begins with what is durable already, which is only read until {@link #publish}. */
  CommitGroup(LeaseStore durable) {
    this.durable = durable;
  }

  /** Adds a batch; returns the results in its order, which hold once the group is durable. */
  List<CommitResult> add(List<LeaseChange> changes) {
    return changes.stream().map(this::add).toList();
  }

  private CommitResult add(LeaseChange change) {
    Lease lease = change.lease();
    Optional<Lease> current =
        Optional.ofNullable(newest.get(lease.address()))
            .or(() -> durable.findByAddress(lease.address()));
    if (current.map(Lease::version).orElse(0L) != change.expectedVersion()) {
      return new Conflict(current);
    }
    applied.add(change);
    newest.put(lease.address(), lease);
    return new Committed(lease);
  }

  /** Returns what is to be written, in the order of the addresses: the last lease of each. */
  Collection<Lease> toWrite() {
    return newest.values();
  }

  /** Lets the finds see the group, all at once. */
  void publish() {
    durable.commitAll(applied);
  }
}
