package io.leasehold.dhcp.server.internal.runtime;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.value.MessageType;
import io.leasehold.dhcp.server.Decision;
import io.leasehold.dhcp.server.Decision.Silence;
import io.leasehold.dhcp.server.SilenceReason;
import io.leasehold.dhcp.server.internal.PlacedRequest;
import io.leasehold.dhcp.server.internal.PlacedRequest.Addressee;
import io.leasehold.dhcp.server.internal.Plan.Answer;
import io.leasehold.dhcp.server.internal.Plan.LookAgain;
import io.leasehold.dhcp.server.internal.Plan.Silent;
import io.leasehold.dhcp.server.internal.allocate.AddressBook;
import io.leasehold.dhcp.server.internal.reply.Composer;
import io.leasehold.dhcp.server.internal.report.Reports;
import io.leasehold.dhcp.server.policy.RequestKind;
import io.leasehold.dhcp.server.store.CommitResult;
import io.leasehold.dhcp.server.store.CommitResult.Committed;
import io.leasehold.dhcp.server.store.CommitResult.Conflict;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseChange;
import io.leasehold.dhcp.server.store.LeaseStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Carries plans out: one commit, then the replies of those whose change is stored. What loses a
 * race is left for the next round.
 *
 * <p>Safe for use by any thread.
 */
public final class Settlement {

  private final LeaseStore store;
  private final AddressBook book;
  private final Composer composer;
  private final Reports reports;

  private record Freeing(Exchange exchange, LeaseChange change) {}

  /** Makes the settlement of the parts of an engine. */
  public Settlement(LeaseStore store, AddressBook book, Composer composer, Reports reports) {
    this.store = store;
    this.book = book;
    this.composer = composer;
    this.reports = reports;
  }

