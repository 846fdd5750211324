package io.leasehold.dhcp.server.internal.allocate;

import java.util.Arrays;

/**
 * A set of numbers from 0 up, in which finding the next costs the same however full it is: each
 * level has one bit for 64 bits of the level below, set where any of them is. For one thread.
 */
final class AddressBitmap {

  private final long[][] levels;
  private long count;

  /** Makes the set of all numbers below {@code size}, which is 1 or more. */
  AddressBitmap(long size) {
    count = size;
    int depth = 1;
    for (long words = words(size); words > 1; words = words(words)) {
      depth++;
    }
    levels = new long[depth][];
    long bits = size;
    for (int level = 0; level < depth; level++) {
      long[] words = new long[Math.toIntExact(words(bits))];
      Arrays.fill(words, -1L);
      if (bits % Long.SIZE != 0) {
        words[words.length - 1] = (1L << bits) - 1;
      }
      levels[level] = words;
      bits = words.length;
    }
  }

  private static long words(long bits) {
    return (bits + Long.SIZE - 1) / Long.SIZE;
  }

  /** Returns the lowest number that is not below {@code from}, or -1 where there is none. */
  long next(long from) {
    long index = from;
    for (int level = 0; level < levels.length; level++) {
      int word = (int) (index / Long.SIZE);
      if (word == levels[level].length) {
        return -1;
      }
      long rest = levels[level][word] & (-1L << index);
      if (rest != 0) {
        return lowestBelow(level, (long) word * Long.SIZE + Long.numberOfTrailingZeros(rest));
      }
      index = word + 1L;
    }
    return -1;
  }

  private long lowestBelow(int level, long bit) {
    long index = bit;
    for (int below = level - 1; below >= 0; below--) {
      index = index * Long.SIZE + Long.numberOfTrailingZeros(levels[below][(int) index]);
    }
    return index;
  }

  /** Returns how many numbers there are. */
  long count() {
    return count;
  }

  void add(long number) {
    if (contains(number)) {
      return;
    }
    count++;
    long index = number;
    for (long[] words : levels) {
      int word = (int) (index / Long.SIZE);
      long before = words[word];
      words[word] = before | (1L << index);
      if (before != 0) {
        return;
      }
      index = word;
    }
  }

  void remove(long number) {
    if (!contains(number)) {
      return;
    }
    count--;
    long index = number;
    for (long[] words : levels) {
      int word = (int) (index / Long.SIZE);
      words[word] &= ~(1L << index);
      if (words[word] != 0) {
        return;
      }
      index = word;
    }
  }

  private boolean contains(long number) {
    return (levels[0][(int) (number / Long.SIZE)] & (1L << number)) != 0;
  }
}
