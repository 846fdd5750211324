package io.leasehold.dhcp.store.h2;

import io.leasehold.dhcp.server.store.LeaseStore;
import io.leasehold.dhcp.testkit.LeaseStoreContract;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

/** The H2 store keeps the contract of a durable store. */
class H2LeaseStoreTest extends LeaseStoreContract {

  @TempDir private Path folder;

  @Override
  protected LeaseStore open() {
    return H2LeaseStore.open(folder.resolve("state/leases"));
  }

  @Override
  protected Optional<LeaseStore> reopen() {
    return Optional.of(open());
  }
}
