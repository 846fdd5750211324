package io.leasehold.dhcp.server.store;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * The numbers of leases by a hash of something of theirs, in a few octets each: those in one bucket
 * are chained. For one thread.
 */
final class LeaseNumbers {

  /** No number. */
  static final int NONE = -1;

  private final IntUnaryOperator hashOf;
  private int[] heads = new int[64];
  private int[] next = new int[64];
  private int size;

  /**
   * Makes the table of no numbers.
   *
   * @param hashOf tells the hash of a number that has been added
   */
  LeaseNumbers(IntUnaryOperator hashOf) {
    this.hashOf = hashOf;
    Arrays.fill(heads, NONE);
  }

  /** Returns the first number that may have {@code hash}. */
  int first(int hash) {
    return heads[bucket(hash)];
  }

  /** Returns the number behind {@code number} that may have its hash. */
  int after(int number) {
    return next[number];
  }

  /** Adds a number that is not there. */
  void add(int number) {
    if (number >= next.length) {
      next = Arrays.copyOf(next, Math.max(number + 1, next.length * 2));
    }
    if (++size > heads.length) {
      grow();
    }
    link(number);
  }

  /** Removes a number that is there, and has the hash that it was added with. */
  void remove(int number) {
    int bucket = bucket(hashOf.applyAsInt(number));
    size--;
    if (heads[bucket] == number) {
      heads[bucket] = next[number];
      return;
    }
    int before = heads[bucket];
    while (next[before] != number) {
      before = next[before];
    }
    next[before] = next[number];
  }

  private void grow() {
    int[] old = heads;
    heads = new int[old.length * 2];
    Arrays.fill(heads, NONE);
    for (int head : old) {
      for (int number = head; number != NONE; ) {
        int following = next[number];
        link(number);
        number = following;
      }
    }
  }

  private void link(int number) {
    int bucket = bucket(hashOf.applyAsInt(number));
    next[number] = heads[bucket];
    heads[bucket] = number;
  }

  private int bucket(int hash) {
    return (hash * 0x9e37_79b9) >>> (1 + Integer.numberOfLeadingZeros(heads.length));
  }
}
