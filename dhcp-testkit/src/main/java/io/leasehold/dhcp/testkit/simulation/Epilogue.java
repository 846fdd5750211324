package io.leasehold.dhcp.testkit.simulation;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.policy.PoolUsage;
import io.leasehold.dhcp.server.store.LeaseState;
import io.leasehold.dhcp.server.store.LeaseStore;
import io.leasehold.dhcp.testkit.ClientLease;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What has to be true when all is calm, and when all is over. */
final class Epilogue {

  /** How long a well-behaved client takes to get an address that is free. */
  private static final Duration BOUND = Duration.ofSeconds(150);

  /** After how long nobody waits for the end of leases any more. */
  private static final Duration LONG = Duration.ofDays(1);

  /** How many clients try to get each address of a pool, at most. */
  private static final int STRANGERS = 4;

  private final Site site;
  private final LeaseStore store;

  Epilogue(Site site, LeaseStore store) {
    this.site = site;
    this.store = store;
  }

  /** Liveness: whoever behaves well has an address, if one has been free for long enough. */
  void checkThatAllAreServed() {
    for (Machine machine : site.machines()) {
      if (machine.temper() == Temper.WELL_BEHAVED
          && machine.client().lease().isEmpty()
          && site.isAllLearned()
          && !site.isRefused(machine)) {
        int segment = Integer.parseInt(machine.port().segment().substring("lan".length()));
        site.pool(segment).stream()
            .filter(this::isFreeForLong)
            .findFirst()
            .ifPresent(
                address ->
                    site.findings()
                        .report(
                            "who behaves well gets an address",
                            machine + " has none, and " + address + " is free",
                            machine,
                            machine.client().hardwareAddress(),
                            address));
      }
    }
  }

  private boolean isFreeForLong(Ipv4Address address) {
    Instant moment = site.clock().instant().minus(BOUND);
    return !site.clock().hasJumpedSince(site.time().now().minus(BOUND))
        && store.findByAddress(address).filter(lease -> lease.endsAt().isAfter(moment)).isEmpty();
  }

  /** The servers know how many addresses of each pool are leased, and how many in quarantine. */
  void checkThatUsageIsKnown() {
    if (site.isAllLearned() && !site.hasClockTrouble() && !site.hasStoreTrouble()) {
      compareUsage();
    }
  }

  /** Servers that start know all that is stored, whatever has been before. */
  void checkThatLeasesAreRead() {
    for (SimulatedServer server : site.servers()) {
      server.close();
      server.start();
    }
    compareUsage();
  }

  private void compareUsage() {
    for (SimulatedServer server : site.servers()) {
      long leased = 0;
      long quarantined = 0;
      for (PoolUsage usage : server.poolUsage()) {
        leased += usage.leased();
        quarantined += usage.quarantined();
      }
      long inForce = count(LeaseState.BOUND);
      long declined = count(LeaseState.QUARANTINED);
      if (server.isUp() && (leased != inForce || quarantined != declined)) {
        site.findings()
            .report(
                "the use of pools is known",
                String.format(
                    "server %s counts %d leases and %d in quarantine: there are %d and %d",
                    server.address(), leased, quarantined, inForce, declined),
                "server " + server.address());
      }
    }
  }

  private long count(LeaseState state) {
    long[] count = {0};
    Instant now = site.clock().instant();
    store.forEach(
        lease -> {
          if (lease.state() == state && now.getEpochSecond() < lease.endsAt().getEpochSecond()) {
            count[0]++;
          }
        });
    return count[0];
  }

  /** Returns how long it takes until all leases have ended; empty where that is very long. */
  Optional<Duration> timeToEnd() {
    Instant[] last = {site.clock().instant().plus(site.holdTime())};
    store.forEach(lease -> last[0] = lease.endsAt().isAfter(last[0]) ? lease.endsAt() : last[0]);
    return Optional.of(Duration.between(site.clock().instant(), last[0]))
        .filter(time -> time.compareTo(LONG) < 0);
  }

  /** All addresses are free, as the servers know, and can be had. */
  void checkThatNothingLeaks() {
    for (SimulatedServer server : site.servers()) {
      for (PoolUsage usage : server.poolUsage()) {
        if (usage.free() != usage.size()) {
          site.findings()
              .report(
                  "nothing leaks",
                  "when all leases have ended, server " + server.address() + " has " + usage,
                  "server " + server.address());
        }
      }
    }
    for (int segment = 0; segment < site.scenario().segments(); segment++) {
      harvest(segment);
    }
  }

  private void harvest(int segment) {
    List<Ipv4Address> pool = site.pool(segment);
    Set<Ipv4Address> missing = new HashSet<>(pool);
    int notRefused = 0;
    boolean isServed = true;
    // Some may be refused by a policy, which says so, and some get an address that another has had
    // for its whole lease time by then: others come in their place.
    for (int i = 0; i < STRANGERS * pool.size() && !missing.isEmpty() && isServed; i++) {
      Machine stranger = site.addStranger(segment, i);
      Optional<ClientLease> lease = stranger.client().tryBind();
      lease.ifPresent(it -> missing.remove(it.address()));
      notRefused += site.isRefused(stranger) ? 0 : 1;
      isServed = lease.isPresent() || site.isRefused(stranger);
    }
    if (isServed && notRefused < pool.size()) {
      return;
    }
    for (Ipv4Address address : missing) {
      site.findings()
          .report(
              "nothing leaks", "nobody gets " + address + " when all leases have ended", address);
    }
  }
}
