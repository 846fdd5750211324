package io.leasehold.dhcp.server.internal.runtime;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.option.MessageType;
import io.leasehold.dhcp.server.Decision;
import io.leasehold.dhcp.server.Decision.Silence;
import io.leasehold.dhcp.server.SilenceReason;
import io.leasehold.dhcp.server.config.ServerConfig;
import io.leasehold.dhcp.server.internal.Link;
import io.leasehold.dhcp.server.internal.Plan;
import io.leasehold.dhcp.server.internal.Plan.Answer;
import io.leasehold.dhcp.server.internal.Plan.LookAgain;
import io.leasehold.dhcp.server.internal.Plan.Silent;
import io.leasehold.dhcp.server.internal.allocate.AddressBook;
import io.leasehold.dhcp.server.internal.plan.Planner;
import io.leasehold.dhcp.server.internal.plan.Situation;
import io.leasehold.dhcp.server.internal.reply.Composer;
import io.leasehold.dhcp.server.policy.RequestKind;
import io.leasehold.dhcp.server.policy.Verdict.Refuse;
import io.leasehold.dhcp.server.store.ClientKey;
import io.leasehold.dhcp.server.store.CommitResult;
import io.leasehold.dhcp.server.store.CommitResult.Committed;
import io.leasehold.dhcp.server.store.CommitResult.Conflict;
import io.leasehold.dhcp.server.store.LeaseChange;
import io.leasehold.dhcp.server.store.LeaseQuery;
import io.leasehold.dhcp.server.store.LeaseSnapshot;
import io.leasehold.dhcp.server.store.LeaseStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One pass over the open exchanges of a batch: one read, the policy's verdicts, the plans, one
 * commit, the replies. No two exchanges of a round touch the same client or address; what does, and
 * what loses a race, is left for the next round.
 *
 * <p>Safe for use by any thread.
 */
public final class Round {

  private static final Logger LOG = LoggerFactory.getLogger(Round.class);

  private final ServerConfig config;
  private final LeaseStore store;
  private final AddressBook book;
  private final PolicyCaller policy;
  private final Composer composer;
  private final LeaseReporter reporter;

  /** Makes a round of the parts of an engine. */
  public Round(
      ServerConfig config,
      LeaseStore store,
      AddressBook book,
      PolicyCaller policy,
      Composer composer,
      LeaseReporter reporter) {
    this.config = config;
    this.store = store;
    this.book = book;
    this.policy = policy;
    this.composer = composer;
    this.reporter = reporter;
  }

  /** Decides what can be decided, and returns the exchanges that are still open. */
  List<Exchange> run(List<Exchange> open, Decision[] decisions, Instant now) {
    List<Exchange> next = new ArrayList<>();
    List<Exchange> chosen = read(choose(open, next, now), decisions);
    List<Planned> planned = new ArrayList<>(chosen.size());
    for (Exchange exchange : policy.judge(separate(chosen, next), decisions, now)) {
      plan(exchange, planned, decisions, now);
    }
    commit(planned, next, decisions, now);
    next.sort(Comparator.comparingInt(Exchange::index));
    return next;
  }

  /** Lets go of what is held for an exchange that ends without an offer. */
  void giveUp(Exchange exchange) {
    exchange.candidate().ifPresent(address -> book.release(address, exchange.clientKey()));
  }

  private List<Exchange> choose(List<Exchange> open, List<Exchange> next, Instant now) {
    List<Exchange> chosen = new ArrayList<>(open.size());
    Set<ClientKey> clients = new HashSet<>();
    Set<Ipv4Address> addresses = new HashSet<>();
    for (Exchange exchange : open) {
      boolean clientIsFree = Collections.disjoint(clients, exchange.clientKeys());
      clients.addAll(exchange.clientKeys());
      if (clientIsFree && hasCandidateOf(exchange, addresses, now)) {
        addresses.addAll(exchange.addressesInQuestion());
        chosen.add(exchange);
      } else {
        next.add(exchange);
      }
    }
    return chosen;
  }

