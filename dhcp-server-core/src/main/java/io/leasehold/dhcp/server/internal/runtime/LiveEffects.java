package io.leasehold.dhcp.server.internal.runtime;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.value.MessageType;
import io.leasehold.dhcp.server.Decision.Silence;
import io.leasehold.dhcp.server.config.Pool;
import io.leasehold.dhcp.server.internal.Link;
import io.leasehold.dhcp.server.internal.PlacedRequest;
import io.leasehold.dhcp.server.internal.Plan;
import io.leasehold.dhcp.server.internal.Plan.Answer;
import io.leasehold.dhcp.server.internal.Plan.Silent;
import io.leasehold.dhcp.server.internal.allocate.AddressBook;
import io.leasehold.dhcp.server.internal.report.Reports;
import io.leasehold.dhcp.server.store.CommitResult;
import io.leasehold.dhcp.server.store.CommitResult.Committed;
import io.leasehold.dhcp.server.store.CommitResult.Conflict;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseChange;
import io.leasehold.dhcp.server.store.LeaseStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Changes the store and the book, and tells listeners. Safe for use by any thread. */
record LiveEffects(LeaseStore store, AddressBook book, Reports reports) implements Effects {

  @Override
  public Optional<Ipv4Address> holdFree(
      Exchange exchange, Link link, Predicate<Pool> suitable, Instant now) {
    return book.holdFree(
        exchange.client(), link, exchange.relay(), suitable, exchange.searchesEverywhere(), now);
  }

  @Override
  public boolean hold(Exchange exchange, Ipv4Address address, Instant now) {
    long version = exchange.leases().leaseOf(address).map(Lease::version).orElse(0L);
    return book.hold(address, exchange.client(), version, now);
  }

  @Override
  public void release(Exchange exchange, Ipv4Address address) {
    book.release(address, exchange.client());
  }

  @Override
  public void releaseOffer(Exchange exchange, Link link, Instant now) {
    book.heldFor(exchange.client(), link, now).ifPresent(address -> release(exchange, address));
  }

  @Override
  public void correct(Lease lease) {
    book.record(lease);
  }

  @Override
  public List<CommitResult> commitAll(List<LeaseChange> changes) {
    return store.commitAll(changes);
  }

  @Override
  public void committed(Exchange exchange, CommitResult result, Instant now) {
    if (result instanceof Committed committed) {
      book.record(committed.lease());
      reports
          .leases()
          .changed(exchange.leases().leaseOf(committed.lease().address()), committed.lease(), now);
    } else if (result instanceof Conflict conflict) {
      conflict.current().ifPresent(book::record);
      reports.incidents().conflict(exchange.placed(), conflict.current().map(Lease::address));
    }
  }

  @Override
  public void done(Exchange exchange, Plan plan) {
    if (plan instanceof Silent silent) {
      report(silent.silence(), exchange.placed());
    } else if (plan instanceof Answer answer) {
      answer
          .remark()
          .ifPresent(why -> reports.incidents().reservedAddressInUse(exchange.placed(), why));
      if (answer.draft().type() == MessageType.NAK) {
        reports.incidents().refused(exchange.placed(), answer.draft().text());
      }
    }
  }

  private void report(Silence silence, PlacedRequest placed) {
    switch (silence.reason()) {
      case NO_FREE_ADDRESS -> reports.incidents().exhausted(placed, silence.detail());
      case REFUSED_BY_POLICY, REFUSED_BY_CLASS ->
          reports.incidents().refused(placed, silence.detail());
      default -> {
        // The decision says it all.
      }
    }
  }
}
