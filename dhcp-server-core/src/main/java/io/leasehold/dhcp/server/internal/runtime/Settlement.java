package io.leasehold.dhcp.server.internal.runtime;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.value.MessageType;
import io.leasehold.dhcp.server.Decision;
import io.leasehold.dhcp.server.Decision.Reply;
import io.leasehold.dhcp.server.Decision.Silence;
import io.leasehold.dhcp.server.SilenceReason;
import io.leasehold.dhcp.server.internal.Draft;
import io.leasehold.dhcp.server.internal.PlacedRequest.Addressee;
import io.leasehold.dhcp.server.internal.Plan.Answer;
import io.leasehold.dhcp.server.internal.Plan.LookAgain;
import io.leasehold.dhcp.server.internal.Plan.Silent;
import io.leasehold.dhcp.server.internal.Plan.Tell;
import io.leasehold.dhcp.server.internal.reply.Composer;
import io.leasehold.dhcp.server.internal.report.QuietLog;
import io.leasehold.dhcp.server.policy.RequestKind;
import io.leasehold.dhcp.server.store.CommitResult;
import io.leasehold.dhcp.server.store.CommitResult.Committed;
import io.leasehold.dhcp.server.store.LeaseChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Carries plans out: one commit, then the replies of those whose change is stored. What loses a
 * race is left for the next round.
 *
 * <p>Safe for use by any thread.
 */
final class Settlement {

  private final Effects effects;
  private final Composer composer;
  private final QuietLog log;

  private record Freeing(Exchange exchange, LeaseChange change) {}

  Settlement(Effects effects, Composer composer, QuietLog log) {
    this.effects = effects;
    this.composer = composer;
    this.log = log;
  }

