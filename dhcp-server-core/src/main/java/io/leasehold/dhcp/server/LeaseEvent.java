package io.leasehold.dhcp.server;

import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseState;
import io.leasehold.dhcp.server.store.NameUpdates;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A lease has changed, and the change is committed; or its time has come.
 *
 * @param kind how it has changed
 * @param lease as it is now; the lease that has ended where the kind is {@link Kind#EXPIRED} or
 *     {@link Kind#RECLAIMED}
 * @param before what was stored for the address before; empty where that was nothing, and where the
 *     kind is {@link Kind#EXPIRED} or {@link Kind#RECLAIMED}
 */
public record LeaseEvent(Kind kind, Lease lease, Optional<Lease> before) {

  /** How a lease changes. */
  public enum Kind {
    /** A client has got the address, or the operator has given it to one. */
    LEASED,
    /** The client that had the address has extended its lease, or the operator has changed it. */
    RENEWED,
    /** The client has given the address back, or has been refused it. */
    RELEASED,
    /**
     * The operator has taken the address from its client, or out of quarantine. {@link
     * LeaseEvent#before} is what it was.
     */
    REVOKED,
    /**
     * The client has found the address in use by somebody else: it goes to nobody until the lease
     * ends. {@link LeaseEvent#before} is the client's lease, or what it was offered.
     */
    DECLINED,
    /** A probe has found the address in use: it goes to nobody until the lease ends. */
    QUARANTINED,
    /**
     * The lease has ended, as its client has not extended it. Told once for each lease that ends
     * while the server runs, within seconds; not for those that ended while no server ran.
     */
    EXPIRED,
    /**
     * The address of the lease, which has ended, is about to be reported as {@link #LEASED} to
     * another client; or the lease is forgotten, as an offer of the address is stored in its place.
     */
    RECLAIMED
  }

  /** Checks for null. */
  public LeaseEvent {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(lease, "lease");
    Objects.requireNonNull(before, "before");
  }

  /**
   * Returns whether the DNS is to have other entries for the address than before, as {@link
   * Lease#nameUpdates} and {@link Lease#hostName} of the lease say where it is {@link Kind#LEASED}
   * or {@link Kind#RENEWED}, and none otherwise.
   */
  public boolean changesNames() {
    return switch (kind) {
      // What was there before has ended, and its entries may be gone with it.
      case LEASED -> Stream.of(Optional.of(lease), before).anyMatch(LeaseEvent::hasEntries);
      case RENEWED -> !entriesOf(lease).equals(before.flatMap(LeaseEvent::entriesOf));
      case RELEASED, EXPIRED, RECLAIMED -> lease.nameUpdates() != NameUpdates.NONE;
      case REVOKED, DECLINED, QUARANTINED -> hasEntries(before);
    };
  }

  private static boolean hasEntries(Optional<Lease> lease) {
    return lease.flatMap(LeaseEvent::entriesOf).isPresent();
  }

  private static Optional<Map.Entry<NameUpdates, Optional<String>>> entriesOf(Lease lease) {
    return lease.state() == LeaseState.BOUND && lease.nameUpdates() != NameUpdates.NONE
        ? Optional.of(Map.entry(lease.nameUpdates(), lease.hostName()))
        : Optional.empty();
  }
}
