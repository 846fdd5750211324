package io.leasehold.dhcp.codec.address;

/**
 * An IPv4 network: an address and the length of its prefix.
 *
 * @param address the network's first address; its host bits are zero
 * @param prefixLength 0 to 32
 */
public record Ipv4Network(Ipv4Address address, int prefixLength) {

  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException when the prefix length is not in 0 to 32, or host bits are set
   */
  public Ipv4Network {
    if (prefixLength < 0 || prefixLength > 32) {
      throw new IllegalArgumentException(
          "prefix length " + prefixLength + ": expected 0 to 32 in a network");
    }
    if ((address.bits() & ~maskBits(prefixLength)) != 0) {
      throw new IllegalArgumentException(
          "network "
              + address
              + "/"
              + prefixLength
              + ": expected host bits of zero, as in "
              + new Ipv4Address(address.bits() & maskBits(prefixLength))
              + "/"
              + prefixLength);
    }
  }

  /**
   * Reads an address and a prefix length, such as {@code 192.0.2.0/24}.
   *
   * @throws IllegalArgumentException when {@code text} is anything else; the message quotes it
   */
  public static Ipv4Network parse(String text) {
    int slash = text.indexOf('/');
    String length = text.substring(slash + 1);
    if (slash < 0 || !length.matches("[0-9]{1,2}")) {
      throw new IllegalArgumentException(
          "\"" + text + "\": expected a network, such as 192.0.2.0/24");
    }
    try {
      return new Ipv4Network(Ipv4Address.parse(text.substring(0, slash)), Integer.parseInt(length));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("\"" + text + "\": " + e.getMessage(), e);
    }
  }

  /** Returns the network with this prefix length that {@code member} lies in. */
  public static Ipv4Network containing(Ipv4Address member, int prefixLength) {
    return new Ipv4Network(new Ipv4Address(member.bits() & maskBits(prefixLength)), prefixLength);
  }

  private static int maskBits(int prefixLength) {
    return prefixLength == 0 ? 0 : -1 << (32 - prefixLength);
  }

  /** Returns the subnet mask, such as 255.255.255.0. */
  public Ipv4Address mask() {
    return new Ipv4Address(maskBits(prefixLength));
  }

  /** Returns the last address, which is the broadcast address of a network up to /30. */
  public Ipv4Address last() {
    return new Ipv4Address(address.bits() | ~maskBits(prefixLength));
  }

  /** Returns all addresses of the network. */
  public Ipv4Range range() {
    return new Ipv4Range(address, last());
  }

  /** Returns whether {@code candidate} lies in the network. */
  public boolean contains(Ipv4Address candidate) {
    return (candidate.bits() & maskBits(prefixLength)) == address.bits();
  }

  /**
   * Returns whether {@code candidate} is an address that a host may have here: inside, and neither
   * the network's own nor its broadcast address. In a /31 or /32 every address is (RFC 3021).
   */
  public boolean isHost(Ipv4Address candidate) {
    return contains(candidate)
        && (prefixLength > 30 || (!candidate.equals(address) && !candidate.equals(last())));
  }

  /** Returns the form that {@link #parse} reads back. */
  @Override
  public String toString() {
    return address + "/" + prefixLength;
  }
}
