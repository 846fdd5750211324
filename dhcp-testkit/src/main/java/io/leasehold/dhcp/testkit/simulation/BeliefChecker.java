package io.leasehold.dhcp.testkit.simulation;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.testkit.ClientLease;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One address, one live client, as the clients believe it. */
final class BeliefChecker implements Checker {

  private final Site site;
  private final Findings findings;
  private final Map<Ipv4Address, Map<Machine, Belief>> beliefs = new HashMap<>();
  private final Map<Machine, Ipv4Address> addresses = new HashMap<>();

  /** From when and until when a client believes to have an address, by its own clock. */
  private record Belief(Instant since, Instant end) {}

  BeliefChecker(Site site, Findings findings) {
    this.site = site;
    this.findings = findings;
  }

  @Override
  public void onBelief(Machine machine, Optional<ClientLease> lease) {
    Optional.ofNullable(addresses.remove(machine))
        .ifPresent(address -> beliefs.get(address).remove(machine));
    // Two machines that are one client to a server share an address, and neither knows of it.
    if (lease.isPresent()
        && !machine.temper().isShared()
        && !site.clock().hasJumpedSince(lease.get().since())) {
      add(machine, lease.get());
    }
  }

  private void add(Machine machine, ClientLease lease) {
    Instant now = site.time().now();
    Map<Machine, Belief> others =
        beliefs.computeIfAbsent(lease.address(), it -> new LinkedHashMap<>());
    others.forEach(
        (other, belief) -> {
          // A clock that jumps ends leases before their clients do, or has them shortened.
          if (now.isBefore(belief.end) && !site.clock().hasJumpedSince(belief.since)) {
            findings.report(
                "one address, one client",
                lease.address() + " is believed to be theirs by " + machine + " and " + other,
                lease.address(),
                machine,
                machine.client().hardwareAddress(),
                other,
                other.client().hardwareAddress());
          }
        });
    others.put(machine, new Belief(lease.since(), lease.end()));
    addresses.put(machine, lease.address());
  }
}
