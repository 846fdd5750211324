package io.leasehold.dhcp.server;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.store.ClientKey;
import io.leasehold.dhcp.server.store.CommitResult;
import io.leasehold.dhcp.server.store.InMemoryLeaseStore;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseChange;
import io.leasehold.dhcp.server.store.LeaseQuery;
import io.leasehold.dhcp.server.store.LeaseSnapshot;
import io.leasehold.dhcp.server.store.LeaseStore;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A store whose reads or commits do not return until a test lets them. Safe for any thread. */
final class StallingStore implements LeaseStore {

  final AtomicInteger commits = new AtomicInteger();
  private final LeaseStore leases = new InMemoryLeaseStore();
  private volatile CompletableFuture<Void> read = CompletableFuture.completedFuture(null);
  private volatile CompletableFuture<Void> commit = CompletableFuture.completedFuture(null);

  void stallReads() {
    read = new CompletableFuture<>();
  }

  void stallCommits() {
    commit = new CompletableFuture<>();
  }

  /** Has all that is stuck go on. */
  void goOn() {
    read.complete(null);
    commit.complete(null);
  }

  @Override
  public LeaseSnapshot readAll(LeaseQuery query) {
    read.join();
    return leases.readAll(query);
  }

  @Override
  public List<CommitResult> commitAll(List<LeaseChange> changes) {
    commits.incrementAndGet();
    commit.join();
    return leases.commitAll(changes);
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
