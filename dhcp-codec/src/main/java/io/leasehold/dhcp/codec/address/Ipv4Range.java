package io.leasehold.dhcp.codec.address;

/**
 * The addresses from one to another, both included.
 *
 * @param first the lowest address
 * @param last the highest address, not below {@code first}
 */
public record Ipv4Range(Ipv4Address first, Ipv4Address last) {

  /**
   * Checks the order.
   *
   * @throws IllegalArgumentException when {@code last} is below {@code first}
   */
  public Ipv4Range {
    if (last.compareTo(first) < 0) {
      throw new IllegalArgumentException(
          "range " + first + "-" + last + ": expected the last address not to be below the first");
    }
  }

  /**
   * Reads two addresses, such as {@code 192.0.2.10-192.0.2.20} or {@code 192.0.2.10 - 192.0.2.20},
   * or a network, such as {@code 192.0.2.64/26}.
   *
   * @throws IllegalArgumentException when {@code text} is anything else; the message quotes it
   */
  public static Ipv4Range parse(String text) {
    int hyphen = text.indexOf('-');
    try {
      return hyphen < 0
          ? Ipv4Network.parse(text.strip()).range()
          : new Ipv4Range(
              Ipv4Address.parse(text.substring(0, hyphen).strip()),
              Ipv4Address.parse(text.substring(hyphen + 1).strip()));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "\"" + text + "\": expected a range, such as 192.0.2.10-192.0.2.20 or 192.0.2.64/26", e);
    }
  }

  /** Returns how many addresses there are, 1 to 2^32. */
  public long size() {
    return last.unsigned() - first.unsigned() + 1;
  }

  /** Returns whether {@code candidate} is one of the addresses. */
  public boolean contains(Ipv4Address candidate) {
    return first.compareTo(candidate) <= 0 && candidate.compareTo(last) <= 0;
  }

  /** Returns whether some address is in both ranges. */
  public boolean overlaps(Ipv4Range other) {
    return first.compareTo(other.last) <= 0 && other.first.compareTo(last) <= 0;
  }

  /** Returns the form that {@link #parse} reads back. */
  @Override
  public String toString() {
    return first + "-" + last;
  }
}
