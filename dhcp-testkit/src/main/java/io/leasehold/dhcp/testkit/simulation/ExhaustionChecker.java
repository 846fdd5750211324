package io.leasehold.dhcp.testkit.simulation;

import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.value.MessageType;
import io.leasehold.dhcp.server.Decision;
import io.leasehold.dhcp.server.Decision.Silence;
import io.leasehold.dhcp.server.SilenceReason;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseState;
import io.leasehold.dhcp.server.store.LeaseStore;
import io.leasehold.dhcp.server.transport.InboundDatagram;
import io.leasehold.dhcp.testkit.network.Transit;
import java.time.Duration;
import java.time.Instant;
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

  ExhaustionChecker(Site site, LeaseStore store, Findings findings) {
    this.site = site;
    this.store = store;
    this.findings = findings;
  }

  @Override
  public void onTransit(Transit transit, DhcpMessage message) {
    if (message.op() == DhcpMessage.BOOTREPLY
        && message.messageType().equals(Optional.of(MessageType.OFFER))) {
      offered.put(message.yiaddr(), site.time().now());
    }
  }

  @Override
  public void onCommit(Optional<Lease> before, Lease lease) {
    changed.put(lease.address(), site.time().now());
  }

  @Override
  public void onDecision(Ipv4Address server, InboundDatagram datagram, Decision decision) {
    if (decision instanceof Silence silence
        && silence.reason() == SilenceReason.NO_FREE_ADDRESS
        && !site.hasStoreTrouble()
        && !site.hasClockTrouble()) {
      List<Ipv4Address> free =
          site.poolOf(datagram).stream().filter(this::isPlainlyFree).limit(3).toList();
      if (!free.isEmpty()) {
        findings.report(
            "every silence has a reason",
            "server " + server + " has no free address, it says, and there is " + free,
            "server " + server,
            free.get(0));
      }
    }
  }

  /** Returns whether nobody can have had to do with an address lately. */
  private boolean isPlainlyFree(Ipv4Address address) {
    Instant now = site.time().now();
    Optional<Lease> lease = store.findByAddress(address);
    boolean isTaken =
        lease
            .filter(
                it ->
                    it.state() != LeaseState.RELEASED
                        && site.clock().instant().isBefore(it.endsAt().plus(LAG)))
            .isPresent();
    Instant quiet = now.minus(site.holdTime()).minus(LAG);
    return !isTaken
        && offered.getOrDefault(address, Instant.MIN).isBefore(quiet)
        && changed.getOrDefault(address, Instant.MIN).isBefore(now.minus(LAG));
  }
}
