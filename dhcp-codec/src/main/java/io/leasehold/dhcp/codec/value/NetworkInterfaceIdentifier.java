package io.leasehold.dhcp.codec.value;

import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.octets.OctetsWriter;
import java.util.Optional;

/**
 * The interface to its network card that a booting client offers to what it boots, the value of
 * option 94 (RFC 4578 section 2.2).
 *
 * @param type 0 to 255; 1 is UNDI
 * @param major 0 to 255, the major version
 * @param minor 0 to 255, the minor version
 */
public record NetworkInterfaceIdentifier(int type, int major, int minor) {

  /** The Universal Network Device Interface. */
  public static final int UNDI = 1;

  private static final int LENGTH = 3;

  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException when one is not in 0 to 255
   */
  public NetworkInterfaceIdentifier {
    if (!isOctet(type) || !isOctet(major) || !isOctet(minor)) {
      throw new IllegalArgumentException(
          "type " + type + ", version " + major + "." + minor + ": expected 0 to 255 each");
    }
  }

  private static boolean isOctet(int value) {
    return value >= 0 && value <= 255;
  }

  /** Returns the identifier that {@code octets} stand for; empty where there are not three. */
  public static Optional<NetworkInterfaceIdentifier> decode(Octets octets) {
    return octets.length() == LENGTH
        ? Optional.of(new NetworkInterfaceIdentifier(octets.u8(0), octets.u8(1), octets.u8(2)))
        : Optional.empty();
  }

  /** Returns the three octets that stand for the identifier. */
  public Octets encode() {
    return new OctetsWriter().u8(type).u8(major).u8(minor).toOctets();
  }

  /** Returns type and version in words, such as «UNDI 2.1». */
  @Override
  public String toString() {
    return (type == UNDI ? "UNDI" : "type " + type) + " " + major + "." + minor;
  }
}
