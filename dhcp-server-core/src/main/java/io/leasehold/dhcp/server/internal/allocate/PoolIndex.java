package io.leasehold.dhcp.server.internal.allocate;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.address.Ipv4Range;
import io.leasehold.dhcp.server.internal.PoolAddresses;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Which addresses of a pool are free, as far as this server has seen: those that were never leased,
 * and those whose leases end, in the order in which they do. For one thread.
 */
final class PoolIndex {

  private final PoolAddresses addresses;
  private final Ipv4Range range;
  private final AddressBitmap neverLeased;
  private final Map<Ipv4Address, Leased> leased = new HashMap<>();
  private final TreeSet<Reusable> byTime = new TreeSet<>();
  private long afterLast;

  private record Leased(long version, Reusable reusable) {}

  /** From when on an address can be given to another client, in seconds since 1970. */
  private record Reusable(long second, Ipv4Address address) implements Comparable<Reusable> {

    @Override
    public int compareTo(Reusable other) {
      int order = Long.compare(second, other.second);
      return order != 0 ? order : address.compareTo(other.address);
    }
  }

  /** Makes the index of a pool of which every address is free. */
  PoolIndex(PoolAddresses addresses) {
    this.addresses = addresses;
    range = addresses.range();
    neverLeased = new AddressBitmap(range.size());
    addresses.forEachLeftOut(address -> neverLeased.remove(number(address)));
  }

  PoolAddresses addresses() {
    return addresses;
  }

  boolean contains(Ipv4Address address) {
    return addresses.contains(address);
  }

  /**
   * Takes an address out that was never leased: the first one from the {@code start}th address of
   * the pool on, where the first address follows the last.
   */
  Optional<Ipv4Address> takeNeverLeased(long start) {
    long behind = neverLeased.next(start);
    long number = behind < 0 ? neverLeased.next(0) : behind;
    if (number < 0) {
      return Optional.empty();
    }
    neverLeased.remove(number);
    afterLast = number + 1 == range.size() ? 0 : number + 1;
    return Optional.of(range.first().plus(number));
  }

  /** Returns the number of the address behind the one that {@link #takeNeverLeased} took last. */
  long afterLast() {
    return afterLast;
  }

  /** Takes the address out that has been free for longest since its lease. */
  Optional<Ipv4Address> takeEnded(long nowSecond) {
    return byTime.isEmpty() || byTime.first().second > nowSecond
        ? Optional.empty()
        : Optional.of(byTime.pollFirst().address);
  }

  /** Takes one address out, free or not. */
  void take(Ipv4Address address) {
    neverLeased.remove(number(address));
    Leased lease = leased.get(address);
    if (lease != null) {
      byTime.remove(lease.reusable);
    }
  }

  /** Puts an address back that was taken out, as free as it was. */
  void putBack(Ipv4Address address) {
    Leased lease = leased.get(address);
    if (lease == null) {
      neverLeased.add(number(address));
    } else {
      byTime.add(lease.reusable);
    }
  }

  /** Returns the version of the address's lease that is known; 0 where none is. */
  long version(Ipv4Address address) {
    Leased lease = leased.get(address);
    return lease == null ? 0 : lease.version;
  }

  /** Puts an address back as leased, to be free from {@code second} on. */
  void lease(Ipv4Address address, long version, long second) {
    take(address);
    Reusable reusable = new Reusable(second, address);
    leased.put(address, new Leased(version, reusable));
    byTime.add(reusable);
  }

  private long number(Ipv4Address address) {
    return address.unsigned() - range.first().unsigned();
  }
}
