package io.leasehold.dhcp.server.policy.builtin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.server.LeaseEvent;
import io.leasehold.dhcp.server.ServerListener;
import io.leasehold.dhcp.server.policy.LeasePolicy;
import io.leasehold.dhcp.server.policy.PolicyRequest;
import io.leasehold.dhcp.server.policy.RequestKind;
import io.leasehold.dhcp.server.policy.Verdict;
import io.leasehold.dhcp.server.store.ClientKey;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Gives so many addresses to the clients behind a line, and meets further clients with silence (RFC
 * 3046 section 4): nobody can take all addresses by making clients up. An address that is offered
 * counts for two minutes.
 *
 * <p>To be given to the server both as its policy, or a part of it, and as a listener. What is
 * stored when the server starts is to be learned first: {@code store.forEach(limit::learn)}. Of a
 * million lines that are known at once, those go that have been silent for long. Safe for use by
 * any thread.
 *
 * <p>A client that declines what it gets puts one address after the other in quarantine all the
 * same: {@link DeclineLimit} is against that.
 */
public final class LeaseLimit implements LeasePolicy, ServerListener {

  private static final int MOST_LINES = 1_000_000;
  private static final Duration OFFER_TIME = Duration.ofMinutes(2);

  private final Line line;
  private final int addresses;
  private final Verdict refusal;
  private final Cache<Octets, Clients> clientsByLine =
      Caffeine.newBuilder().maximumSize(MOST_LINES).build();

  /**
   * Makes the policy.
   *
   * @param line by what lines are told apart; clients behind none are not limited
   * @param addresses how many addresses the clients behind a line have at once, 1 or more
   * @throws IllegalArgumentException when that is less than 1
   */
  public LeaseLimit(Line line, int addresses) {
    this.line = Objects.requireNonNull(line, "line");
    if (addresses < 1) {
      throw new IllegalArgumentException("addresses " + addresses + ": expected 1 or more");
    }
    this.addresses = addresses;
    this.refusal = Verdict.silence("others behind the line have " + addresses + " addresses");
  }

  /** Counts a lease, if it is one, and its client is behind a line. */
  public void learn(Lease lease) {
    if (lease.state() == LeaseState.BOUND) {
      line.of(lease)
          .ifPresent(
              behind ->
                  clientsByLine
                      .get(behind, key -> new Clients())
                      .put(lease.keys().get(0), lease.endsAt()));
    }
  }

  @Override
  public void onLease(LeaseEvent event) {
    switch (event.kind()) {
      case LEASED, RENEWED -> learn(event.lease());
      case RELEASED, REVOKED -> forget(event.lease());
      default -> {
        // Ends by itself.
      }
    }
  }

  private void forget(Lease lease) {
    line.of(lease)
        .map(clientsByLine::getIfPresent)
        .ifPresent(clients -> clients.remove(lease.keys().get(0)));
  }

  @Override
  public Verdict evaluate(PolicyRequest request) {
    if (!request.kind().isForAddress() && request.kind() != RequestKind.BOOTP) {
      return Verdict.USUAL;
    }
    return line.of(request)
        .map(behind -> clientsByLine.get(behind, key -> new Clients()))
        .filter(clients -> !clients.admit(request))
        .map(clients -> refusal)
        .orElse(Verdict.USUAL);
  }

  /** The clients behind a line, and until when each has an address. */
  private final class Clients {

    private final Map<ClientKey, Instant> ends = new HashMap<>();

    synchronized void put(ClientKey client, Instant end) {
      ends.put(client, end);
    }

    synchronized void remove(ClientKey client) {
      ends.remove(client);
    }

    synchronized boolean admit(PolicyRequest request) {
      ClientKey client = request.client().get(0);
      Instant now = request.now();
      ends.values().removeIf(end -> !end.isAfter(now));
      boolean admitted = ends.containsKey(client) || ends.size() < addresses;
      if (admitted && !request.isDryRun()) {
        ends.merge(client, now.plus(OFFER_TIME), (end, other) -> end.isAfter(other) ? end : other);
      }
      return admitted;
    }
  }
}
