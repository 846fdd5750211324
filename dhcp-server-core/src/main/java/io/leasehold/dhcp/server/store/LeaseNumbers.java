package io.leasehold.dhcp.server.store;

import java.util.Arrays;

/**
 * The numbers of leases by a hash of something of theirs, in a few octets each: those in one bucket
 * are chained. Any bits of a hash may choose the bucket, and hashes side by side have buckets side
 * by side. For one thread.
 */
final class LeaseNumbers {

  /** No number. */
  static final int NONE = -1;

  private int[] heads;

  /** For each number, the one behind it and its hash, side by side as they are read together. */
  private int[] links;

  private int size;

  /**
   * Makes the table of no numbers.
   *
   * @param expected how many there is room for, before it grows; 1 or more
   */
  LeaseNumbers(int expected) {
    heads = new int[Integer.highestOneBit(2 * expected - 1)];
    links = new int[2 * expected];
    Arrays.fill(heads, NONE);
  }

  /** Returns the first number that has {@code hash}. */
  int first(int hash) {
    return firstOf(chainOf(hash), hash);
  }

  /** Returns the number that a chain begins with, in which are those that have {@code hash}. */
  int chainOf(int hash) {
    return heads[bucket(hash)];
  }

  /** Returns the number behind {@code number} that has its hash. */
  int after(int number) {
    return firstOf(links[2 * number], links[2 * number + 1]);
  }

  /** Returns the first number that has {@code hash}, of the chain from {@code chain} on. */
  int firstOf(int chain, int hash) {
    int number = chain;
    while (number != NONE && links[2 * number + 1] != hash) {
      number = links[2 * number];
    }
    return number;
  }

  /** Adds a number that is not there. */
  void add(int number, int hash) {
    if (2 * number >= links.length) {
      links = Arrays.copyOf(links, Math.max(2 * number + 2, links.length * 2));
    }
    if (++size > heads.length) {
      grow();
    }
    links[2 * number + 1] = hash;
    link(number);
  }

  /** Removes a number that is there. */
  void remove(int number) {
    int bucket = bucket(links[2 * number + 1]);
    size--;
    if (heads[bucket] == number) {
      heads[bucket] = links[2 * number];
      return;
    }
    int before = heads[bucket];
    while (links[2 * before] != number) {
      before = links[2 * before];
    }
    links[2 * before] = links[2 * number];
  }

  private void grow() {
    int[] old = heads;
    heads = new int[old.length * 2];
    Arrays.fill(heads, NONE);
    for (int head : old) {
      for (int number = head; number != NONE; ) {
        int following = links[2 * number];
        link(number);
        number = following;
      }
    }
  }

  private void link(int number) {
    int bucket = bucket(links[2 * number + 1]);
    links[2 * number] = heads[bucket];
    heads[bucket] = number;
  }

  private int bucket(int hash) {
    return hash & heads.length - 1;
  }
}
