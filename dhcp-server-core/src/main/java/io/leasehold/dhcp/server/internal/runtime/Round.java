package io.leasehold.dhcp.server.internal.runtime;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.Decision;
import io.leasehold.dhcp.server.SilenceReason;
import io.leasehold.dhcp.server.config.Pool;
import io.leasehold.dhcp.server.config.ServerConfig;
import io.leasehold.dhcp.server.internal.Client;
import io.leasehold.dhcp.server.internal.Link;
import io.leasehold.dhcp.server.internal.PlacedRequest;
import io.leasehold.dhcp.server.internal.allocate.AddressBook;
import io.leasehold.dhcp.server.internal.place.Placer;
import io.leasehold.dhcp.server.internal.plan.Planner;
import io.leasehold.dhcp.server.internal.plan.Situation;
import io.leasehold.dhcp.server.internal.report.QuietLog;
import io.leasehold.dhcp.server.policy.RequestKind;
import io.leasehold.dhcp.server.policy.Verdict.Refuse;
import io.leasehold.dhcp.server.store.ClientKey;
import io.leasehold.dhcp.server.store.Lease;
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
import java.util.function.Predicate;

/**
 * One pass over the open exchanges of a batch: one read, the policy's verdicts, the plans, one
 * commit, the replies. No two exchanges of a round touch the same client or address; what does,
 * what loses a race, and what needs another address, is left for the next round.
 *
 * <p>Safe for use by any thread.
 */
final class Round {

  private final ServerConfig config;
  private final LeaseStore store;
  private final AddressBook book;
  private final Effects effects;
  private final PolicyCaller policy;
  private final Settlement settlement;
  private final Placer placer;
  private final QuietLog log;

  Round(
      ServerConfig config,
      LeaseStore store,
      AddressBook book,
      Effects effects,
      PolicyCaller policy,
      Settlement settlement,
      Placer placer,
      QuietLog log) {
    this.config = config;
    this.store = store;
    this.book = book;
    this.effects = effects;
    this.policy = policy;
    this.settlement = settlement;
    this.placer = placer;
    this.log = log;
  }

  /** Decides what can be decided, and returns the exchanges that are still open. */
  List<Exchange> run(List<Exchange> open, Decision[] decisions, Instant now) {
    List<Exchange> next = new ArrayList<>();
    List<Exchange> chosen = read(choose(open, next, now), decisions);
    chosen.forEach(exchange -> endHoldsOfLeased(exchange, now));
    List<Exchange> separate = separate(chosen, next);
    for (Exchange exchange : separate) {
      if (exchange.kind() == RequestKind.LEASEQUERY) {
        placeAtLease(exchange, now);
      }
    }
    List<Planned> planned = new ArrayList<>(separate.size());
    for (Exchange exchange : policy.judge(separate, decisions, now)) {
      plan(exchange, planned, decisions, now);
    }
    settlement.settle(planned, next, decisions, now);
    next.sort(Comparator.comparingInt(Exchange::index));
    return next;
  }

  private List<Exchange> choose(List<Exchange> open, List<Exchange> next, Instant now) {
    List<Exchange> chosen = new ArrayList<>(open.size());
    Set<ClientKey> clients = new HashSet<>();
    Set<Ipv4Address> requested = new HashSet<>();
    for (Exchange exchange : open) {
      if (!exchange.looksAtLeases()) {
        chosen.add(exchange);
        continue;
      }
      boolean clientIsFree = Collections.disjoint(clients, exchange.clientKeys());
      if (exchange.kind() != RequestKind.LEASEQUERY) {
        // What only looks need not be kept apart from what comes behind it.
        clients.addAll(exchange.clientKeys());
      }
      if (clientIsFree && hasCandidateOf(exchange, requested, now)) {
        chosen.add(exchange);
        if (exchange.stores()) {
          requested.addAll(exchange.addressesAtStake());
        }
      } else {
        next.add(exchange);
      }
    }
    return chosen;
  }

  /** Finds an address for a DISCOVER; false where that one is wanted by a request before it. */
  private boolean hasCandidateOf(Exchange exchange, Set<Ipv4Address> requested, Instant now) {
    Optional<Link> link = exchange.placed().link();
    if (!exchange.seeksAddress() || link.isEmpty() || exchange.candidate().isPresent()) {
      return true;
    }
    if (!exchange.searchesEverywhere()) {
      exchange.earlierOffer(book.heldFor(exchange.client(), link.get(), now));
    }
    if (exchange.earlierOffer().isEmpty()) {
      exchange.candidate(
          holdFree(exchange, exchange.placed()::isAtHome, now)
              .or(() -> holdFree(exchange, pool -> true, now)));
    }
    if (exchange.candidate().filter(requested::contains).isPresent()) {
      settlement.giveUp(exchange);
      exchange.candidate(Optional.empty());
      return false;
    }
    return true;
  }

