package io.leasehold.dhcp.server.internal.report;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.Incident;
import io.leasehold.dhcp.server.Incident.Kind;
import io.leasehold.dhcp.server.ServerListener;
import io.leasehold.dhcp.server.internal.Link;
import io.leasehold.dhcp.server.internal.PlacedRequest;
import java.time.Clock;
import java.util.Optional;

/**
 * Tells the listener about incidents, and the log about those that an operator should look into.
 *
 * <p>Safe for use by any thread.
 */
public final class IncidentReporter {

  private final ServerListener listener;
  private final QuietLog log;
  private final Limiter<String> exhausted;

  IncidentReporter(ServerListener listener, QuietLog log, Clock clock) {
    this.listener = listener;
    this.log = log;
    exhausted = new Limiter<>(clock);
  }

  /** A request is refused, by a DHCPNAK or by the policy. */
  public void refused(PlacedRequest placed, String why) {
    tell(Kind.REFUSED, placed, placed.request().wantedAddress(), why);
  }

  /** There is no free address for a request. */
  public void exhausted(PlacedRequest placed, String why) {
    if (exhausted.tryPass(network(placed).orElse("")).isPresent()) {
      log.warn("No address for {}: {}", placed.request().client(), why);
      tell(Kind.EXHAUSTED, placed, Optional.empty(), why);
    }
  }

  /** Somebody else was quicker to change the lease of an address. */
  public void conflict(PlacedRequest placed, Optional<Ipv4Address> address) {
    tell(Kind.CONFLICT, placed, address, "another lease was stored first");
  }

  /** A reserved address cannot be offered. */
  public void reservedAddressInUse(PlacedRequest placed, String why) {
    log.warn("{}", why);
    tell(
        Kind.RESERVED_ADDRESS_IN_USE,
        placed,
        placed.reservation().flatMap(reservation -> reservation.address()),
        why);
  }

  private void tell(Kind kind, PlacedRequest placed, Optional<Ipv4Address> address, String why) {
    listener.onIncident(
        new Incident(kind, network(placed), placed.request().client().keys(), address, why));
  }

  private static Optional<String> network(PlacedRequest placed) {
    return placed.link().map(Link::toString);
  }
}
