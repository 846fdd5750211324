package io.leasehold.dhcp.store.h2;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import java.util.Arrays;
import java.util.List;

/** The numbers of {@link LeaseBlock}s that a segment changes. For one thread at a time. */
final class Blocks {

  private int[] numbers = new int[64];
  private int size;

  /** Adds the block of an address, which may be there already. */
  void add(Ipv4Address address) {
    if (size == numbers.length) {
      size = distinct(numbers, size);
      if (2 * size > numbers.length) {
        numbers = Arrays.copyOf(numbers, 2 * numbers.length);
      }
    }
    numbers[size++] = LeaseBlock.numberOf(address);
  }

  /** Returns whether there are none. */
  boolean isEmpty() {
    return size == 0;
  }

  /** Returns the numbers of all of {@code parts}, each once, in their order. */
  static int[] sorted(List<Blocks> parts) {
    int[] all = new int[parts.stream().mapToInt(part -> part.size).sum()];
    int at = 0;
    for (Blocks part : parts) {
      System.arraycopy(part.numbers, 0, all, at, part.size);
      at += part.size;
    }
    return Arrays.copyOf(all, distinct(all, at));
  }

  /** Sorts the first numbers and leaves out what is there twice; returns how many are left. */
  private static int distinct(int[] numbers, int size) {
    Arrays.sort(numbers, 0, size);
    int distinct = 0;
    for (int i = 0; i < size; i++) {
      if (i == 0 || numbers[i] != numbers[i - 1]) {
        numbers[distinct++] = numbers[i];
      }
    }
    return distinct;
  }
}