  private Optional<Ipv4Address> holdFree(
      Exchange exchange, Predicate<Pool> preferred, Instant now) {
    Link link = exchange.placed().link().orElseThrow();
    return effects.holdFree(
        exchange,
        link,
        pool -> preferred.test(pool) && link.admits(exchange.placed().classes(), pool),
        now);
  }

  /** Returns the exchanges without those that the store failed to read for. */
  private List<Exchange> read(List<Exchange> chosen, Decision[] decisions) {
    List<Exchange> asking = chosen.stream().filter(Exchange::looksAtLeases).toList();
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
    } catch (Throwable e) {
      log.error(e, "The lease store failed to read for {} requests", asking.size());
      asking.stream()
          .filter(Exchange::needsLeases)
          .forEach(exchange -> settlement.fail(exchange, SilenceReason.STORE_FAILED, e, decisions));
      return chosen.stream().filter(exchange -> !exchange.needsLeases()).toList();
    }
  }

  /** Another server may have leased to a client what is held here for somebody else. */
  private void endHoldsOfLeased(Exchange exchange, Instant now) {
    for (Lease lease : exchange.leases().ofClient()) {
      if (lease.isBoundAt(now)
          && exchange.client().owns(lease)
          && book.isHeldForOther(lease.address(), exchange.client(), now)) {
        effects.correct(lease);
      }
    }
  }

  /** A leasequery is about where its lease is, wherever it comes from. */
  private void placeAtLease(Exchange exchange, Instant now) {
    PlacedRequest placed = exchange.placed();
    exchange.leases().inForce(placed.request().wantedAddress(), now).stream()
        .findFirst()
        .ifPresent(
            lease -> {
              PlacedRequest there = placer.placeAt(lease, placed);
              exchange.placed(there);
              exchange.story().ifPresent(story -> story.found(lease, there));
            });
  }

  /**
   * Leaves those for the next round that are about an address which one before them is about. Only
   * DISCOVERs that store nothing need not be kept apart from each other: the book gives an address
   * to one of them.
   */
  private static List<Exchange> separate(List<Exchange> chosen, List<Exchange> next) {
    List<Exchange> separate = new ArrayList<>(chosen.size());
    Set<Ipv4Address> requested = new HashSet<>();
    Set<Ipv4Address> wished = new HashSet<>();
    for (Exchange exchange : chosen) {
      if (!exchange.looksAtLeases()) {
        separate.add(exchange);
        continue;
      }
      Set<Ipv4Address> addresses = exchange.addressesAtStake();
      boolean stores = exchange.stores();
      boolean isFree =
          Collections.disjoint(requested, addresses)
              && (!stores || Collections.disjoint(wished, addresses));
      (isFree ? separate : next).add(exchange);
      (stores ? requested : wished).addAll(addresses);
    }
    return separate;
  }

  private void plan(Exchange exchange, List<Planned> planned, Decision[] decisions, Instant now) {
    try {
      Situation situation = situation(exchange, now);
      exchange.story().ifPresent(story -> story.planned(situation, exchange.verdict()));
      planned.add(
          new Planned(
              exchange,
              exchange.verdict() instanceof Refuse refuse
                  ? Planner.refused(situation, refuse.nak(), refuse.why())
                  : Planner.plan(situation)));
    } catch (Throwable e) {
      log.error(e, "No plan for {}", exchange.placed().request().message());
      settlement.fail(exchange, SilenceReason.INTERNAL_ERROR, e, decisions);
    }
  }

  private Situation situation(Exchange exchange, Instant now) {
    Client client = exchange.client();
    return new Situation(
        exchange.placed(),
        exchange.leases(),
        exchange.terms(),
        exchange.earlierOffer(),
        exchange.candidate(),
        exchange.searchesEverywhere(),
        address ->
            exchange.relay().filter(address::equals).isPresent()
                || book.isExcluded(address)
                || book.isHeldForOther(address, client, now),
        book.isProbing(),
        config,
        now);
  }
}
