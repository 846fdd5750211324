package io.leasehold.dhcp.server.policy.builtin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.leasehold.dhcp.server.LeaseEvent;
import io.leasehold.dhcp.server.ServerListener;
import io.leasehold.dhcp.server.policy.LeasePolicy;
import io.leasehold.dhcp.server.policy.PolicyRequest;
import io.leasehold.dhcp.server.policy.RequestKind;
import io.leasehold.dhcp.server.policy.Verdict;
import io.leasehold.dhcp.server.store.ClientKey;
import io.leasehold.dhcp.server.store.Lease;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Meets a client with silence that has declined so many addresses, until it has declined none for a
 * while: one that declines all that it gets would put all addresses in quarantine.
 *
 * <p>To be given to the server both as its policy, or a part of it, and as a listener. Of 100,000
 * clients that are known at once, those go that have declined nothing for long. Safe for use by any
 * thread.
 */
public final class DeclineLimit implements LeasePolicy, ServerListener {

  private static final int MOST_CLIENTS = 100_000;

  private final int declines;
  private final Verdict refusal;
  private final Cache<ClientKey, Integer> declined;

  /**
   * Makes the policy.
   *
   * @param declines how many addresses a client has to decline, 1 or more
   * @param quiet for how long it then has to decline none, more than zero
   * @param clock tells when that is over: the server's
   * @throws IllegalArgumentException when one is out of its range
   */
  public DeclineLimit(int declines, Duration quiet, Clock clock) {
    if (declines < 1) {
      throw new IllegalArgumentException("declines " + declines + ": expected 1 or more");
    }
    if (quiet.isNegative() || quiet.isZero()) {
      throw new IllegalArgumentException("quiet " + quiet + ": expected more than zero");
    }
    this.declines = declines;
    this.refusal = Verdict.silence("declined " + declines + " addresses");
    this.declined =
        Caffeine.newBuilder()
            .maximumSize(MOST_CLIENTS)
            .expireAfterWrite(quiet)
            .ticker(() -> nanos(clock.instant()))
            .build();
  }

  private static long nanos(Instant now) {
    return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
  }

  @Override
  public Verdict evaluate(PolicyRequest request) {
    return key(request.client())
        .filter(client -> request.kind() != RequestKind.LEASEQUERY)
        .map(declined::getIfPresent)
        .filter(count -> count >= declines)
        .map(count -> refusal)
        .orElse(Verdict.USUAL);
  }

  @Override
  public void onLease(LeaseEvent event) {
    if (event.kind() == LeaseEvent.Kind.DECLINED) {
      event
          .before()
          .map(Lease::keys)
          .flatMap(DeclineLimit::key)
          .ifPresent(client -> declined.asMap().merge(client, 1, Integer::sum));
    }
  }

  private static Optional<ClientKey> key(List<ClientKey> keys) {
    return keys.stream().findFirst();
  }
}
