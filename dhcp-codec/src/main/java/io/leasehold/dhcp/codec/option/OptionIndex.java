package io.leasehold.dhcp.codec.option;

import io.leasehold.dhcp.codec.octets.Octets;

/**
 * Where the options of one options field are: a slot for each code modulo 64, filled as long as it
 * is free and the place fits into an octet, which in common messages is always. For one thread
 * until it is filled.
 */
final class OptionIndex {

  private static final int SLOTS = 64;
  private static final int MAX_PLACE = 255;

  private final byte[] slots = new byte[SLOTS];
  private boolean complete = true;

  /**
   * Adds an option that begins at {@code at}, and returns false where it has been added before.
   *
   * @param field everything before {@code at} has been added
   */
  boolean add(Octets field, int at, int code) {
    int slot = code & (SLOTS - 1);
    if (slots[slot] == 0 && at < MAX_PLACE) {
      slots[slot] = (byte) (at + 1);
      return complete || walk(field, at, code) < 0;
    }
    complete = false;
    return walk(field, at, code) < 0;
  }

  /** Returns where the option begins; below 0 where it is not there. */
  int find(Octets field, int code) {
    int place = slots[code & (SLOTS - 1)] & 0xff;
    if (place != 0 && field.u8(place - 1) == code) {
      return place - 1;
    }
    return complete ? -1 : walk(field, field.length(), code);
  }

  /** Returns where the first option with this code before {@code end} begins; or below 0. */
  static int walk(Octets field, int end, int code) {
    for (int at = 0; at < end; at += 2 + field.u8(at + 1)) {
      if (field.u8(at) == code) {
        return at;
      }
    }
    return -1;
  }
}
