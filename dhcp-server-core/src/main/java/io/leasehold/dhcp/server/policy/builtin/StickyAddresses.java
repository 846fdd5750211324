package io.leasehold.dhcp.server.policy.builtin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.server.LeaseEvent;
import io.leasehold.dhcp.server.ServerListener;
import io.leasehold.dhcp.server.policy.LeasePolicy;
import io.leasehold.dhcp.server.policy.PolicyRequest;
import io.leasehold.dhcp.server.policy.RequestKind;
import io.leasehold.dhcp.server.policy.Terms;
import io.leasehold.dhcp.server.policy.Verdict;
import io.leasehold.dhcp.server.store.Lease;
import java.util.Objects;

/**
 * Offers a new client the address that the line had last, if it is free: the subscriber keeps the
 * address when the device is replaced. A client that has had an address itself is offered its own.
 *
 * <p>To be given to the server both as its policy, or a part of it, and as a listener. What is
 * stored when the server starts is to be learned first: {@code store.forEach(sticky::learn)}. Of a
 * million lines that are known at once, those go that have been silent for long. Safe for use by
 * any thread.
 */
public final class StickyAddresses implements LeasePolicy, ServerListener {

  private static final int MOST_LINES = 1_000_000;

  private final Line line;
  private final Cache<Octets, Ipv4Address> addresses =
      Caffeine.newBuilder().maximumSize(MOST_LINES).build();

  /** Makes the policy; clients behind no line are served as usual. */
  public StickyAddresses(Line line) {
    this.line = Objects.requireNonNull(line, "line");
  }

  /** Learns the address of a lease, if its client is behind a line. */
  public void learn(Lease lease) {
    line.of(lease).ifPresent(behind -> addresses.put(behind, lease.address()));
  }

  @Override
  public void onLease(LeaseEvent event) {
    if (event.kind() == LeaseEvent.Kind.LEASED) {
      learn(event.lease());
    }
  }

  @Override
  public Verdict evaluate(PolicyRequest request) {
    if (request.kind() != RequestKind.DISCOVER || request.lease().isPresent()) {
      return Verdict.USUAL;
    }
    return line.of(request)
        .map(addresses::getIfPresent)
        .map(address -> Verdict.grant(Terms.USUAL.withAddress(address)))
        .orElse(Verdict.USUAL);
  }
}
