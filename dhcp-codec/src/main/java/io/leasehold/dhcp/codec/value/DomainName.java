package io.leasehold.dhcp.codec.value;

import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.octets.OctetsWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A domain name as labels of any octets (RFC 1035 section 3.1), equal octet by octet: upper and
 * lower case are not the same here.
 *
 * @param octets the labels, each after its length in one octet, and the empty label of the root
 */
public record DomainName(Octets octets) {

  /** The name of the root, which has no labels but its own empty one. */
  public static final DomainName ROOT = new DomainName(Octets.of(0));

  /** The most octets that a name has, the lengths of its labels included. */
  public static final int MAX_LENGTH = 255;

  /** The most octets that a label has. */
  public static final int MAX_LABEL_LENGTH = 63;

  /**
   * Checks the labels.
   *
   * @throws IllegalArgumentException when the octets are not one name, uncompressed and whole
   */
  public DomainName {
    if (end(octets, 0) != octets.length()) {
      throw new IllegalArgumentException(
          "domain name "
              + octets
              + ": expected labels of 1 to 63 octets after their length and a zero, at most 255");
    }
  }

  /**
   * Returns the name with these labels.
   *
   * @throws IllegalArgumentException when a label has not 1 to 63 octets, or the name more than 255
   */
  public static DomainName of(List<Octets> labels) {
    OctetsWriter name = new OctetsWriter();
    for (Octets label : labels) {
      if (label.isEmpty() || label.length() > MAX_LABEL_LENGTH) {
        throw new IllegalArgumentException(
            "label " + label + ": expected 1 to 63 octets, found " + label.length());
      }
      name.u8(label.length()).octets(label);
    }
    return new DomainName(name.u8(0).toOctets());
  }

  /**
   * Reads a name, such as {@code www.example.org}, with or without a dot at its end; {@code .} is
   * the root. A backslash takes the special meaning from the character after it, or stands with
   * three decimal digits for an octet (RFC 1035 section 5.1).
   *
   * @throws IllegalArgumentException when {@code text} is anything else, has a character outside
   *     ASCII, or a label or the whole is too long; the message quotes it
   */
  public static DomainName parse(String text) {
    try {
      return text.equals(".") ? ROOT : of(new DomainNameText(text).labels());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "\"" + text + "\": expected a domain name, such as www.example.org: " + e.getMessage(),
          e);
    }
  }

  /** Returns the name that {@code octets} are; empty where they are not one, or are more. */
  public static Optional<DomainName> decode(Octets octets) {
    return !octets.isEmpty() && end(octets, 0) == octets.length()
        ? Optional.of(new DomainName(octets))
        : Optional.empty();
  }

  /**
   * Returns the names that {@code octets} are, one after the other, without compression; empty
   * where they are none, or one is not whole.
   */
  public static Optional<List<DomainName>> decodeAll(Octets octets) {
    List<DomainName> names = new ArrayList<>();
    int at = 0;
    while (at < octets.length()) {
      int end = end(octets, at);
      if (end < 0) {
        return Optional.empty();
      }
      names.add(new DomainName(octets.slice(at, end)));
      at = end;
    }
    return names.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(names));
  }

  /** Returns where the name at {@code start} ends; -1 where it does not, or is too long. */
  private static int end(Octets octets, int start) {
    int at = start;
    while (at < octets.length() && at < start + MAX_LENGTH) {
      int length = octets.u8(at);
      at += 1 + length;
      if (length == 0) {
        return at;
      }
      if (length > MAX_LABEL_LENGTH) {
        return -1;
      }
    }
    return -1;
  }

  /** Returns the octets that stand for the name. */
  public Octets encode() {
    return octets;
  }

  /**
   * Returns the octets that stand for {@code names}, without compression.
   *
   * @throws IllegalArgumentException when there are none
   */
  public static Octets encodeAll(List<DomainName> names) {
    if (names.isEmpty()) {
      throw new IllegalArgumentException("expected at least one domain name, found none");
    }
    OctetsWriter all = new OctetsWriter();
    names.forEach(name -> all.octets(name.octets));
    return all.toOctets();
  }

  /** Returns the labels without their lengths, from the left; none for the root. */
  public List<Octets> labels() {
    List<Octets> labels = new ArrayList<>();
    for (int at = 0; octets.u8(at) != 0; at += 1 + octets.u8(at)) {
      labels.add(octets.slice(at + 1, at + 1 + octets.u8(at)));
    }
    return List.copyOf(labels);
  }

  /** Returns the form that {@link #parse} reads back, without a dot at the end. */
  @Override
  public String toString() {
    return DomainNameText.of(labels());
  }
}
