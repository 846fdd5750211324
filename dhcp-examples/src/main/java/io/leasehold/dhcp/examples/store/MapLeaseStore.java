package io.leasehold.dhcp.examples.store;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.store.ClientKey;
import io.leasehold.dhcp.server.store.CommitResult;
import io.leasehold.dhcp.server.store.CommitResult.Committed;
import io.leasehold.dhcp.server.store.CommitResult.Conflict;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseChange;
import io.leasehold.dhcp.server.store.LeaseStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The smallest store that keeps the contract: a map behind a lock. */
public final class MapLeaseStore implements LeaseStore {

  private final Map<Ipv4Address, Lease> leases = new HashMap<>();

  /** Makes a store without leases. */
  public MapLeaseStore() {}

  @Override
  public synchronized Optional<Lease> findByAddress(Ipv4Address address) {
    return Optional.ofNullable(leases.get(address));
  }

  @Override
  public synchronized List<Lease> findByClient(ClientKey client) {
    return leases.values().stream().filter(lease -> lease.keys().contains(client)).toList();
  }

  @Override
  public synchronized CommitResult commit(LeaseChange change) {
    Optional<Lease> current = findByAddress(change.lease().address());
    if (current.map(Lease::version).orElse(0L) != change.expectedVersion()) {
      return new Conflict(current);
    }
    leases.put(change.lease().address(), change.lease());
    return new Committed(change.lease());
  }

  @Override
  public void forEach(Consumer<? super Lease> visitor) {
    List<Lease> all;
    synchronized (this) {
      all = List.copyOf(leases.values());
    }
    all.forEach(visitor);
  }
}
