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

  /**
   * Reads the form of {@link #toString}, such as {@code 02:00:00:00:00:0a} or {@code [27]02:00}.
   *
   * @throws IllegalArgumentException when {@code text} is anything else; the message quotes it
   */
  public static HardwareAddress parse(String text) {
    int bracket = text.indexOf(']');
    try {
      return text.startsWith("[") && bracket > 0
          ? new HardwareAddress(
              Integer.parseInt(text.substring(1, bracket)),
              Octets.parse(text.substring(bracket + 1)))
          : new HardwareAddress(ETHERNET, Octets.parse(text));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "\""
              + text
              + "\": expected at most 16 octets after a type of 0 to 255 in brackets, such as"
              + " 02:00:00:00:00:0a, for Ethernet, or [27]02:00",
          e);
    }
  }

  /**
   * Returns the octets with colons, after the type in brackets where that is not Ethernet; {@link
   * #parse} reads it back.
   */
  @Override
  public String toString() {
    return (type == ETHERNET ? "" : "[" + type + "]") + octets.toHex(":");
  }
}