  /** Decides what can be decided, and adds to {@code next} what cannot. */
  void settle(List<Planned> planned, List<Exchange> next, Decision[] decisions, Instant now) {
    List<Planned> changing =
        planned.stream().filter(each -> each.plan().change().isPresent()).toList();
    List<CommitResult> results = List.of();
    try {
      results = commitAll(changing.stream().map(each -> each.plan().change().get()).toList());
    } catch (Throwable e) {
      log.error(e, "The lease store failed to commit {} changes", changing.size());
      changing.forEach(each -> fail(each.exchange(), SilenceReason.STORE_FAILED, e, decisions));
      noteWhenAnswered(e, changing.stream().map(Planned::exchange).toList(), now);
    }
    List<Planned> carriedOut = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      Planned each = changing.get(i);
      CommitResult result = results.get(i);
      effects.committed(each.exchange(), result, now);
      each.exchange().story().ifPresent(story -> story.stored(result));
      if (result instanceof Committed committed) {
        decide(each, Optional.of(committed), next, decisions, now);
        carriedOut.add(each);
      } else {
        postpone(each.exchange(), next);
      }
    }
    for (Planned each : planned) {
      if (each.plan().change().isEmpty()) {
        decide(each, Optional.empty(), next, decisions, now);
        carriedOut.add(each);
      }
    }
    commitAfterwards(carriedOut, now);
  }

  private List<CommitResult> commitAll(List<LeaseChange> changes) {
    return changes.isEmpty() ? List.of() : effects.commitAll(changes);
  }

  /** Frees what clients have given up for the addresses that they have got, here or elsewhere. */
  private void commitAfterwards(List<Planned> carriedOut, Instant now) {
    List<Freeing> freeing = new ArrayList<>();
    for (Planned each : carriedOut) {
      each.plan().afterwards().forEach(change -> freeing.add(new Freeing(each.exchange(), change)));
    }
    try {
      List<CommitResult> results = commitAll(freeing.stream().map(Freeing::change).toList());
      for (int i = 0; i < results.size(); i++) {
        effects.committed(freeing.get(i).exchange, results.get(i), now);
      }
    } catch (Throwable e) {
      log.warn(e, "{} leases that clients gave up stay until they end", freeing.size());
      noteWhenAnswered(e, freeing.stream().map(Freeing::exchange).toList(), now);
    }
  }

  /** Has a commit that comes too late for its clients noted all the same, if it ever comes. */
  private void noteWhenAnswered(Throwable failure, List<Exchange> exchanges, Instant now) {
    if (failure instanceof StalledCommitException stalled) {
      stalled.whenAnswered(
          results -> {
            for (int i = 0; i < results.size(); i++) {
              effects.committed(exchanges.get(i), results.get(i), now);
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
      next.add(exchange);
    } else if (planned.plan() instanceof Silent silent) {
      giveUp(exchange);
      releaseIfElsewhere(exchange, now);
      effects.done(exchange, silent);
      decisions[exchange.index()] = silent.silence();
    } else if (planned.plan() instanceof Tell tell) {
      decisions[exchange.index()] = compose(exchange, () -> composer.tell(exchange.placed(), tell));
    } else if (planned.plan() instanceof Answer answer) {
      boolean isHeld = isHeld(answer);
      if (isHeld && !effects.hold(exchange, answer.draft().address(), now)) {
        giveUp(exchange);
        exchange.candidate(Optional.empty());
        postpone(exchange, next);
        return;
      }
      if (answer.draft().address().isUnspecified()) {
        giveUp(exchange);
      }
      if (!isHeld && exchange.seeksAddress() && exchange.stores()) {
        // What was found free meanwhile, and not taken.
        exchange.placed().link().ifPresent(link -> effects.releaseOffer(exchange, link, now));
      }
      effects.done(exchange, answer);
      decisions[exchange.index()] =
          compose(exchange, () -> reply(exchange, answer, committed.or(answer::stored)));
    }
  }

  /** Returns whether an address is kept in memory for the client, as it is not in the store. */
  private static boolean isHeld(Answer answer) {
    return answer.draft().type() == MessageType.OFFER
        && !answer.draft().address().isUnspecified()
        && answer.change().isEmpty();
  }

  private static void postpone(Exchange exchange, List<Exchange> next) {
    exchange.loseRace();
    next.add(exchange);
  }

  /** Corrects the book, which thought that the addresses found so far were free. */
  private void searchEverywhere(Exchange exchange) {
    for (Optional<Ipv4Address> found : List.of(exchange.candidate(), exchange.earlierOffer())) {
      found.flatMap(address -> exchange.leases().leaseOf(address)).ifPresent(effects::correct);
      found.ifPresent(address -> effects.release(exchange, address));
    }
    exchange.miss();
  }

  /** Frees what was offered to a client that is seen to select another server. */
  private void releaseIfElsewhere(Exchange exchange, Instant now) {
    if (exchange.kind() == RequestKind.SELECTING
        && exchange.placed().addressee() == Addressee.OTHER_SERVER) {
      exchange.placed().link().ifPresent(link -> effects.releaseOffer(exchange, link, now));
    }
  }

  private Reply reply(Exchange exchange, Answer answer, Optional<Committed> committed) {
    Draft draft = answer.draft();
    if (draft.type() == MessageType.NAK) {
      return composer.refuse(exchange.placed(), draft);
    }
    if (exchange.kind() == RequestKind.INFORM) {
      return composer.inform(exchange.placed(), draft);
    }
    if (draft.address().isUnspecified()) {
      return composer.withoutAddress(exchange.placed(), draft);
    }
    return draft.type() == MessageType.OFFER
        ? composer.offer(exchange.placed(), draft)
        : composer.acknowledge(exchange.placed(), draft, committed.orElseThrow());
  }

  private Decision compose(Exchange exchange, Supplier<Reply> reply) {
    try {
      return reply.get();
    } catch (Throwable e) {
      log.error(e, "No reply to {}", exchange.placed().request().message());
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
    exchange.candidate().ifPresent(address -> effects.release(exchange, address));
  }
}
