package io.leasehold.dhcp.testkit.simulation;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.Decision;
import io.leasehold.dhcp.server.Decision.Silence;
import io.leasehold.dhcp.server.LeaseEvent;
import io.leasehold.dhcp.server.SilenceReason;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseState;
import io.leasehold.dhcp.server.transport.InboundDatagram;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who says that an address is given back or declined has stored that; listeners are told of each
 * change that is stored, and of no other.
 */
final class CommitChecker implements Checker {

  private static final Duration RECENT = Duration.ofSeconds(15);

  private final Site site;
  private final Findings findings;
  private final Map<Change, Instant> changes = new HashMap<>();
  private final Map<Lease, Instant> untold = new LinkedHashMap<>();

  private record Change(Ipv4Address address, LeaseState state) {}

  CommitChecker(Site site, Findings findings) {
    this.site = site;
    this.findings = findings;
  }

  @Override
  public void onCommit(Optional<Lease> before, Lease lease) {
    changes.put(new Change(lease.address(), lease.state()), site.time().now());
    // Of offers nobody is told.
    if (lease.state() != LeaseState.OFFERED) {
      untold.put(lease, site.time().now());
    }
  }

  @Override
  public void onDecision(Ipv4Address server, InboundDatagram datagram, Decision decision) {
    if (decision instanceof Silence silence) {
      if (silence.reason() == SilenceReason.RELEASED) {
        stored(server, Ipv4Address.parse(silence.detail()), LeaseState.RELEASED);
      } else if (silence.reason() == SilenceReason.DECLINED) {
        stored(server, Ipv4Address.parse(silence.detail()), LeaseState.QUARANTINED);
      }
    }
  }

  private void stored(Ipv4Address server, Ipv4Address address, LeaseState state) {
    Instant last = changes.getOrDefault(new Change(address, state), Instant.MIN);
    if (last.isBefore(site.time().now().minus(RECENT))) {
      findings.report(
          "what is said to be done is done",
          "server " + server + " says that " + address + " is " + state + ", and it is not stored",
          "server " + server,
          address);
    }
  }

  @Override
  public void onLease(LeaseEvent event) {
    switch (event.kind()) {
      case LEASED, RENEWED, RELEASED, DECLINED -> {
        if (untold.remove(event.lease()) == null) {
          findings.report(
              "listeners are told of what is stored",
              "listeners are told of " + event + ", which is not stored, or was told before",
              event.lease().address());
        }
      }
      case REVOKED, QUARANTINED, EXPIRED, RECLAIMED -> {
        // Nobody revokes or probes here, and the others are no changes.
      }
    }
  }

  @Override
  public void whenCalm() {
    boolean isLossFree = !site.scenario().has(Disturbance.CRASHES) && !site.hasStoreTrouble();
    Iterator<Map.Entry<Lease, Instant>> each = untold.entrySet().iterator();
    while (isLossFree && each.hasNext()) {
      Map.Entry<Lease, Instant> next = each.next();
      if (next.getValue().isBefore(site.time().now().minus(RECENT))) {
        findings.report(
            "listeners are told of what is stored",
            "listeners were not told of " + next.getKey(),
            next.getKey().address());
        return;
      }
    }
  }
}
