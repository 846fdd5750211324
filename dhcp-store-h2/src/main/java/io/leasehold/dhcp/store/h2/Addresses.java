package io.leasehold.dhcp.store.h2;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import java.util.Arrays;
import java.util.List;

/** The addresses whose leases a segment has, in four octets each. For one thread at a time. */
final class Addresses {

  private int[] bits = new int[64];
  private int size;

  /** Adds an address, which may be there already. */
  void add(Ipv4Address address) {
    if (size == bits.length) {
      bits = Arrays.copyOf(bits, size * 2);
    }
    bits[size++] = address.bits();
  }

  /** Returns whether there are none. */
  boolean isEmpty() {
    return size == 0;
  }

  /** Returns the addresses of all of {@code parts}, each once, in their order. */
  static int[] sorted(List<Addresses> parts) {
    int[] all = new int[parts.stream().mapToInt(part -> part.size).sum()];
    int at = 0;
    for (Addresses part : parts) {
      for (int i = 0; i < part.size; i++) {
        // Addresses are unsigned.
        all[at++] = part.bits[i] ^ Integer.MIN_VALUE;
      }
    }
    Arrays.sort(all);
    int distinct = 0;
    for (int i = 0; i < all.length; i++) {
      if (i == 0 || all[i] != all[i - 1]) {
        all[distinct++] = all[i];
      }
    }
    int[] sorted = Arrays.copyOf(all, distinct);
    for (int i = 0; i < distinct; i++) {
      sorted[i] ^= Integer.MIN_VALUE;
    }
    return sorted;
  }
}
