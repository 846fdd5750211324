package io.leasehold.dhcp.codec.value;

import io.leasehold.dhcp.codec.octets.Octets;
import java.util.List;
import java.util.Optional;

/**
 * How a client reaches its network, the value of relay agent sub-option 13 (RFC 7839 section
 * 4.4.1).
 *
 * @param type of the registry «Access Technology Type Option type values», 0 to 255
 */
public record AccessTechnology(int type) {

  private static final NumberNames NAMES =
      NumberNames.from(
          1,
          "type",
          List.of(
              "virtual",
              "PPP",
              "IEEE 802.3",
              "IEEE 802.11a/b/g",
              "IEEE 802.16e",
              "3GPP GERAN",
              "3GPP UTRAN",
              "3GPP E-UTRAN",
              "3GPP2 eHRPD",
              "3GPP2 HRPD",
              "3GPP2 1xRTT",
              "3GPP2 UMB"));

  /**
   * Checks the number.
   *
   * @throws IllegalArgumentException when it is not in 0 to 255
   */
  public AccessTechnology {
    Words.inRange("access technology type", type, 0xff);
  }

  /**
   * Returns the value that {@code octets} stand for; empty where there are not two. The first of
   * them is reserved and means nothing.
   */
  public static Optional<AccessTechnology> decode(Octets octets) {
    return octets.length() == 2
        ? Optional.of(new AccessTechnology(octets.u8(1)))
        : Optional.empty();
  }

  /** Returns the two octets that stand for the value. */
  public Octets encode() {
    return Octets.of(0, type);
  }

  /** Returns name and number, such as «IEEE 802.3 (3)»; «type 99» where the number has no name. */
  @Override
  public String toString() {
    return NAMES.words(type);
  }
}
