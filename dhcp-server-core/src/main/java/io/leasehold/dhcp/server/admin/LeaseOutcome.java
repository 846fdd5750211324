package io.leasehold.dhcp.server.admin;

import io.leasehold.dhcp.server.store.Lease;
import java.util.Optional;

/** What became of a change that the operator wanted. */
public sealed interface LeaseOutcome {

  /**
   * The change is stored, and durable if the store claims durability.
   *
   * @param lease what is stored now
   */
  record Done(Lease lease) implements LeaseOutcome {}

  /**
   * Somebody else has changed the lease; nothing is stored.
   *
   * @param current what is stored
   */
  record Conflict(Optional<Lease> current) implements LeaseOutcome {}

  /**
   * The change is not to be made; nothing is stored.
   *
   * @param reason why
   * @param why the same for a reader, with the values that led to it
   */
  record Refused(Reason reason, String why) implements LeaseOutcome {}

  /** Why a change is not to be made. */
  enum Reason {
    /** The address is leased, offered to another client, or in quarantine. */
    TAKEN,
    /** The configuration would not give the address to the client. */
    UNSUITABLE,
    /** There is no lease in force and no quarantine, or there would be none afterwards. */
    ENDED
  }
}
