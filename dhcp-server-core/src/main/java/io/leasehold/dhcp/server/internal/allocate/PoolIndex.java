package io.leasehold.dhcp.server.internal.allocate;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.address.Ipv4Range;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Which addresses of a pool are free, as far as this server has seen: those that were never leased,
 * and those whose leases end, in the order in which they do. For one thread.
 */
final class PoolIndex {

  private final Ipv4Range range;
  private final AddressBitmap neverLeased;
  private final Map<Ipv4Address, Reusable> leased = new HashMap<>();
  private final TreeSet<Reusable> byTime = new TreeSet<>();

  /** From when on an address can be given to another client, in seconds since 1970. */
  private record Reusable(long second, Ipv4Address address) implements Comparable<Reusable> {

    @Override
    public int compareTo(Reusable other) {
      int order = Long.compare(second, other.second);
      return order != 0 ? order : address.compareTo(other.address);
    }
  }

  /** Makes the index of a pool of which every address is free. */
  PoolIndex(Ipv4Range range) {
    this.range = range;
    this.neverLeased = new AddressBitmap(range.size());
  }

  boolean contains(Ipv4Address address) {
    return range.contains(address);
  }

  /** Takes an address out that is free now: one never leased, else the one free for longest. */
  Optional<Ipv4Address> takeFree(long nowSecond) {
    long lowest = neverLeased.lowest();
    if (lowest >= 0) {
      neverLeased.remove(lowest);
      return Optional.of(range.first().plus(lowest));
    }
    if (byTime.isEmpty() || byTime.first().second > nowSecond) {
      return Optional.empty();
    }
    return Optional.of(byTime.pollFirst().address);
  }

  /** Takes one address out, free or not. */
  void take(Ipv4Address address) {
    neverLeased.remove(number(address));
    Reusable reusable = leased.get(address);
    if (reusable != null) {
      byTime.remove(reusable);
    }
  }

  /** Puts an address back that was taken out, as free as it was. */
  void putBack(Ipv4Address address) {
    Reusable reusable = leased.get(address);
    if (reusable == null) {
      neverLeased.add(number(address));
    } else {
      byTime.add(reusable);
    }
  }

  /** Puts an address back as leased, to be free from {@code second} on. */
  void lease(Ipv4Address address, long second) {
    take(address);
    Reusable reusable = new Reusable(second, address);
    leased.put(address, reusable);
    byTime.add(reusable);
  }

  private long number(Ipv4Address address) {
    return address.unsigned() - range.first().unsigned();
  }
}
