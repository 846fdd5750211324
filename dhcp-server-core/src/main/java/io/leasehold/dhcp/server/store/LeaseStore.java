package io.leasehold.dhcp.server.store;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where leases are kept (SPI). Implement the four methods without a body; override {@link #readAll}
 * and {@link #commitAll} where the store can do a whole batch at once.
 *
 * <p>The contract, which {@code LeaseStoreContract} of the test kit checks as far as one process
 * can see it:
 *
 * <ul>
 *   <li>There is at most one lease for an address.
 *   <li>{@link #commit} is a compare-and-set on {@link Lease#version()}, atomic whatever threads
 *       and servers share the store. Losing is a value, {@link CommitResult.Conflict}.
 *   <li>When it has returned {@link CommitResult.Committed}, every later find sees the lease, and a
 *       store that claims durability keeps it whatever happens to the process. No find sees a lease
 *       that is not yet durable.
 *   <li>A method that cannot do its work throws an unchecked exception, and then nothing that the
 *       call has not answered may be relied upon either way.
 *   <li>All methods may be called by several threads at once. Each may block.
 * </ul>
 */
public interface LeaseStore extends AutoCloseable {

  /** Returns the lease of an address, ended or not. */
  Optional<Lease> findByAddress(Ipv4Address address);

  /**
   * Returns the leases that have {@code client} among their {@link Lease#keys()}, ended or not, in
   * any order; a client may have leases in several subnets.
   */
  List<Lease> findByClient(ClientKey client);

  /**
   * Stores a lease if the stored version is the one that the change expects; durable on return if
   * the store claims durability.
   */
  CommitResult commit(LeaseChange change);

  /**
   * Hands each lease to {@code visitor}, on the calling thread, in any order. Leases that are
   * committed meanwhile may be seen or not.
   */
  void forEach(Consumer<? super Lease> visitor);

  /**
   * Makes everything durable and lets go of files and connections; by default there is nothing to
   * let go of. A second call does nothing.
   */
  @Override
  default void close() {}

  /** Answers a whole batch; by default with one find for each part. */
  default LeaseSnapshot readAll(LeaseQuery query) {
    Map<Ipv4Address, Lease> byAddress = new HashMap<>();
    for (Ipv4Address address : query.addresses()) {
      findByAddress(address).ifPresent(lease -> byAddress.put(address, lease));
    }
    Map<ClientKey, List<Lease>> byClient = new HashMap<>();
    for (ClientKey client : query.clients()) {
      byClient.put(client, List.copyOf(findByClient(client)));
    }
    return new LeaseSnapshot(byAddress, byClient);
  }

  /**
   * Stores a whole batch, as if by {@link #commit} in order; results are in the order of the
   * changes, and a conflict affects its own change only. By default with one commit for each.
   */
  default List<CommitResult> commitAll(List<LeaseChange> changes) {
    return changes.stream().map(this::commit).toList();
  }

  /**
   * Returns what has been committed since a mark, by whatever server: one that shares its store
   * with others learns so, now and then, of addresses that they have leased or freed. It is a help
   * and no more: whether an address is free is decided by {@link #commit}. Override it in a store
   * that several servers share, and that can answer without looking at all leases; by default
   * nothing is recorded, and each address that another server has leased costs this one a look when
   * it is about to be offered.
   *
   * @param mark that of an earlier answer; 0 for the beginning
   */
  default RecentChanges changesSince(long mark) {
    return RecentChanges.NOT_RECORDED;
  }
}