  /** Finds an address for a DISCOVER; false where that one is wanted by a request before it. */
  private boolean hasCandidateOf(Exchange exchange, Set<Ipv4Address> wanted, Instant now) {
    Optional<Link> link = exchange.placed().link();
    if (exchange.placed().request().kind() != RequestKind.DISCOVER
        || link.isEmpty()
        || exchange.candidate().isPresent()) {
      return true;
    }
    exchange.earlierOffer(book.heldFor(exchange.clientKey(), link.get(), now));
    if (exchange.earlierOffer().isEmpty()) {
      exchange.candidate(book.holdFree(exchange.clientKey(), link.get(), now));
    }
    if (exchange.candidate().filter(wanted::contains).isPresent()) {
      giveUp(exchange);
      exchange.candidate(Optional.empty());
      return false;
    }
    return true;
  }

  /** Returns the exchanges without those that the store failed to read for. */
  private List<Exchange> read(List<Exchange> chosen, Decision[] decisions) {
    List<Exchange> asking = chosen.stream().filter(Exchange::needsLeases).toList();
    if (asking.isEmpty()) {
      return chosen;
    }
    Set<Ipv4Address> addresses = new HashSet<>();
    Set<ClientKey> clients = new HashSet<>();
    for (Exchange exchange : asking) {
      addresses.addAll(exchange.addressesInQuestion());
      clients.addAll(exchange.clientKeys());
    }
    LeaseQuery query = new LeaseQuery(addresses, clients);
    try {
      LeaseSnapshot snapshot = store.readAll(query);
      asking.forEach(exchange -> exchange.leases(query, snapshot));
      return chosen;
    } catch (RuntimeException e) {
      LOG.error("The lease store failed to read; {} requests meet silence", asking.size(), e);
      asking.forEach(exchange -> fail(exchange, SilenceReason.STORE_FAILED, e, decisions));
      return chosen.stream().filter(exchange -> !exchange.needsLeases()).toList();
    }
  }

  /** Leaves those for the next round that touch a lease which one before them touches. */
  private static List<Exchange> separate(List<Exchange> chosen, List<Exchange> next) {
    List<Exchange> separate = new ArrayList<>(chosen.size());
    Set<Ipv4Address> touched = new HashSet<>();
    for (Exchange exchange : chosen) {
      Set<Ipv4Address> addresses = exchange.addressesTouched();
      (Collections.disjoint(touched, addresses) ? separate : next).add(exchange);
      touched.addAll(addresses);
    }
    return separate;
  }

  private record Planned(Exchange exchange, Plan plan) {}

  private void plan(Exchange exchange, List<Planned> planned, Decision[] decisions, Instant now) {
    try {
      Situation situation = situation(exchange, now);
      planned.add(
          new Planned(
              exchange,
              exchange.verdict() instanceof Refuse refuse
                  ? Planner.refused(situation, refuse.nak(), refuse.why())
                  : Planner.plan(situation)));
    } catch (RuntimeException e) {
      LOG.error("No plan for {}", exchange.placed().request().message(), e);
      fail(exchange, SilenceReason.INTERNAL_ERROR, e, decisions);
    }
  }

  private Situation situation(Exchange exchange, Instant now) {
    ClientKey client = exchange.clientKey();
    return new Situation(
        exchange.placed(),
        exchange.leases(),
        exchange.terms(),
        exchange.earlierOffer(),
        exchange.candidate(),
        address -> book.isExcluded(address) || book.isHeldForOther(address, client, now),
        book.isProbing(),
        config,
        now);
  }

