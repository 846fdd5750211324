package io.leasehold.dhcp.codec.octets;

import java.util.Arrays;

/**
 * Collects octets, one field after the other, in the order of the network. For one thread.
 *
 * <p>A number that its field cannot hold is refused with {@link IllegalArgumentException}.
 */
public final class OctetsWriter {

  private byte[] octets = new byte[32];
  private int length;

  /** Makes a writer that has nothing yet. */
  public OctetsWriter() {}

  /** Adds one octet, 0 to 255. */
  public OctetsWriter u8(int value) {
    return number(inRange(value, 0xff), 1);
  }

  /** Adds two octets, 0 to 65535. */
  public OctetsWriter u16(int value) {
    return number(inRange(value, 0xffff), 2);
  }

  /** Adds four octets, 0 to 4294967295. */
  public OctetsWriter u32(long value) {
    return number(inRange(value, 0xffff_ffffL), 4);
  }

  /** Adds four octets, whatever they mean. */
  public OctetsWriter bits32(int bits) {
    return number(bits, 4);
  }

  /** Adds eight octets, whatever they mean. */
  public OctetsWriter bits64(long bits) {
    return number(bits, 8);
  }

  /** Adds {@code value} as it is. */
  public OctetsWriter octets(Octets value) {
    int at = grow(value.length());
    value.copyTo(octets, at);
    return this;
  }

  /**
   * Adds the length of {@code value} in one octet, and {@code value}.
   *
   * @param what names the field in the exception
   * @throws IllegalArgumentException when there are more than 255 octets
   */
  public OctetsWriter counted(String what, Octets value) {
    if (value.length() > 0xff) {
      throw new IllegalArgumentException(
          what + ": expected at most 255 octets, found " + value.length());
    }
    return u8(value.length()).octets(value);
  }

  /** Returns what has been added. The writer can go on. */
  public Octets toOctets() {
    return Octets.copyOf(octets, 0, length);
  }

  private OctetsWriter number(long value, int width) {
    int at = grow(width);
    for (int i = 0; i < width; i++) {
      octets[at + i] = (byte) (value >>> (8 * (width - 1 - i)));
    }
    return this;
  }

  /** Makes room at the end, and returns where it begins. */
  private int grow(int more) {
    int start = length;
    length = Math.addExact(length, more);
    if (length > octets.length) {
      octets = Arrays.copyOf(octets, Math.max(length, 2 * octets.length));
    }
    return start;
  }

  private static long inRange(long value, long max) {
    if (value < 0 || value > max) {
      throw new IllegalArgumentException("expected 0 to " + max + ", found " + value);
    }
    return value;
  }
}
