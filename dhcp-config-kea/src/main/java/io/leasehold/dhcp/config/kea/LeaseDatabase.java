package io.leasehold.dhcp.config.kea;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where leases are kept, from {@code lease-database}.
 *
 * @param h2File the name of an H2 database's file; empty where leases live in memory alone
 */
public record LeaseDatabase(Optional<Path> h2File) {

  /** Leases are forgotten when the server ends. */
  public static final LeaseDatabase MEMORY = new LeaseDatabase(Optional.empty());
}
