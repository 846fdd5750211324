package io.leasehold.dhcp.server.policy.builtin;

import io.leasehold.dhcp.server.config.SharedNetwork;
import io.leasehold.dhcp.server.policy.LeasePolicy;
import io.leasehold.dhcp.server.policy.PolicyRequest;
import io.leasehold.dhcp.server.policy.PoolUsage;
import io.leasehold.dhcp.server.policy.Terms;
import io.leasehold.dhcp.server.policy.Verdict;
import io.leasehold.dhcp.server.store.Lease;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gives short leases where addresses run low, so that they come back soon. A client that has a
 * lease keeps at least the time that is left of it.
 *
 * <p>Safe for use by any thread.
 */
public final class AdaptiveLeaseTime implements LeasePolicy {

  private final double threshold;
  private final Duration shortTime;
  private final Verdict shortLease;

  /**
   * Makes the policy.
   *
   * @param threshold from which part of a network's addresses on that is not free leases are short,
   *     0 to 1
   * @param shortTime the most that a new lease is then given for, in whole seconds, 1 to 4294967295
   * @throws IllegalArgumentException when one is out of its range
   */
  public AdaptiveLeaseTime(double threshold, Duration shortTime) {
    if (!(threshold >= 0 && threshold <= 1)) {
      throw new IllegalArgumentException("threshold " + threshold + ": expected 0 to 1");
    }
    this.threshold = threshold;
    this.shortTime = shortTime;
    this.shortLease = Verdict.grant(Terms.USUAL.withLongestLeaseTime(shortTime));
  }

  @Override
  public Verdict evaluate(PolicyRequest request) {
    return evaluate(request, isScarce(request));
  }

  /** Counts the addresses of each network once. */
  @Override
  public List<Verdict> evaluateAll(List<PolicyRequest> requests) {
    // By its name, as a network has a hash code of all that is reserved in it.
    Map<Optional<String>, Boolean> scarce = new HashMap<>();
    return requests.stream()
        .map(
            request ->
                evaluate(
                    request,
                    scarce.computeIfAbsent(
                        request.network().map(SharedNetwork::name), name -> isScarce(request))))
        .toList();
  }

  private Verdict evaluate(PolicyRequest request, boolean scarce) {
    if (!scarce) {
      return Verdict.USUAL;
    }
    return request.liveLease().map(lease -> shortened(lease, request)).orElse(shortLease);
  }

  private Verdict shortened(Lease lease, PolicyRequest request) {
    if (lease.endsAt().equals(Lease.NEVER)) {
      return Verdict.USUAL;
    }
    Duration left = Duration.between(request.now(), lease.endsAt());
    return left.compareTo(shortTime) <= 0
        ? shortLease
        : Verdict.grant(
            Terms.USUAL.withLongestLeaseTime(
                Duration.ofSeconds(left.plusNanos(999_999_999).toSeconds())));
  }

  private boolean isScarce(PolicyRequest request) {
    long size = 0;
    long free = 0;
    for (PoolUsage pool : request.poolUsage().get()) {
      size += pool.size();
      free += pool.free();
    }
    return size > 0 && size - free >= threshold * size;
  }
}
