package io.leasehold.dhcp.examples.store;

import io.leasehold.dhcp.server.store.LeaseStore;
import io.leasehold.dhcp.testkit.LeaseStoreContract;
import java.nio.file.Path;
import java.util.Optional;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** The store of the guide's second part keeps the contract of a store that outlives its process. */
class JdbcLeaseStoreTest extends LeaseStoreContract {

  @TempDir private Path folder;

  private Optional<JdbcConnectionPool> database = Optional.empty();

  @Override
  protected LeaseStore open() {
    closeDatabase();
    database =
        Optional.of(JdbcConnectionPool.create("jdbc:h2:" + folder.resolve("leases"), "sa", ""));
    return new JdbcLeaseStore(database.get());
  }

  @Override
  protected Optional<LeaseStore> reopen() {
    return Optional.of(open());
  }

  @AfterEach
  void closeDatabase() {
    database.ifPresent(JdbcConnectionPool::dispose);
  }
}
