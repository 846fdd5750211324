package io.leasehold.dhcp.examples.store;

import io.leasehold.dhcp.server.store.LeaseStore;
import io.leasehold.dhcp.testkit.LeaseStoreContract;

/** The store of the guide's first part keeps the contract. */
class MapLeaseStoreTest extends LeaseStoreContract {

  @Override
  protected LeaseStore open() {
    return new MapLeaseStore();
  }
}
