package io.leasehold.dhcp.server.admin;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.address.Ipv4Network;
import io.leasehold.dhcp.server.store.ClientKey;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseState;
import java.util.List;
import java.util.Optional;

/**
 * The leases of a server, for its operator: to be looked at, and to be changed while datagrams are
 * handled. A change is stored first, and durable if the store claims durability; then it is told to
 * listeners. Where a client changes the same lease at the same moment, one of the two comes first.
 *
 * <p>A client learns of nothing by itself: it believes what it was told until it renews its lease.
 *
 * <p>Safe for use by any thread. All methods block while the store does, and throw what it throws;
 * then it is not known whether a change is stored.
 */
public interface Leases {

  /** The most leases that a page may have. */
  int MAX_PAGE_SIZE = 10_000;

  /** Returns what is stored of an address: its lease, in force or ended, or its quarantine. */
  Optional<Lease> find(Ipv4Address address);

  /** Returns the leases of a client, in force or ended, in any order. */
  List<Lease> findByClient(ClientKey client);

  /**
   * Returns the leases with the lowest addresses of those that {@code filter} lets through. Unless
   * the filter has a client, this visits the whole store, and keeps no more than the page in
   * memory.
   *
   * @param size how many leases the page has at most, 1 to {@link #MAX_PAGE_SIZE}
   * @throws IllegalArgumentException when {@code size} is out of range
   */
  LeasePage list(LeaseFilter filter, int size);

  /**
   * Returns the same for the addresses behind {@code last}, which {@link LeasePage#last} of the
   * page before has. A lease that is there all the time is on one page, whatever changes meanwhile.
   *
   * @throws IllegalArgumentException when {@code size} is out of range
   */
  LeasePage list(LeaseFilter filter, Ipv4Address last, int size);

  /**
   * Gives an address to a client by hand. The client gets it when it asks for an address.
   *
   * @param lease the address, the client, the end and the rest; its version counts for nothing, and
   *     it starts now
   * @return {@code Refused} where the address is taken, where the configuration would not give it
   *     to the client, or where the end has passed
   * @throws IllegalArgumentException when the lease is not {@link LeaseState#BOUND}, or has neither
   *     client identifier nor hardware address
   */
  LeaseOutcome add(Lease lease);

  /**
   * Changes a lease in force or a quarantine: when it ends, its host name, what the DNS has, the
   * relay agent information. A client's next renewal changes them again.
   *
   * @param lease what has been found, changed, with the version that it had
   * @return {@code Conflict} where another version is stored by now; {@code Refused} where the
   *     lease has ended, or would have: {@link #revoke} ends leases
   * @throws IllegalArgumentException when its state or client is another one than is stored
   */
  LeaseOutcome change(Lease lease);

  /**
   * Ends a lease in force, a stored offer, or a quarantine, now: {@link LeaseState#REVOKED}. The
   * address is free at once, though its client may use it until it renews; then it is refused
   * (DHCPNAK) and has to start anew, as any other client does. It may get the same address again: a
   * policy, a client class or a reservation can say otherwise.
   *
   * @return {@code Refused} where there is none of them
   */
  LeaseOutcome revoke(Ipv4Address address);

  /**
   * Revokes all leases in force and ends all stored offers and quarantines of a network, in
   * batches. What is stored there meanwhile may stay. Where the store throws, the batches before
   * are done.
   *
   * @return how many there were
   */
  long wipe(Ipv4Network network);
}
