package io.leasehold.dhcp.testkit.simulation;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.testkit.ClientLease;
import java.time.Duration;
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

  /** Until when a client believes to have an address, by its own clock and by the servers'. */
  private record Belief(Instant end, Instant serversEnd) {}

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
          // A clock that jumps ahead ends leases before their clients do.
          if (now.isBefore(belief.end) && site.clock().instant().isBefore(belief.serversEnd)) {
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
    Instant serversEnd = site.clock().instant().plus(Duration.between(now, lease.end()));
    others.put(machine, new Belief(lease.end(), serversEnd));
    addresses.put(machine, lease.address());
  }
}
