package io.leasehold.dhcp.codec.address;

import io.leasehold.dhcp.codec.octets.Octets;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * An IPv6 address, which a few options for DHCPv4 clients carry.
 *
 * @param high the first eight octets, the first one in the highest bits
 * @param low the last eight octets
 */
public record Ipv6Address(long high, long low) {

  /** How many octets an address has. */
  public static final int LENGTH = 16;

  // Only text of these characters with a colon is sure to be read by the JDK without a look-up.
  private static final Pattern LITERAL = Pattern.compile("(?!\\.)[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

  /**
   * Reads an address, such as {@code 2001:db8::1}. Names are never looked up.
   *
   * @throws IllegalArgumentException when {@code text} is anything else; the message quotes it
   */
  public static Ipv6Address parse(String text) {
    try {
      if (LITERAL.matcher(text).matches()) {
        byte[] octets = InetAddress.getByName(text).getAddress();
        // The JDK reads an IPv4-mapped address as the IPv4 address in it.
        return octets.length == LENGTH
            ? of(Octets.wrap(octets))
            : new Ipv6Address(0, 0xffffL << 32 | Octets.wrap(octets).u32(0));
      }
    } catch (UnknownHostException e) {
      throw notAnAddress(text, e);
    }
    throw notAnAddress(text, null);
  }

  private static IllegalArgumentException notAnAddress(String text, Exception cause) {
    return new IllegalArgumentException(
        "\"" + text + "\": expected an IPv6 address, such as 2001:db8::1", cause);
  }

  /**
   * Returns the address of these octets.
   *
   * @throws IllegalArgumentException when there are not 16
   */
  public static Ipv6Address of(Octets octets) {
    if (octets.length() != LENGTH) {
      throw new IllegalArgumentException(
          "IPv6 address " + octets + ": expected 16 octets, found " + octets.length());
    }
    return new Ipv6Address(bits64(octets, 0), bits64(octets, 8));
  }

  private static long bits64(Octets octets, int at) {
    return octets.u32(at) << 32 | octets.u32(at + 4);
  }

  /** Converts from the JDK's type. Its scope is left out. */
  public static Ipv6Address of(Inet6Address address) {
    return of(Octets.wrap(address.getAddress()));
  }

  /** Converts to the JDK's type, without a look-up. */
  public Inet6Address toInetAddress() {
    try {
      return Inet6Address.getByAddress(null, octets().toByteArray(), -1);
    } catch (UnknownHostException e) {
      throw new AssertionError("sixteen octets are always an address", e);
    }
  }

  /** Returns the sixteen octets. */
  public Octets octets() {
    return Octets.wrap(
        new byte[] {
          (byte) (high >>> 56),
          (byte) (high >>> 48),
          (byte) (high >>> 40),
          (byte) (high >>> 32),
          (byte) (high >>> 24),
          (byte) (high >>> 16),
          (byte) (high >>> 8),
          (byte) high,
          (byte) (low >>> 56),
          (byte) (low >>> 48),
          (byte) (low >>> 40),
          (byte) (low >>> 32),
          (byte) (low >>> 24),
          (byte) (low >>> 16),
          (byte) (low >>> 8),
          (byte) low
        });
  }

  /** Returns the form of RFC 5952, such as {@code 2001:db8::1}, which {@link #parse} reads back. */
  @Override
  public String toString() {
    if (high == 0 && low >>> 32 == 0xffff) {
      // RFC 5952 section 5: the IPv4 address of a mapped one is dotted.
      return "::ffff:" + new Ipv4Address((int) low);
    }
    int[] groups = new int[8];
    for (int i = 0; i < 4; i++) {
      groups[i] = (int) (high >>> (48 - 16 * i)) & 0xffff;
      groups[4 + i] = (int) (low >>> (48 - 16 * i)) & 0xffff;
    }
    int gap = longestGap(groups);
    int gapEnd = gap + zerosAt(groups, gap);
    if (gapEnd - gap < 2) {
      return hex(groups, 0, 8);
    }
    return hex(groups, 0, gap) + "::" + hex(groups, gapEnd, 8);
  }

  /** Returns where the longest run of zero groups begins, the first one of several. */
  private static int longestGap(int[] groups) {
    int longest = 0;
    for (int i = 1; i < 8; i++) {
      if (zerosAt(groups, i) > zerosAt(groups, longest)) {
        longest = i;
      }
    }
    return longest;
  }

  private static int zerosAt(int[] groups, int start) {
    int end = start;
    while (end < 8 && groups[end] == 0) {
      end++;
    }
    return end - start;
  }

  private static String hex(int[] groups, int from, int to) {
    StringBuilder text = new StringBuilder();
    for (int i = from; i < to; i++) {
      text.append(i == from ? "" : ":").append(Integer.toHexString(groups[i]));
    }
    return text.toString();
  }
}
