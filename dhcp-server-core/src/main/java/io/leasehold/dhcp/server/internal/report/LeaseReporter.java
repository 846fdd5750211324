package io.leasehold.dhcp.server.internal.report;

import io.leasehold.dhcp.codec.octets.Utf8Text;
import io.leasehold.dhcp.server.LeaseEvent;
import io.leasehold.dhcp.server.LeaseEvent.Kind;
import io.leasehold.dhcp.server.ServerListener;
import io.leasehold.dhcp.server.internal.report.Endings.Ending;
import io.leasehold.dhcp.server.store.ClientKey;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseQuery;
import io.leasehold.dhcp.server.store.LeaseSnapshot;
import io.leasehold.dhcp.server.store.LeaseState;
import io.leasehold.dhcp.server.store.LeaseStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the log and the listener about leases that have changed, and about those that have ended.
 *
 * <p>Safe for use by any thread.
 */
public final class LeaseReporter {

  private static final Logger LOG = LoggerFactory.getLogger("io.leasehold.dhcp.lease");

  private static final int MAX_NAME_LENGTH = 64;
  private static final int MAX_READ = 256;

  private final ServerListener listener;
  private final Endings endings = new Endings();

  LeaseReporter(ServerListener listener) {
    this.listener = listener;
  }

  /** Notes a lease that was stored before the server started. Its end is told if it is to come. */
  public void known(Lease lease, Instant now) {
    if (lease.isBoundAt(now)) {
      endings.put(lease.address(), lease.endsAt());
    }
  }

  /** Reports that {@code lease} is stored in the place of {@code before}. */
  public void changed(Optional<Lease> before, Lease lease, Instant now) {
    Optional<Instant> unclaimed =
        lease.state() == LeaseState.BOUND
            ? endings.put(lease.address(), lease.endsAt())
            : endings.remove(lease.address());
    Optional<Lease> ended = before.filter(old -> hasEnded(old, now));
    ended
        .filter(old -> unclaimed.equals(Optional.of(old.endsAt())))
        .ifPresent(old -> tell(new LeaseEvent(Kind.EXPIRED, old, Optional.empty())));
    before
        .filter(old -> isForgotten(old, lease))
        .ifPresent(old -> listener.onLease(new LeaseEvent(Kind.RECLAIMED, old, Optional.empty())));
    kind(before, lease, now).ifPresent(kind -> tell(new LeaseEvent(kind, lease, before)));
  }

  /** An offer leaves nothing of what was stored, so that nobody could tell of it later. */
  private static boolean isForgotten(Lease old, Lease lease) {
    if (old.keys().isEmpty() || old.state() == LeaseState.OFFERED) {
      return false;
    }
    return switch (lease.state()) {
      case OFFERED -> true;
      case BOUND -> !isSameClient(old, lease);
      case RELEASED, REVOKED, QUARANTINED -> false;
    };
  }

  /** Reports the leases that have ended since this was called last, as the store has them. */
  public void reportEnded(LeaseStore store, Instant now) {
    List<Ending> due = endings.takeDue(now, MAX_READ);
    while (!due.isEmpty()) {
      reportEnded(due, store, now);
      due = endings.takeDue(now, MAX_READ);
    }
  }

  private void reportEnded(List<Ending> due, LeaseStore store, Instant now) {
    LeaseSnapshot snapshot;
    try {
      snapshot =
          store.readAll(
              new LeaseQuery(
                  due.stream().map(Ending::address).collect(Collectors.toSet()), Set.of()));
    } catch (Throwable e) {
      due.forEach(endings::putBack);
      throw e;
    }
    for (Ending ending : due) {
      // Whoever replaces the lease at this moment may have claimed its end already.
      if (endings.claim(ending)) {
        snapshot.findByAddress(ending.address()).ifPresent(lease -> endedOrExtended(lease, now));
      }
    }
  }

  private void endedOrExtended(Lease lease, Instant now) {
    if (hasEnded(lease, now)) {
      tell(new LeaseEvent(Kind.EXPIRED, lease, Optional.empty()));
    } else {
      // Another server that shares the store has extended it.
      known(lease, now);
    }
  }

  private static boolean hasEnded(Lease lease, Instant now) {
    return lease.state() == LeaseState.BOUND && !now.isBefore(lease.endsAt());
  }

  /** Returns how a lease has changed; empty where it is no lease yet. */
  private static Optional<Kind> kind(Optional<Lease> before, Lease lease, Instant now) {
    boolean wasBound = before.filter(old -> old.isBoundAt(now)).isPresent();
    boolean wasOffered = before.filter(old -> old.isOfferedAt(now)).isPresent();
    return switch (lease.state()) {
      case OFFERED -> Optional.empty();
      case RELEASED -> Optional.of(Kind.RELEASED);
      case REVOKED -> Optional.of(Kind.REVOKED);
      case QUARANTINED -> Optional.of(wasBound || wasOffered ? Kind.DECLINED : Kind.QUARANTINED);
      case BOUND ->
          Optional.of(wasBound && isSameClient(before.get(), lease) ? Kind.RENEWED : Kind.LEASED);
    };
  }

  private static boolean isSameClient(Lease before, Lease after) {
    return before.keys().stream().anyMatch(after.keys()::contains);
  }

  private void tell(LeaseEvent event) {
    Lease lease = event.lease();
    if (LOG.isInfoEnabled()) {
      LOG.info(
          "{} {} to {}{} until {}",
          event.kind(),
          lease.address(),
          lease.keys().stream().map(ClientKey::toString).collect(Collectors.joining(", ")),
          lease.hostName().map(name -> " " + printable(name)).orElse(""),
          lease.endsAt().equals(Lease.NEVER) ? "for ever" : lease.endsAt());
    }
    listener.onLease(event);
  }

  /** What a client calls itself may be anything: nothing of it may pass for a line of the log. */
  private static String printable(String name) {
    return Utf8Text.quote(
        name.length() > MAX_NAME_LENGTH ? name.substring(0, MAX_NAME_LENGTH) + "…" : name);
  }
}
