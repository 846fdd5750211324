package io.leasehold.dhcp.server.internal.allocate;

import java.util.Arrays;

/**
 * A set of numbers from 0 up, in which finding the lowest costs the same however full it is: each
 * level has one bit for 64 bits of the level below, set where any of them is. For one thread.
 */
final class AddressBitmap {

  private final long[][] levels;

  /** Makes the set of all numbers below {@code size}, which is 1 or more. */
  AddressBitmap(long size) {
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

  /** Returns the lowest number, or -1 where there is none. */
  long lowest() {
    long index = 0;
    for (int level = levels.length - 1; level >= 0; level--) {
      long word = levels[level][(int) index];
      if (word == 0) {
        return -1;
      }
      index = index * Long.SIZE + Long.numberOfTrailingZeros(word);
    }
    return index;
  }

  void add(long number) {
    long index = number;
    for (long[] words : levels) {
      words[(int) (index / Long.SIZE)] |= 1L << index;
      index /= Long.SIZE;
    }
  }

  void remove(long number) {
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
}
