package io.leasehold.dhcp.server.internal.runtime;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.config.Pool;
import io.leasehold.dhcp.server.internal.Link;
import io.leasehold.dhcp.server.internal.Plan;
import io.leasehold.dhcp.server.internal.allocate.AddressBook;
import io.leasehold.dhcp.server.store.CommitResult;
import io.leasehold.dhcp.server.store.CommitResult.Committed;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseChange;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Changes nothing, and has every change succeed. Safe for use by any thread. */
record DryRun(AddressBook book) implements Effects {

  @Override
  public Optional<Ipv4Address> holdFree(
      Exchange exchange, Link link, Predicate<Pool> suitable, Instant now) {
    return book.findFree(
        exchange.client(), link, exchange.relay(), suitable, exchange.searchesEverywhere(), now);
  }

  @Override
  public boolean hold(Exchange exchange, Ipv4Address address, Instant now) {
    return !book.isHeldForOther(address, exchange.client(), now);
  }

  @Override
  public void release(Exchange exchange, Ipv4Address address) {
    // Nothing was held.
  }

  @Override
  public void releaseOffer(Exchange exchange, Link link, Instant now) {
    // It stays held.
  }

  /**
   * What is stored is true, whoever finds out; without this, the same address would be found again.
   */
  @Override
  public void correct(Lease lease) {
    book.record(lease);
  }

  @Override
  public List<CommitResult> commitAll(List<LeaseChange> changes) {
    return changes.stream().<CommitResult>map(change -> new Committed(change.lease())).toList();
  }

  @Override
  public void committed(Exchange exchange, CommitResult result, Instant now) {
    // Nothing was.
  }

  @Override
  public void done(Exchange exchange, Plan plan) {
    // Nothing was.
  }
}
