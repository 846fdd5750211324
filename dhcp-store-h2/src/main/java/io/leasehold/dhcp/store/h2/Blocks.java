package io.leasehold.dhcp.store.h2;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The numbers of {@link LeaseBlock}s that a segment changes: a hash set that needs few octets for
 * each, and no more than a glance for one that is there. For one thread at a time.
 */
final class Blocks {

  /** No number, as these have 27 bits. */
  private static final int NONE = -1;

  private int[] slots = slots(64);
  private int size;

  /** Adds the block of an address, which may be there already. */
  void add(Ipv4Address address) {
    if (add(slots, LeaseBlock.numberOf(address)) && ++size > slots.length / 2) {
      int[] more = slots(2 * slots.length);
      numbers().forEach(number -> add(more, number));
      slots = more;
    }
  }

  private static int[] slots(int length) {
    int[] slots = new int[length];
    Arrays.fill(slots, NONE);
    return slots;
  }

  /** Returns whether {@code number} was not there. */
  private static boolean add(int[] slots, int number) {
    // The upper bits of the product, as many as a slot has.
    int slot = (number * 0x9e37_79b9) >>> (Integer.numberOfLeadingZeros(slots.length) + 1);
    while (slots[slot] != NONE) {
      if (slots[slot] == number) {
        return false;
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    slots[slot] = number;
    return true;
  }

  /** Returns whether there are none. */
  boolean isEmpty() {
    return size == 0;
  }

  private IntStream numbers() {
    return Arrays.stream(slots).filter(number -> number != NONE);
  }

  /** Returns the numbers of all of {@code parts}, each once, in their order. */
  static int[] sorted(List<Blocks> parts) {
    return parts.stream().flatMapToInt(Blocks::numbers).sorted().distinct().toArray();
  }
}
