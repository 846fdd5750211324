package io.leasehold.dhcp.server.store;

import java.util.List;

/**
 * The answer to {@link LeaseStore#changesSince}.
 *
 * @param mark what to ask with the next time
 * @param isComplete whether {@code leases} has all that has changed; where it has not, too much has
 *     happened since the mark, and {@link LeaseStore#forEach} tells what there is
 * @param leases that have been committed since the mark, each as it is now and once, in any order;
 *     some that were committed before may be among them
 */
public record RecentChanges(long mark, boolean isComplete, List<Lease> leases) {

  /** What a store answers that keeps no record of changes. */
  public static final RecentChanges NOT_RECORDED = new RecentChanges(0, true, List.of());

  /** Copies the list. */
  public RecentChanges {
    leases = List.copyOf(leases);
  }
}
