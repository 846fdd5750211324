package io.leasehold.dhcp.codec.address;

import io.leasehold.dhcp.codec.octets.Octets;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * An IPv4 address, ordered as an unsigned number.
 *
 * @param bits the four octets, the first one in the highest bits
 */
public record Ipv4Address(int bits) implements Comparable<Ipv4Address> {

  /** The address 0.0.0.0, which stands for «none» in the header fields of a message. */
  public static final Ipv4Address UNSPECIFIED = new Ipv4Address(0);

  /** The limited broadcast address 255.255.255.255. */
  public static final Ipv4Address BROADCAST = new Ipv4Address(-1);

  /**
   * Reads a dotted address, such as {@code 192.0.2.1}. Names are never looked up.
   *
   * @throws IllegalArgumentException when {@code text} is anything else; the message quotes it
   */
  public static Ipv4Address parse(String text) {
    int bits = 0;
    int octets = 0;
    int digits = 0;
    int value = 0;
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : '.';
      if (c == '.' && digits > 0) {
        bits = bits << 8 | value;
        octets++;
        digits = 0;
        value = 0;
      } else if (c >= '0' && c <= '9' && octets < 4 && digits < 3 && (digits == 0 || value != 0)) {
        value = value * 10 + (c - '0');
        digits++;
      } else {
        throw notAnAddress(text);
      }
      if (value > 255) {
        throw notAnAddress(text);
      }
    }
    if (octets != 4) {
      throw notAnAddress(text);
    }
    return new Ipv4Address(bits);
  }

  private static IllegalArgumentException notAnAddress(String text) {
    return new IllegalArgumentException(
        "\"" + text + "\": expected an IPv4 address, such as 192.0.2.1");
  }

  /**
   * Converts from the JDK's type.
   *
   * @throws IllegalArgumentException when {@code address} is not IPv4
   */
  public static Ipv4Address of(InetAddress address) {
    if (!(address instanceof Inet4Address)) {
      throw new IllegalArgumentException(
          "address " + address.getHostAddress() + ": expected an IPv4 address");
    }
    byte[] octets = address.getAddress();
    return new Ipv4Address(
        (octets[0] & 0xff) << 24
            | (octets[1] & 0xff) << 16
            | (octets[2] & 0xff) << 8
            | (octets[3] & 0xff));
  }

  /** Returns the address with this value as an unsigned 32-bit number, higher bits ignored. */
  public static Ipv4Address ofUnsigned(long value) {
    return new Ipv4Address((int) value);
  }

  /** Converts to the JDK's type, without a look-up. */
  public Inet4Address toInetAddress() {
    byte[] octets = {(byte) (bits >>> 24), (byte) (bits >>> 16), (byte) (bits >>> 8), (byte) bits};
    try {
      return (Inet4Address) InetAddress.getByAddress(octets);
    } catch (UnknownHostException e) {
      throw new AssertionError("four octets are always an address", e);
    }
  }

  /** Returns the four octets. */
  public Octets octets() {
    return Octets.wrap(
        new byte[] {(byte) (bits >>> 24), (byte) (bits >>> 16), (byte) (bits >>> 8), (byte) bits});
  }

  /** Returns the address as an unsigned number, 0 to 4294967295. */
  public long unsigned() {
    return Integer.toUnsignedLong(bits);
  }

  /** Returns whether this is 0.0.0.0. */
  public boolean isUnspecified() {
    return bits == 0;
  }

  /** Returns the address {@code distance} further on, around the end of the address space. */
  public Ipv4Address plus(long distance) {
    return ofUnsigned(unsigned() + distance);
  }

  @Override
  public int compareTo(Ipv4Address other) {
    return Integer.compareUnsigned(bits, other.bits);
  }

  /** Returns a hash that spreads neighbouring addresses. */
  @Override
  public int hashCode() {
    int hash = bits * 0x9e3779b9;
    return hash ^ hash >>> 16;
  }

  /** Returns the dotted form, which {@link #parse} reads back. */
  @Override
  public String toString() {
    return (bits >>> 24)
        + "."
        + (bits >>> 16 & 0xff)
        + "."
        + (bits >>> 8 & 0xff)
        + "."
        + (bits & 0xff);
  }
}