  private void commit(
      List<Planned> planned, List<Exchange> next, Decision[] decisions, Instant now) {
    List<LeaseChange> changes = new ArrayList<>();
    planned.forEach(each -> changes.addAll(each.plan.changes()));
    List<CommitResult> results = List.of();
    Optional<RuntimeException> failure = Optional.empty();
    try {
      results = changes.isEmpty() ? results : store.commitAll(changes);
      if (results.size() != changes.size()) {
        throw new IllegalStateException(
            "commitAll of "
                + store.getClass().getName()
                + ": expected "
                + changes.size()
                + " results, one for each change, found "
                + results.size());
      }
    } catch (RuntimeException e) {
      LOG.error("The lease store failed to commit; {} changes are not made", changes.size(), e);
      failure = Optional.of(e);
    }
    int from = 0;
    for (Planned each : planned) {
      int to = from + each.plan.changes().size();
      if (from < to && failure.isPresent()) {
        fail(each.exchange, SilenceReason.STORE_FAILED, failure.get(), decisions);
      } else if (!decide(
          each,
          results.subList(Math.min(from, results.size()), Math.min(to, results.size())),
          decisions,
          now)) {
        next.add(each.exchange);
      }
      from = to;
    }
  }

  /** Decides an exchange; false where it has to be looked at again. */
  private boolean decide(
      Planned planned, List<CommitResult> results, Decision[] decisions, Instant now) {
    Exchange exchange = planned.exchange;
    results.forEach(result -> note(exchange, result, now));
    if (!results.isEmpty() && !(results.get(0) instanceof Committed)) {
      return false;
    }
    if (planned.plan instanceof LookAgain) {
      forgetCandidate(exchange);
      return false;
    }
    if (planned.plan instanceof Silent silent) {
      giveUp(exchange);
      decisions[exchange.index()] = silent.silence();
      return true;
    }
    Answer answer = (Answer) planned.plan;
    boolean isOffer = answer.draft().type() == MessageType.OFFER;
    if (isOffer && !hold(exchange, answer.draft().address(), now)) {
      return false;
    }
    answer.remark().ifPresent(LOG::warn);
    decisions[exchange.index()] = reply(exchange, answer, results);
    return true;
  }

  private void note(Exchange exchange, CommitResult result, Instant now) {
    if (result instanceof Committed committed) {
      book.record(committed.lease());
      reporter.report(
          exchange.leases().leaseOf(committed.lease().address()), committed.lease(), now);
    } else if (result instanceof Conflict conflict) {
      conflict.current().ifPresent(book::record);
    }
  }

  /** Corrects the book, which thought that the candidate was free. */
  private void forgetCandidate(Exchange exchange) {
    exchange
        .candidate()
        .flatMap(address -> exchange.leases().leaseOf(address))
        .ifPresent(book::record);
    giveUp(exchange);
    exchange.candidate(Optional.empty());
  }

  private boolean hold(Exchange exchange, Ipv4Address address, Instant now) {
    Link link = exchange.placed().link().orElseThrow();
    return book.hold(address, exchange.clientKey(), link, now);
  }

  private Decision reply(Exchange exchange, Answer answer, List<CommitResult> results) {
    try {
      return switch (answer.draft().type()) {
        case OFFER -> composer.offer(exchange.placed(), answer.draft());
        case NAK -> composer.refuse(exchange.placed(), answer.draft());
        default ->
            exchange.placed().request().kind() == RequestKind.INFORM
                ? composer.inform(exchange.placed(), answer.draft())
                : composer.acknowledge(
                    exchange.placed(),
                    answer.draft(),
                    answer.stored().orElseGet(() -> (Committed) results.get(0)));
      };
    } catch (RuntimeException e) {
      LOG.error("No reply to {}", exchange.placed().request().message(), e);
      return new Silence(SilenceReason.INTERNAL_ERROR, String.valueOf(e.getMessage()));
    }
  }

  private void fail(
      Exchange exchange, SilenceReason reason, RuntimeException cause, Decision[] decisions) {
    giveUp(exchange);
    decisions[exchange.index()] = new Silence(reason, String.valueOf(cause.getMessage()));
  }
}
