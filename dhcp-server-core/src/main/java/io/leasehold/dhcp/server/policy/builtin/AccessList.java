package io.leasehold.dhcp.server.policy.builtin;

import io.leasehold.dhcp.server.match.Condition;
import io.leasehold.dhcp.server.policy.LeasePolicy;
import io.leasehold.dhcp.server.policy.PolicyRequest;
import io.leasehold.dhcp.server.policy.RequestKind;
import io.leasehold.dhcp.server.policy.Verdict;
import io.leasehold.dhcp.server.store.ClientKey;
import java.util.Collections;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Serves some clients, and meets all others with silence. A client that is refused keeps the lease
 * that it has until that ends.
 *
 * <p>Safe for use by any thread.
 */
public final class AccessList implements LeasePolicy {

  private final Predicate<PolicyRequest> admitted;
  private final String why;

  private AccessList(Predicate<PolicyRequest> admitted, String why) {
    this.admitted = admitted;
    this.why = why;
  }

  /** Returns the policy that serves those for whom {@code condition} holds. */
  public static AccessList allow(Condition condition) {
    Objects.requireNonNull(condition, "condition");
    return new AccessList(
        request -> condition.holdsFor(request.facts()), "only served: " + condition);
  }

  /** Returns the policy that serves those for whom {@code condition} does not hold. */
  public static AccessList deny(Condition condition) {
    Objects.requireNonNull(condition, "condition");
    return new AccessList(
        request -> !condition.holdsFor(request.facts()), "not served: " + condition);
  }

  /**
   * Returns the policy that serves the clients that are listed by one of their keys.
   *
   * @param clients read at each request: a concurrent set may be changed at any time
   */
  public static AccessList allow(Set<ClientKey> clients) {
    Objects.requireNonNull(clients, "clients");
    return new AccessList(request -> contains(clients, request), "not in the allow list");
  }

  /**
   * Returns the policy that serves all clients but those that are listed by one of their keys.
   *
   * @param clients read at each request: a concurrent set may be changed at any time
   */
  public static AccessList deny(Set<ClientKey> clients) {
    Objects.requireNonNull(clients, "clients");
    return new AccessList(request -> !contains(clients, request), "in the deny list");
  }

  private static boolean contains(Set<ClientKey> clients, PolicyRequest request) {
    return !Collections.disjoint(clients, request.client());
  }

  /** Returns the policy that serves those for whom something is reserved in their network. */
  public static AccessList knownClientsOnly() {
    return new AccessList(request -> request.reservation().isPresent(), "not a known client");
  }

  @Override
  public Verdict evaluate(PolicyRequest request) {
    // Who asks for a client's leases is not the client.
    boolean serves = request.kind() == RequestKind.LEASEQUERY || admitted.test(request);
    return serves ? Verdict.USUAL : Verdict.silence(why);
  }
}
