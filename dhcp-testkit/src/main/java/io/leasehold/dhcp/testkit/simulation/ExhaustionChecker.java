package io.leasehold.dhcp.testkit.simulation;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.Decision;
import io.leasehold.dhcp.server.Decision.Reply;
import io.leasehold.dhcp.server.Decision.Silence;
import io.leasehold.dhcp.server.SilenceReason;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseState;
import io.leasehold.dhcp.server.store.LeaseStore;
import io.leasehold.dhcp.server.transport.InboundDatagram;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A server says that it has no free address only where there is none. */
final class ExhaustionChecker implements Checker {

  /** How long a server may take to learn what another one has done. */
  private static final Duration LAG = Duration.ofSeconds(5);

  private final Site site;
  private final LeaseStore store;
  private final Findings findings;
  private final Map<Ipv4Address, Instant> offered = new HashMap<>();
  private final Map<Ipv4Address, Instant> changed = new HashMap<>();
  private final Map<Ipv4Address, Deque<Instant>> arrivals = new HashMap<>();

  ExhaustionChecker(Site site, LeaseStore store, Findings findings) {
    this.site = site;
    this.store = store;
    this.findings = findings;
  }

  @Override
  public void onArrival(InboundDatagram datagram) {
    arrivals
        .computeIfAbsent(datagram.arrival().localAddress(), it -> new ArrayDeque<>())
        .addLast(site.time().now());
  }

  /** Each message that a server is about may keep an address from the others for as long. */
  private int recentArrivals(Ipv4Address server) {
    Deque<Instant> all = arrivals.get(server);
    Instant since = site.time().now().minus(LAG);
    while (all.getFirst().isBefore(since) && all.size() > 1) {
      all.removeFirst();
    }
    return all.size();
  }

  @Override
  public void onCommit(Optional<Lease> before, Lease lease) {
    changed.put(lease.address(), site.time().now());
  }

  @Override
  public void onDecision(Ipv4Address server, InboundDatagram datagram, Decision decision) {
    if (decision instanceof Reply reply) {
      offered.put(reply.message().yiaddr(), site.time().now());
    }
    if (decision instanceof Silence silence
        && silence.reason() == SilenceReason.NO_FREE_ADDRESS
        && !site.hasStoreTrouble()
        && !site.hasClockTrouble()) {
      List<Ipv4Address> free = plainlyFree(site.poolOf(datagram));
      if (free.size() >= recentArrivals(server) && site.isAllLearned()) {
        findings.report(
            "every silence has a reason",
            "server " + server + " has no free address, it says, and there is " + free,
            "server " + server,
            free.get(0));
      }
    }
  }

  /** Returns the addresses that nobody can have had to do with lately. */
  private List<Ipv4Address> plainlyFree(List<Ipv4Address> pool) {
    Instant recently = site.time().now().minus(LAG);
    Instant lastHold = recently.minus(site.holdTime());
    Instant lastEnd = site.clock().instant().minus(LAG);
    return pool.stream()
        .filter(address -> offered.getOrDefault(address, Instant.MIN).isBefore(lastHold))
        .filter(address -> changed.getOrDefault(address, Instant.MIN).isBefore(recently))
        .filter(
            address -> store.findByAddress(address).filter(it -> isTaken(it, lastEnd)).isEmpty())
        .toList();
  }

  private static boolean isTaken(Lease lease, Instant lastEnd) {
    return lease.state() != LeaseState.RELEASED && lease.endsAt().isAfter(lastEnd);
  }
}
