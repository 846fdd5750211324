package io.leasehold.dhcp.testkit.simulation;

import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseState;
import java.util.Optional;

/** No lease in force is lost: not to another client, not to nobody, not to an older version. */
final class StoreChecker implements Checker {

  private static final String PROMISE = "no lease is lost";

  private final Site site;
  private final Findings findings;

  StoreChecker(Site site, Findings findings) {
    this.site = site;
    this.findings = findings;
  }

  @Override
  public void onCommit(Optional<Lease> before, Lease lease) {
    if (lease.version() != before.map(Lease::version).orElse(0L) + 1) {
      object("the version does not follow the one before", before, lease);
    }
    if (!site.isInPool(lease.address())) {
      object("the address is in no pool", before, lease);
    }
    if (lease.state() == LeaseState.BOUND && lease.endsAt().isBefore(lease.startsAt())) {
      object("it ends before it begins", before, lease);
    }
    if (before.isPresent() && !site.clock().hasJustJumped()) {
      replaced(before.get(), lease);
    }
  }

  private void replaced(Lease before, Lease lease) {
    boolean isSomebodyElse = !Identity.of(before).equals(Identity.of(lease));
    if (site.clock().instant().isBefore(before.endsAt())) {
      if (isSomebodyElse
          && (before.state() == LeaseState.BOUND || before.state() == LeaseState.OFFERED)) {
        object("it was another client's", Optional.of(before), lease);
      }
      if (before.state() == LeaseState.QUARANTINED && lease.state() != LeaseState.QUARANTINED) {
        object("it was in quarantine", Optional.of(before), lease);
      }
    }
  }

  private void object(String why, Optional<Lease> before, Lease lease) {
    findings.report(
        PROMISE,
        why + ": " + before.map(it -> it + " is followed by ").orElse("") + lease,
        lease.address(),
        Identity.of(lease),
        lease.hardwareAddress().map(HardwareAddress::toString).orElse(""),
        before.map(it -> Identity.of(it).toString()).orElse(""));
  }
}
