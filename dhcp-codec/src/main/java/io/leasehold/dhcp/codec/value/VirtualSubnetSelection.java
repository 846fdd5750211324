package io.leasehold.dhcp.codec.value;

import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.octets.OctetsWriter;
import io.leasehold.dhcp.codec.octets.Utf8Text;
import java.util.Optional;

/**
 * The virtual private network that an address is to come from, the value of option 221 and of relay
 * agent sub-option 151 (RFC 6607).
 *
 * @param type 0 to 255; {@link #NAME}, {@link #VPN_ID} and {@link #GLOBAL} have a meaning
 * @param information 7 octets where the type is {@link #VPN_ID}, none where it is {@link #GLOBAL},
 *     else any
 */
public record VirtualSubnetSelection(int type, Octets information) {

  /** The network is named by a text of NVT ASCII. */
  public static final int NAME = 0;

  /** The network is named by the seven octets of RFC 2685. */
  public static final int VPN_ID = 1;

  /** The network is the global, default one. */
  public static final int GLOBAL = 255;

  private static final int VPN_ID_LENGTH = 7;

  /**
   * Checks type and length.
   *
   * @throws IllegalArgumentException when the type is not in 0 to 255, or does not go with the
   *     information
   */
  public VirtualSubnetSelection {
    Words.inRange("type of virtual subnet selection", type, 0xff);
    if (!isLegal(type, information)) {
      throw new IllegalArgumentException(
          "virtual subnet selection of type "
              + type
              + ": expected "
              + (type == VPN_ID ? "7 octets" : "no information")
              + ", found "
              + information);
    }
  }

  private static boolean isLegal(int type, Octets information) {
    return switch (type) {
      case VPN_ID -> information.length() == VPN_ID_LENGTH;
      case GLOBAL -> information.isEmpty();
      default -> true;
    };
  }

  /**
   * Makes the selection of a network by its name.
   *
   * @throws IllegalArgumentException when the name has a NUL, or half of a surrogate pair
   */
  public static VirtualSubnetSelection ofName(String name) {
    return new VirtualSubnetSelection(NAME, Utf8Text.encode(name));
  }

  /**
   * Returns the value that {@code octets} stand for; empty where there are none, or type and length
   * do not go together.
   */
  public static Optional<VirtualSubnetSelection> decode(Octets octets) {
    if (octets.isEmpty()) {
      return Optional.empty();
    }
    Octets information = octets.slice(1, octets.length());
    return isLegal(octets.u8(0), information)
        ? Optional.of(new VirtualSubnetSelection(octets.u8(0), information))
        : Optional.empty();
  }

  /** Returns the octets that stand for the value. */
  public Octets encode() {
    return new OctetsWriter().u8(type).octets(information).toOctets();
  }

  /** Returns the network in words. */
  @Override
  public String toString() {
    return switch (type) {
      case NAME -> "VPN " + Utf8Text.describe(information);
      case VPN_ID ->
          "VPN-ID " + information.slice(0, 3) + ":" + information.slice(3, VPN_ID_LENGTH);
      case GLOBAL -> "the global VPN";
      default -> "type " + type + (information.isEmpty() ? "" : " " + information);
    };
  }
}
