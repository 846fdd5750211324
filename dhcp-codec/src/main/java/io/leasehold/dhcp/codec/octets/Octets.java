package io.leasehold.dhcp.codec.octets;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/**
 * An immutable string of octets, equal by content.
 *
 * <p>Safe for use by any thread. Multi-octet reads are big-endian, as everything in DHCP is.
 */
public final class Octets {

  /** The string of no octets. */
  public static final Octets EMPTY = new Octets(new byte[0], 0, 0);

  private static final VarHandle U16 =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle BITS32 =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private final byte[] array;
  private final int offset;
  private final int length;

  private Octets(byte[] array, int offset, int length) {
    this.array = array;
    this.offset = offset;
    this.length = length;
  }

  /** Returns a copy of {@code octets}. */
  public static Octets copyOf(byte[] octets) {
    return wrap(octets.clone());
  }

  /**
   * Returns a copy of {@code length} octets from {@code offset}.
   *
   * @throws IndexOutOfBoundsException when the range is not inside {@code octets}
   */
  public static Octets copyOf(byte[] octets, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, octets.length);
    return wrap(Arrays.copyOfRange(octets, offset, offset + length));
  }

  /**
   * Returns the octets with these values.
   *
   * @throws IllegalArgumentException when a value is not in 0 to 255
   */
  public static Octets of(int... values) {
    byte[] octets = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      if (values[i] < 0 || values[i] > 255) {
        throw new IllegalArgumentException(
            "octet " + i + ": expected 0 to 255, found " + values[i]);
      }
      octets[i] = (byte) values[i];
    }
    return wrap(octets);
  }

  /** Returns {@code text} as ISO 8859-1 octets; a character above 255 becomes a question mark. */
  public static Octets ofText(String text) {
    return wrap(text.getBytes(ISO_8859_1));
  }

  /**
   * Reads hexadecimal digits, in pairs, with or without colons, hyphens or spaces between the
   * pairs.
   *
   * @throws IllegalArgumentException when {@code hex} is anything else; the message quotes it
   */
  public static Octets parse(String hex) {
    String digits = hex.replaceAll("\\G(\\p{XDigit}{2})[:\\- ]?(?=\\p{XDigit}{2})", "$1");
    try {
      return wrap(HexFormat.of().parseHex(digits));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "\"" + hex + "\": expected pairs of hexadecimal digits, such as 02:00:5e:10", e);
    }
  }

  /**
   * Returns a view of {@code octets}, without a copy: the caller promises that nobody ever writes
   * to the array again.
   */
  public static Octets wrap(byte[] octets) {
    return wrap(octets, 0, octets.length);
  }

  /**
   * Returns a view of {@code length} octets from {@code offset}, without a copy: the caller
   * promises that nobody ever writes to them again.
   *
   * @throws IndexOutOfBoundsException when the range is not inside {@code octets}
   */
  public static Octets wrap(byte[] octets, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, octets.length);
    return new Octets(octets, offset, length);
  }

  /** Returns how many octets there are. */
  public int length() {
    return length;
  }

  /** Returns whether there are none. */
  public boolean isEmpty() {
    return length == 0;
  }

  /**
   * Returns the octet at {@code index}, 0 to 255.
   *
   * @throws IndexOutOfBoundsException when there is no such octet
   */
  public int u8(int index) {
    return array[offset + Objects.checkIndex(index, length)] & 0xff;
  }

  /**
   * Returns the two octets at {@code index}, 0 to 65535.
   *
   * @throws IndexOutOfBoundsException when they are not both there
   */
  public int u16(int index) {
    return (short) U16.get(array, inside(index, 2)) & 0xffff;
  }

  /**
   * Returns the four octets at {@code index} as the bits of an {@code int}.
   *
   * @throws IndexOutOfBoundsException when they are not all there
   */
  public int bits32(int index) {
    return (int) BITS32.get(array, inside(index, 4));
  }

  /**
   * Returns the four octets at {@code index}, 0 to 4294967295.
   *
   * @throws IndexOutOfBoundsException when they are not all there
   */
  public long u32(int index) {
    return Integer.toUnsignedLong(bits32(index));
  }

  /** Returns the index in the array of {@code width} octets that must be inside. */
  private int inside(int index, int width) {
    return offset + Objects.checkFromIndexSize(index, width, length);
  }

  /**
   * Returns the octets from {@code from} up to, not including, {@code to}. They share their storage
   * with these, and keep all of it from being collected.
   *
   * @throws IndexOutOfBoundsException when the range is not inside
   */
  public Octets slice(int from, int to) {
    Objects.checkFromToIndex(from, to, length);
    return new Octets(array, offset + from, to - from);
  }

  /** Returns the same octets in storage of their own: for who keeps a few of many for long. */
  public Octets copy() {
    return wrap(toByteArray());
  }

  /** Returns these octets followed by {@code next}. */
  public Octets concat(Octets next) {
    byte[] joined = new byte[length + next.length];
    copyTo(joined, 0);
    next.copyTo(joined, length);
    return wrap(joined);
  }

  /** Returns these octets without the run of zero octets at their end. */
  public Octets withoutTrailingZeros() {
    int end = length;
    while (end > 0 && array[offset + end - 1] == 0) {
      end--;
    }
    return end == length ? this : slice(0, end);
  }

  /**
   * Copies all octets to {@code target} at {@code at}.
   *
   * @throws IndexOutOfBoundsException when they do not fit
   */
  public void copyTo(byte[] target, int at) {
    System.arraycopy(array, offset, target, at, length);
  }

  /**
   * Writes all octets at the position of {@code target}, and moves it behind them.
   *
   * @throws java.nio.BufferOverflowException when they do not fit
   */
  public void copyTo(ByteBuffer target) {
    target.put(array, offset, length);
  }

  /** Returns a new array with the octets. */
  public byte[] toByteArray() {
    return Arrays.copyOfRange(array, offset, offset + length);
  }

  /** Returns the octets read as ISO 8859-1 text, so that each octet is one character. */
  public String toText() {
    return new String(array, offset, length, ISO_8859_1);
  }

  /** Returns the octets as lower-case hexadecimal digits, with {@code separator} between pairs. */
  public String toHex(String separator) {
    return HexFormat.ofDelimiter(separator).formatHex(array, offset, offset + length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Octets that
        && Arrays.equals(
            array, offset, offset + length, that.array, that.offset, that.offset + that.length);
  }

  @Override
  public int hashCode() {
    // A multiplier beyond the octets' range: neighbouring addresses must not share their hashes.
    int hash = length;
    for (int i = offset; i < offset + length; i++) {
      hash = (hash + array[i]) * 0x9e3779b1;
    }
    return hash ^ hash >>> 16;
  }

  /** Returns the octets as hexadecimal digits without separators; {@link #parse} reads it back. */
  @Override
  public String toString() {
    return toHex("");
  }
}
