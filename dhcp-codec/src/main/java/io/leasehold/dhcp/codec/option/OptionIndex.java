package io.leasehold.dhcp.codec.option;

import io.leasehold.dhcp.codec.octets.Octets;

/**
 * Which options an options field has, and where most of them are: a bit for each code, and a slot
 * for each code modulo 64, which the first that comes takes if its place fits into an octet. For
 * what has no slot the field is walked. For one thread until it is filled.
 */
final class OptionIndex {

  private static final int SLOTS = 64;
  private static final int MAX_PLACE = 254;

  // Four numbers, where an array would be one more object for every message.
  private long codesFrom0;
  private long codesFrom64;
  private long codesFrom128;
  private long codesFrom192;

  /** Places, each plus one: zero is an empty slot. */
  private final byte[] slots = new byte[SLOTS];

  /** Adds an option that begins at {@code at}, and returns false where it was there before. */
  boolean add(int code, int at) {
    if (contains(code)) {
      return false;
    }
    long bit = 1L << code;
    switch (code >> 6) {
      case 0 -> codesFrom0 |= bit;
      case 1 -> codesFrom64 |= bit;
      case 2 -> codesFrom128 |= bit;
      default -> codesFrom192 |= bit;
    }
    int slot = code & (SLOTS - 1);
    if (at <= MAX_PLACE && slots[slot] == 0) {
      slots[slot] = (byte) (at + 1);
    }
    return true;
  }

  /** Returns whether the option is there; {@code code} may be any number. */
  boolean contains(int code) {
    long codes =
        switch (code >> 6) {
          case 0 -> codesFrom0;
          case 1 -> codesFrom64;
          case 2 -> codesFrom128;
          case 3 -> codesFrom192;
          default -> 0;
        };
    return (codes & (1L << code)) != 0;
  }

  /** Returns where the option begins; below 0 where it is not there. */
  int find(Octets field, int code) {
    if (!contains(code)) {
      return -1;
    }
    int place = slots[code & (SLOTS - 1)] & 0xff;
    return place != 0 && field.u8(place - 1) == code
        ? place - 1
        : walk(field, field.length(), code);
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
