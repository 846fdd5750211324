package io.leasehold.dhcp.server.policy.builtin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.server.match.RequestValue;
import io.leasehold.dhcp.server.policy.LeasePolicy;
import io.leasehold.dhcp.server.policy.PolicyRequest;
import io.leasehold.dhcp.server.policy.RequestKind;
import io.leasehold.dhcp.server.policy.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Answers so many messages of a client in a while, and meets those beyond that with silence. They
 * may come all at once; after that the client may send another one each time that a part of the
 * while has passed. Leasequeries are no client's; {@link #ofLeasequeries} limits them.
 *
 * <p>Of 100,000 clients that are known at once, those go that have been silent for long. Safe for
 * use by any thread.
 */
public final class ClientRateLimit implements LeasePolicy {

  private static final int MOST_CLIENTS = 100_000;

  private static final RequestValue AGENT =
      RequestValue.of("giaddr", facts -> Optional.of(facts.message().giaddr().octets()));

  private final boolean limitsLeasequeries;
  private final RequestValue client;
  private final int messages;
  private final Duration time;
  private final Verdict refusal;
  private final Cache<Octets, Budget> budgets =
      Caffeine.newBuilder().maximumSize(MOST_CLIENTS).build();

  /**
   * Makes the policy.
   *
   * @param client by what clients are told apart, such as {@link RequestValue#hardwareAddress} or
   *     the circuit ID, {@link RequestValue#relayAgentOption}; what lacks it is not limited
   * @param messages how many messages are answered in {@code time}, 1 or more
   * @param time the time, more than zero
   * @throws IllegalArgumentException when one is out of its range
   */
  public ClientRateLimit(RequestValue client, int messages, Duration time) {
    this(false, client, messages, time);
  }

  private ClientRateLimit(
      boolean limitsLeasequeries, RequestValue client, int messages, Duration time) {
    this.limitsLeasequeries = limitsLeasequeries;
    this.client = Objects.requireNonNull(client, "client");
    if (messages < 1) {
      throw new IllegalArgumentException("messages " + messages + ": expected 1 or more");
    }
    if (time.isNegative() || time.isZero()) {
      throw new IllegalArgumentException("time " + time + ": expected more than zero");
    }
    this.messages = messages;
    this.time = time;
    this.refusal = Verdict.silence("more than " + messages + " messages in " + time);
  }

  /**
   * Returns the same for the leasequeries of relay agents (RFC 4388 section 7), told apart by
   * {@code giaddr}, and for nothing else.
   *
   * @param queries how many are answered in {@code time}, 1 or more
   * @param time the time, more than zero
   * @throws IllegalArgumentException when one is out of its range
   */
  public static ClientRateLimit ofLeasequeries(int queries, Duration time) {
    return new ClientRateLimit(true, AGENT, queries, time);
  }

  @Override
  public Verdict evaluate(PolicyRequest request) {
    if (limitsLeasequeries != (request.kind() == RequestKind.LEASEQUERY)) {
      return Verdict.USUAL;
    }
    return client
        .of(request.facts())
        .map(who -> budgets.get(who, key -> new Budget()))
        .filter(budget -> !budget.allows(request.now(), !request.isDryRun()))
        .map(budget -> refusal)
        .orElse(Verdict.USUAL);
  }

  /** What a client may still send: each message uses up a part of the time. */
  private final class Budget {

    private Instant usedUntil = Instant.MIN;

    synchronized boolean allows(Instant now, boolean counts) {
      Instant all = now.plus(time);
      if (usedUntil.isAfter(all)) {
        // The clock was put back.
        usedUntil = all;
      }
      Instant from = usedUntil.isBefore(now) ? now : usedUntil;
      Instant to = from.plus(time.dividedBy(messages));
      boolean allowed = !to.isAfter(all);
      if (allowed && counts) {
        usedUntil = to;
      }
      return allowed;
    }
  }
}
