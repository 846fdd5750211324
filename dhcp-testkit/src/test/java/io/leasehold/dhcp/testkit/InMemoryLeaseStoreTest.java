package io.leasehold.dhcp.testkit;

import io.leasehold.dhcp.server.store.InMemoryLeaseStore;
import io.leasehold.dhcp.server.store.LeaseStore;
import java.util.Optional;

/** The in-memory store keeps the contract, and its leases when it is closed. */
class InMemoryLeaseStoreTest extends LeaseStoreContract {

  private final LeaseStore store = new InMemoryLeaseStore();

  @Override
  protected LeaseStore open() {
    return store;
  }

  @Override
  protected Optional<LeaseStore> reopen() {
    return Optional.of(store);
  }
}
