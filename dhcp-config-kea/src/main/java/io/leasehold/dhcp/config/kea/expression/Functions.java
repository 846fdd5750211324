package io.leasehold.dhcp.config.kea.expression;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.address.Ipv6Address;
import io.leasehold.dhcp.codec.octets.Octets;
import java.util.function.IntUnaryOperator;

/** What the functions of expressions make of octets. */
final class Functions {

  private Functions() {}

  /**
   * Returns some of the octets.
   *
   * @param start where to begin; a negative one counts from the end
   * @param length how many; of a negative one, that many octets before the start
   */
  static Octets substring(Octets octets, int start, int length) {
    int size = octets.length();
    if (start < -size || start >= size) {
      return Octets.EMPTY;
    }
    int from = start < 0 ? size + start : start;
    long end = (long) from + length;
    return length < 0
        ? octets.slice((int) Math.max(0, end), from)
        : octets.slice(from, (int) Math.min(size, end));
  }

  /** Returns a field, counted from 1, between any of the {@code delimiters}. */
  static Octets split(Octets octets, Octets delimiters, int field) {
    if (octets.isEmpty() || delimiters.isEmpty()) {
      return octets;
    }
    int current = 1;
    int from = 0;
    for (int at = 0; at < octets.length(); at++) {
      if (contains(delimiters, octets.u8(at))) {
        if (current == field) {
          return octets.slice(from, at);
        }
        current++;
        from = at + 1;
      }
    }
    return current == field ? octets.slice(from, octets.length()) : Octets.EMPTY;
  }

  private static boolean contains(Octets octets, int value) {
    for (int i = 0; i < octets.length(); i++) {
      if (octets.u8(i) == value) {
        return true;
      }
    }
    return false;
  }

  /** Returns the hexadecimal digits, with a separator between the octets. */
  static Octets hexString(Octets octets, Octets separator) {
    String hex = octets.toHex(":");
    Octets text = Octets.EMPTY;
    for (String pair : hex.isEmpty() ? new String[0] : hex.split(":", -1)) {
      text = (text.isEmpty() ? text : text.concat(separator)).concat(Octets.ofText(pair));
    }
    return text;
  }

  static Octets lowerCase(Octets octets) {
    return mapped(octets, octet -> octet >= 'A' && octet <= 'Z' ? octet + ('a' - 'A') : octet);
  }

  static Octets upperCase(Octets octets) {
    return mapped(octets, octet -> octet >= 'a' && octet <= 'z' ? octet - ('a' - 'A') : octet);
  }

  private static Octets mapped(Octets octets, IntUnaryOperator mapping) {
    byte[] mapped = octets.toByteArray();
    for (int i = 0; i < mapped.length; i++) {
      mapped[i] = (byte) mapping.applyAsInt(mapped[i]);
    }
    return Octets.wrap(mapped);
  }

  /** Returns an address as text. */
  static Octets addressText(Octets octets) {
    return switch (octets.length()) {
      case 0 -> Octets.EMPTY;
      case Integer.BYTES -> Octets.ofText(new Ipv4Address(octets.bits32(0)).toString());
      case Ipv6Address.LENGTH -> Octets.ofText(Ipv6Address.of(octets).toString());
      default -> throw new EvaluationException(octets + " is no address");
    };
  }

  /** Returns a number of {@code width} octets as text. */
  static Octets integerText(Octets octets, int width, boolean signed) {
    if (octets.isEmpty()) {
      return octets;
    }
    if (octets.length() != width) {
      throw new EvaluationException(octets + " is no number of " + width + " octets");
    }
    long value = 0;
    for (int i = 0; i < width; i++) {
      value = value << 8 | octets.u8(i);
    }
    int unused = Long.SIZE - 8 * width;
    return Octets.ofText(Long.toString(signed ? value << unused >> unused : value));
  }
}
