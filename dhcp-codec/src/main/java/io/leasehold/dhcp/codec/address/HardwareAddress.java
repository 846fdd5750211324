package io.leasehold.dhcp.codec.address;

import io.leasehold.dhcp.codec.octets.Octets;

/**
 * A link-layer address as the header of a DHCP message carries it (RFC 2131 section 2).
 *
 * @param type the hardware type of the ARP registry, 0 to 255; 1 is Ethernet
 * @param octets 0 to 16 octets; none where the type has no address in {@code chaddr} (RFC 4390)
 */
public record HardwareAddress(int type, Octets octets) {

  /** The hardware type of Ethernet and Wi-Fi. */
  public static final int ETHERNET = 1;

  /** The room for an address in the {@code chaddr} field. */
  public static final int MAX_LENGTH = 16;

  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException when the type or the length is out of range
   */
  public HardwareAddress {
    if (type < 0 || type > 255) {
      throw new IllegalArgumentException("hardware type " + type + ": expected 0 to 255");
    }
    if (octets.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "hardware address " + octets + ": expected at most " + MAX_LENGTH + " octets");
    }
  }

  /**
   * Reads an Ethernet address, such as {@code 02:00:00:00:00:0a}.
   *
   * @throws IllegalArgumentException when {@code text} is not six pairs of hexadecimal digits; the
   *     message quotes it
   */
  public static HardwareAddress ethernet(String text) {
    Octets octets = Octets.parse(text);
    if (octets.length() != 6) {
      throw new IllegalArgumentException(
          "\"" + text + "\": expected an Ethernet address of 6 octets, found " + octets.length());
    }
    return new HardwareAddress(ETHERNET, octets);
  }

  /** Returns the octets with colons, after the type in brackets where that is not Ethernet. */
  @Override
  public String toString() {
    return (type == ETHERNET ? "" : "[" + type + "]") + octets.toHex(":");
  }
}
