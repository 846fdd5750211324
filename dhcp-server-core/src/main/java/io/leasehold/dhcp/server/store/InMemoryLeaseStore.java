package io.leasehold.dhcp.server.store;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.store.CommitResult.Committed;
import io.leasehold.dhcp.server.store.CommitResult.Conflict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A store that forgets everything with the process: for tests, and as the example of a store.
 * Closing it keeps the leases, so that a test can hand it to the next server.
 *
 * <p>Safe for use by any thread.
 */
public final class InMemoryLeaseStore implements LeaseStore {

  private final Map<Ipv4Address, Lease> byAddress = new HashMap<>();
  private final Map<ClientKey, Map<Ipv4Address, Lease>> byClient = new HashMap<>();

  /** Makes a store without leases. */
  public InMemoryLeaseStore() {}

  /** Makes a store that holds {@code leases}; of several for one address it keeps the last. */
  public InMemoryLeaseStore(Iterable<Lease> leases) {
    leases.forEach(this::put);
  }

  @Override
  public synchronized Optional<Lease> findByAddress(Ipv4Address address) {
    return Optional.ofNullable(byAddress.get(address));
  }

  @Override
  public synchronized List<Lease> findByClient(ClientKey client) {
    return List.copyOf(byClient.getOrDefault(client, Map.of()).values());
  }

  @Override
  public synchronized CommitResult commit(LeaseChange change) {
    Lease lease = change.lease();
    Optional<Lease> current = findByAddress(lease.address());
    if (current.map(Lease::version).orElse(0L) != change.expectedVersion()) {
      return new Conflict(current);
    }
    put(lease);
    return new Committed(lease);
  }

  private void put(Lease lease) {
    Optional.ofNullable(byAddress.put(lease.address(), lease)).ifPresent(this::unfile);
    for (ClientKey key : lease.keys()) {
      byClient.computeIfAbsent(key, k -> new HashMap<>(2)).put(lease.address(), lease);
    }
  }

  private void unfile(Lease lease) {
    for (ClientKey key : lease.keys()) {
      byClient.computeIfPresent(
          key,
          (k, leases) -> {
            leases.remove(lease.address());
            return leases.isEmpty() ? null : leases;
          });
    }
  }

  @Override
  public void forEach(Consumer<? super Lease> visitor) {
    List<Lease> leases;
    synchronized (this) {
      leases = new ArrayList<>(byAddress.values());
    }
    leases.forEach(visitor);
  }

  @Override
  public synchronized LeaseSnapshot readAll(LeaseQuery query) {
    return LeaseStore.super.readAll(query);
  }

  @Override
  public synchronized List<CommitResult> commitAll(List<LeaseChange> changes) {
    return LeaseStore.super.commitAll(changes);
  }
}
