package io.leasehold.dhcp.server.internal.runtime;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.config.Setting;
import io.leasehold.dhcp.server.internal.Topology;
import io.leasehold.dhcp.server.internal.allocate.AddressBook;
import io.leasehold.dhcp.server.internal.report.Reports;
import io.leasehold.dhcp.server.probe.AddressProbe;
import io.leasehold.dhcp.server.store.CommitResult;
import io.leasehold.dhcp.server.store.CommitResult.Committed;
import io.leasehold.dhcp.server.store.CommitResult.Conflict;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseChange;
import io.leasehold.dhcp.server.store.LeaseState;
import io.leasehold.dhcp.server.store.LeaseStore;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Probes free addresses ahead of need, so that an offer never waits for a probe.
 *
 * <p>Safe for use by any thread.
 */
public final class ProbeKeeper {

  private final Topology topology;
  private final AddressBook book;
  private final LeaseStore store;
  private final AddressProbe probe;
  private final Reports reports;
  private final Clock clock;

  /** Makes the keeper of an engine's stock of probed addresses. */
  public ProbeKeeper(
      Topology topology,
      AddressBook book,
      LeaseStore store,
      AddressProbe probe,
      Reports reports,
      Clock clock) {
    this.topology = topology;
    this.book = book;
    this.store = store;
    this.probe = probe;
    this.reports = reports;
    this.clock = clock;
  }

  /**
   * Has the addresses probed that are to be, on {@code threads}. What they refuse is left for
   * another time.
   */
  public void refill(Executor threads) {
    for (Ipv4Address address : book.takeToProbe(clock.instant())) {
      try {
        threads.execute(() -> probeAndNote(address));
      } catch (RejectedExecutionException e) {
        book.putBackUnprobed(address);
      }
    }
  }

  private void probeAndNote(Ipv4Address address) {
    try {
      probe(address);
    } catch (Throwable e) {
      reports.log().warn(e, "{} is probed another time, as it failed", address);
    } finally {
      book.putBackUnprobed(address);
    }
  }

  private void probe(Ipv4Address address) {
    Instant begun = clock.instant();
    Optional<Lease> stored = store.findByAddress(address);
    if (stored.filter(this::isTaken).isPresent()) {
      book.record(stored.get());
    } else if (probe.isInUse(address)) {
      reports.log().warn("{} answers a probe though nobody has leased it: quarantine", address);
      book.removeProbed(address);
      quarantine(address, stored);
    } else {
      book.addProbed(address, begun);
    }
  }

  private boolean isTaken(Lease lease) {
    Instant now = clock.instant();
    return lease.isBoundAt(now) || lease.isOfferedAt(now) || lease.isQuarantinedAt(now);
  }

  private void quarantine(Ipv4Address address, Optional<Lease> before) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Lease lease =
        Lease.builder(address)
            .version(before.map(Lease::version).orElse(0L) + 1)
            .state(LeaseState.QUARANTINED)
            .startsAt(now)
            .endsAt(
                now.plusSeconds(
                    topology.config().settings().value(Setting.QUARANTINE_TIME).toSeconds()))
            .build();
    try {
      note(store.commitAll(List.of(new LeaseChange(lease))).get(0), before, now);
    } catch (StalledCommitException e) {
      e.whenAnswered(late -> note(late.get(0), before, now));
      throw e;
    }
  }

  private void note(CommitResult result, Optional<Lease> before, Instant now) {
    if (result instanceof Committed committed) {
      book.record(committed.lease());
      reports.leases().changed(before, committed.lease(), now);
    } else if (result instanceof Conflict conflict) {
      conflict.current().ifPresent(book::record);
    }
  }
}
