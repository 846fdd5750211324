package io.leasehold.dhcp.codec.value;

import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.octets.OctetsWriter;
import java.util.Optional;

/**
 * Which ports of a shared address a client may use, the value of option 159 (RFC 7618 section 9).
 *
 * @param offset 0 to 15, how many bits of a port stand before its port set identifier
 * @param psidLength 0 to 16, how many bits the identifier has; with 0 there is none
 * @param psid the port set identifier as a number of {@code psidLength} bits
 */
public record PortParameters(int offset, int psidLength, int psid) {

  private static final int MAX_OFFSET = 15;
  private static final int PSID_ROOM = 16;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException when one of them is out of range
   */
  public PortParameters {
    Words.inRange("port set offset", offset, MAX_OFFSET);
    Words.inRange("length of a port set identifier", psidLength, PSID_ROOM);
    Words.inRange("port set identifier", psid, (1 << psidLength) - 1);
  }

  /**
   * Returns the value that {@code octets} stand for; empty where there are not four, or offset or
   * length are out of range. Bits behind the identifier mean nothing.
   */
  public static Optional<PortParameters> decode(Octets octets) {
    if (octets.length() != 4 || octets.u8(0) > MAX_OFFSET || octets.u8(1) > PSID_ROOM) {
      return Optional.empty();
    }
    int length = octets.u8(1);
    return Optional.of(
        new PortParameters(octets.u8(0), length, octets.u16(2) >>> (PSID_ROOM - length)));
  }

  /** Returns the octets that stand for the value. */
  public Octets encode() {
    return new OctetsWriter()
        .u8(offset)
        .u8(psidLength)
        .u16(psid << (PSID_ROOM - psidLength))
        .toOctets();
  }

  /** Returns all in words, such as «offset 6, PSID 0x34 of 8 bits». */
  @Override
  public String toString() {
    return "offset "
        + offset
        + (psidLength == 0
            ? ", no PSID"
            : ", PSID 0x" + Integer.toHexString(psid) + " of " + psidLength + " bits");
  }
}
