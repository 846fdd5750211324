package io.leasehold.dhcp.server.internal.runtime;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.config.Pool;
import io.leasehold.dhcp.server.internal.Link;
import io.leasehold.dhcp.server.internal.Plan;
import io.leasehold.dhcp.server.store.CommitResult;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseChange;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** All that the handling of requests changes outside of them. {@link DryRun} changes nothing. */
interface Effects {

  /** Finds a free address of the suitable pools of a link for a client, and holds it. */
  Optional<Ipv4Address> holdFree(
      Exchange exchange, Link link, Predicate<Pool> suitable, Instant now);

  /**
   * Holds an address for a client that is to be offered it.
   *
   * @return false where it is held for somebody else, or has been leased meanwhile
   */
  boolean hold(Exchange exchange, Ipv4Address address, Instant now);

  /** Ends the hold of a client on an address, if there is one. */
  void release(Exchange exchange, Ipv4Address address);

  /** Ends the hold on whatever a client has been offered on a link. */
  void releaseOffer(Exchange exchange, Link link, Instant now);

  /** Notes what is found to be stored for an address that was thought to be free. */
  void correct(Lease lease);

  /** Stores changes, all or none of which may throw. */
  List<CommitResult> commitAll(List<LeaseChange> changes);

  /** Notes the result of a change, and tells the world. */
  void committed(Exchange exchange, CommitResult result, Instant now);

  /** Tells the world of a plan that is carried out. */
  void done(Exchange exchange, Plan plan);
}
