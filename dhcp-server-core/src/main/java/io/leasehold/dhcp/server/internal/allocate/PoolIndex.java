package io.leasehold.dhcp.server.internal.allocate;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.internal.PoolAddresses;
import io.leasehold.dhcp.server.policy.PoolUsage;
import io.leasehold.dhcp.server.store.LeaseState;
import java.util.Optional;

/**
 * Which addresses of a pool are free, as far as this server has seen: those that were never leased,
 * and those whose leases end, in the order in which they do. For one thread.
 */
final class PoolIndex {

  private final PoolAddresses addresses;
  private final Ipv4Address first;
  private final long length;
  private final long size;
  private final AddressBitmap neverLeased;
  private final PoolLeases leases = new PoolLeases();
  private final ProbedStock probed;
  private long reserved;
  private long afterLast;

  /**
   * Makes the index of a pool of which every address is free.
   *
   * @param probed the empty stock of those that were probed
   */
  PoolIndex(PoolAddresses addresses, ProbedStock probed) {
    this.addresses = addresses;
    this.probed = probed;
    first = addresses.range().first();
    length = addresses.range().size();
    neverLeased = new AddressBitmap(length);
    addresses.forEachLeftOut(address -> neverLeased.remove(number(address)));
    size = neverLeased.count();
  }

  PoolAddresses addresses() {
    return addresses;
  }

  ProbedStock probed() {
    return probed;
  }

  boolean contains(Ipv4Address address) {
    return addresses.contains(address);
  }

  /**
   * Takes an address out that was never leased: the first one from the {@code start}th address of
   * the range on, where the first address follows the last.
   */
  Optional<Ipv4Address> takeNeverLeased(long start) {
    long behind = neverLeased.next(start);
    long number = behind < 0 ? neverLeased.next(0) : behind;
    if (number < 0) {
      return Optional.empty();
    }
    neverLeased.remove(number);
    afterLast = number + 1 == length ? 0 : number + 1;
    return Optional.of(first.plus(number));
  }

  /** Returns the number of the address behind the one that {@link #takeNeverLeased} took last. */
  long afterLast() {
    return afterLast;
  }

  /** Takes the address out that has been free for longest since its lease. */
  Optional<Ipv4Address> takeEnded(long nowSecond) {
    long number = leases.takeEnded(nowSecond);
    return number < 0 ? Optional.empty() : Optional.of(first.plus(number));
  }

  /** Takes one address out, wherever it is: free or not, in stock or being probed. */
  void take(Ipv4Address address) {
    neverLeased.remove(number(address));
    leases.take(number(address));
    probed.remove(address);
  }

  /** Puts an address back that was taken out, as free as it was. */
  void putBack(Ipv4Address address) {
    if (!leases.putBack(number(address))) {
      neverLeased.add(number(address));
    }
  }

  /** Returns the version of the address's lease that is known; 0 where none is. */
  long version(Ipv4Address address) {
    return leases.version(number(address));
  }

  /** Puts an address back as a lease says, to be free from {@code second} on. */
  void lease(Ipv4Address address, long version, long second, LeaseState state) {
    neverLeased.remove(number(address));
    leases.put(number(address), version, second, state);
  }

  /** Takes an address out for good, as it is kept for a host. */
  void reserve(Ipv4Address address) {
    take(address);
    reserved++;
  }

  /** Returns what has become of the addresses. What is in stock or being probed is free. */
  PoolUsage usage(String network, long nowSecond) {
    leases.endUntil(nowSecond);
    return new PoolUsage(
        network,
        addresses.subnet().network(),
        addresses.range(),
        size,
        leases.running(),
        reserved,
        leases.quarantined(),
        neverLeased.count() + leases.ended() + probed.count());
  }

  private long number(Ipv4Address address) {
    return address.unsigned() - first.unsigned();
  }
}
