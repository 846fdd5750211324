package io.leasehold.dhcp.benchmarks.store;

import io.leasehold.dhcp.server.store.Lease;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** Something that keeps leases on the disk. For one thread. */
interface Contender extends AutoCloseable {

  /**
   * Makes a batch durable.
   *
   * @param leases each of another address, and one version newer than the one before
   */
  void commit(List<Lease> leases) throws IOException, SQLException;

  @Override
  void close() throws IOException, SQLException;
}
