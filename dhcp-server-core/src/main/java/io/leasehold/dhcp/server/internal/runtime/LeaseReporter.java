package io.leasehold.dhcp.server.internal.runtime;

import io.leasehold.dhcp.server.LeaseEvent;
import io.leasehold.dhcp.server.LeaseEvent.Kind;
import io.leasehold.dhcp.server.ServerListener;
import io.leasehold.dhcp.server.store.ClientKey;
import io.leasehold.dhcp.server.store.Lease;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log and the listener about leases that have changed. */
public final class LeaseReporter {

  private static final Logger LOG = LoggerFactory.getLogger("io.leasehold.dhcp.lease");

  private final ServerListener listener;

  /** Makes the reporter to a listener. */
  public LeaseReporter(ServerListener listener) {
    this.listener = listener;
  }

  /** Reports that {@code lease} is stored in the place of {@code before}. */
  void report(Optional<Lease> before, Lease lease, Instant now) {
    Kind kind = kind(before, lease, now);
    if (LOG.isInfoEnabled()) {
      LOG.info(
          "{} {} to {}{} until {}",
          kind,
          lease.address(),
          lease.keys().stream().map(ClientKey::toString).collect(Collectors.joining(", ")),
          lease.hostName().map(name -> " (" + printable(name) + ")").orElse(""),
          lease.endsAt().equals(Lease.NEVER) ? "for ever" : lease.endsAt());
    }
    listener.onLease(new LeaseEvent(kind, lease));
  }

  private static Kind kind(Optional<Lease> before, Lease lease, Instant now) {
    return switch (lease.state()) {
      case RELEASED -> Kind.RELEASED;
      case QUARANTINED -> Kind.QUARANTINED;
      case BOUND ->
          before
                  .filter(old -> old.isBoundAt(now))
                  .filter(old -> isSameClient(old.keys(), lease.keys()))
                  .isPresent()
              ? Kind.RENEWED
              : Kind.LEASED;
    };
  }

  private static boolean isSameClient(List<ClientKey> before, List<ClientKey> after) {
    return before.stream().anyMatch(after::contains);
  }

  /** What a client calls itself may be anything: nothing of it may pass for a line of the log. */
  private static String printable(String text) {
    return text.codePoints()
        .limit(64)
        .mapToObj(
            c -> Character.isLetterOrDigit(c) || c == '-' || c == '.' ? Character.toString(c) : "?")
        .collect(Collectors.joining());
  }
}