  /** Decides what can be decided, and adds to {@code next} what cannot. */
  void settle(List<Planned> planned, List<Exchange> next, Decision[] decisions, Instant now) {
    List<Planned> changing =
        planned.stream().filter(each -> each.plan().change().isPresent()).toList();
    List<CommitResult> results = List.of();
    try {
      results = commitAll(changing.stream().map(each -> each.plan().change().get()).toList());
    } catch (Throwable e) {
      reports.log().error(e, "The lease store failed to commit {} changes", changing.size());
      changing.forEach(each -> fail(each.exchange(), SilenceReason.STORE_FAILED, e, decisions));
      noteWhenAnswered(e, changing.stream().map(Planned::exchange).toList(), now);
    }
    List<Planned> stored = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      Planned each = changing.get(i);
      note(each.exchange(), results.get(i), now);
      if (results.get(i) instanceof Committed committed) {
        decide(each, Optional.of(committed), next, decisions, now);
        stored.add(each);
      } else {
        postpone(each.exchange(), next);
      }
    }
    commitAfterwards(stored, now);
    planned.stream()
        .filter(each -> each.plan().change().isEmpty())
        .forEach(each -> decide(each, Optional.empty(), next, decisions, now));
  }

  private List<CommitResult> commitAll(List<LeaseChange> changes) {
    return changes.isEmpty() ? List.of() : store.commitAll(changes);
  }

  /** Frees what clients have given up for the addresses that they have got. */
  private void commitAfterwards(List<Planned> stored, Instant now) {
    List<Freeing> freeing = new ArrayList<>();
    for (Planned each : stored) {
      if (each.plan() instanceof Answer answer) {
        answer.afterwards().forEach(change -> freeing.add(new Freeing(each.exchange(), change)));
      }
    }
    try {
      List<CommitResult> results = commitAll(freeing.stream().map(Freeing::change).toList());
      for (int i = 0; i < results.size(); i++) {
        note(freeing.get(i).exchange, results.get(i), now);
      }
    } catch (Throwable e) {
      reports.log().warn(e, "{} leases that clients gave up stay until they end", freeing.size());
      noteWhenAnswered(e, freeing.stream().map(Freeing::exchange).toList(), now);
    }
  }

  /** Has a commit that comes too late for its clients noted all the same, if it ever comes. */
  private void noteWhenAnswered(Throwable failure, List<Exchange> exchanges, Instant now) {
    if (failure instanceof StalledCommitException stalled) {
      stalled.whenAnswered(
          results -> {
            for (int i = 0; i < results.size(); i++) {
              note(exchanges.get(i), results.get(i), now);
            }
          });
    }
  }

  private void decide(
      Planned planned,
      Optional<Committed> committed,
      List<Exchange> next,
      Decision[] decisions,
      Instant now) {
    Exchange exchange = planned.exchange();
    if (planned.plan() instanceof LookAgain) {

      searchEverywhere(exchange);
      postpone(exchange, next);
    } else if (planned.plan() instanceof Silent silent) {
      giveUp(exchange);
      releaseIfElsewhere(exchange, now);
      decisions[exchange.index()] = silent.silence();
      report(silent.silence(), exchange.placed());
    } else if (planned.plan() instanceof Answer answer) {
      if (answer.draft().type() == MessageType.OFFER
          && !hold(exchange, answer.draft().address(), now)) {
        giveUp(exchange);
        exchange.candidate(Optional.empty());
        postpone(exchange, next);
        return;
      }
      report(answer, exchange.placed());
      decisions[exchange.index()] = reply(exchange, answer, committed.or(answer::stored));
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

  private void report(Answer answer, PlacedRequest placed) {
    answer.remark().ifPresent(why -> reports.incidents().reservedAddressInUse(placed, why));
    if (answer.draft().type() == MessageType.NAK) {
      reports.incidents().refused(placed, answer.draft().text());
    }
  }

  private void note(Exchange exchange, CommitResult result, Instant now) {
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

  private static void postpone(Exchange exchange, List<Exchange> next) {
    exchange.addAttempt();
    next.add(exchange);
  }

  /** Corrects the book, which thought that the addresses found so far were free. */
  private void searchEverywhere(Exchange exchange) {
    for (Optional<Ipv4Address> found : List.of(exchange.candidate(), exchange.earlierOffer())) {
      found.flatMap(address -> exchange.leases().leaseOf(address)).ifPresent(book::record);
      found.ifPresent(address -> book.release(address, exchange.client()));
    }
    exchange.searchEverywhere();
  }

  /** Frees what was offered to a client that is seen to select another server. */
  private void releaseIfElsewhere(Exchange exchange, Instant now) {
    if (exchange.kind() == RequestKind.SELECTING
        && exchange.placed().addressee() == Addressee.OTHER_SERVER) {
      exchange
          .placed()
          .link()
          .flatMap(link -> book.heldFor(exchange.client(), link, now))
          .ifPresent(address -> book.release(address, exchange.client()));
    }
  }

  private boolean hold(Exchange exchange, Ipv4Address address, Instant now) {
    long version = exchange.leases().leaseOf(address).map(Lease::version).orElse(0L);
    return book.hold(address, exchange.client(), version, now);
  }

  private Decision reply(Exchange exchange, Answer answer, Optional<Committed> committed) {
    try {
      return switch (answer.draft().type()) {
        case OFFER -> composer.offer(exchange.placed(), answer.draft());
        case NAK -> composer.refuse(exchange.placed(), answer.draft());
        default ->
            exchange.kind() == RequestKind.INFORM
                ? composer.inform(exchange.placed(), answer.draft())
                : composer.acknowledge(exchange.placed(), answer.draft(), committed.orElseThrow());
      };
    } catch (Throwable e) {
      reports.log().error(e, "No reply to {}", exchange.placed().request().message());
      return new Silence(SilenceReason.INTERNAL_ERROR, e.toString());
    }
  }

  /** Ends an exchange at which something threw. */
  void fail(Exchange exchange, SilenceReason reason, Throwable cause, Decision[] decisions) {
    giveUp(exchange);
    decisions[exchange.index()] = new Silence(reason, cause.toString());
  }

  /** Lets go of what is held for an exchange that ends without an offer. */
  void giveUp(Exchange exchange) {
    exchange.candidate().ifPresent(address -> book.release(address, exchange.client()));
  }
}
