package io.leasehold.dhcp.testkit.products;

import io.leasehold.dhcp.server.store.InMemoryLeaseStore;
import io.leasehold.dhcp.server.store.LeaseStore;
import io.leasehold.dhcp.testkit.FaultyLeaseStore;
import io.leasehold.dhcp.testkit.LeaseStoreContract;

/** A store that was told nothing keeps the contract, as the one behind it does. */
class FaultyLeaseStoreTest extends LeaseStoreContract {

  @Override
  protected LeaseStore open() {
    FaultyLeaseStore store = FaultyLeaseStore.around(new InMemoryLeaseStore());
    store.failReads();
    store.failCommits();
    store.failAfterCommits();
    store.conflict(7);
    store.heal();
    return store;
  }
}
