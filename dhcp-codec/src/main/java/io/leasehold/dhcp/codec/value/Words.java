package io.leasehold.dhcp.codec.value;

import io.leasehold.dhcp.codec.octets.Utf8Text;
import java.util.ArrayList;
import java.util.List;

/** Checks and words that several values share. */
final class Words {

  private Words() {}

  /**
   * Checks that a number fits its field.
   *
   * @throws IllegalArgumentException when it is not in 0 to {@code max}; the message names it
   */
  static void inRange(String what, long value, long max) {
    if (value < 0 || value > max) {
      throw new IllegalArgumentException(what + " " + value + ": expected 0 to " + max);
    }
  }

  /**
   * Checks that a text can be written.
   *
   * @throws IllegalArgumentException when it has a NUL, or half of a surrogate pair
   */
  static void isText(String what, String text) {
    try {
      Utf8Text.encode(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          what + " " + Utf8Text.quote(text) + ": " + e.getMessage(), e);
    }
  }

  /**
   * Returns the names of the bits that are set, from the lowest, and in hexadecimal those that have
   * none; «none» where no bit is set.
   */
  static String flags(long bits, List<String> names) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      if ((bits >>> i & 1) != 0) {
        words.add(names.get(i));
      }
    }
    long others = bits >>> names.size() << names.size();
    if (others != 0) {
      words.add("0x" + Long.toHexString(others));
    }
    return words.isEmpty() ? "none" : String.join(" + ", words);
  }
}
