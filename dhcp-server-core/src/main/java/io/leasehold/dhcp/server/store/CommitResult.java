package io.leasehold.dhcp.server.store;

import java.util.Optional;

/** What became of a {@link LeaseChange}. */
public sealed interface CommitResult {

  /**
   * The change is stored, and durable if the store claims durability.
   *
   * @param lease what is stored now
   */
  record Committed(Lease lease) implements CommitResult {}

  /**
   * Another version was stored than the change expected; nothing has changed.
   *
   * @param current what is stored
   */
  record Conflict(Optional<Lease> current) implements CommitResult {}
}
