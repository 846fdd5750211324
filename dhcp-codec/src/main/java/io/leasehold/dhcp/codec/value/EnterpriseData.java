package io.leasehold.dhcp.codec.value;

import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.octets.OctetsWriter;
import io.leasehold.dhcp.codec.octets.Utf8Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one enterprise has to say, in its own form: one part of options 124 and 125 (RFC 3925) and
 * of relay agent sub-option 9 (RFC 4243).
 *
 * @param enterprise whose data it is
 * @param data 0 to 255 octets
 */
public record EnterpriseData(EnterpriseNumber enterprise, Octets data) {

  private static final int HEADER = 5;

  /**
   * Checks the length.
   *
   * @throws IllegalArgumentException when there are more than 255 octets
   */
  public EnterpriseData {
    Words.inRange("length of the data of " + enterprise, data.length(), 0xff);
  }

  /**
   * Returns the parts that {@code octets} stand for, up to one that is cut off; empty where there
   * is none.
   */
  public static Optional<List<EnterpriseData>> decodeAll(Octets octets) {
    List<EnterpriseData> parts = new ArrayList<>();
    int at = 0;
    while (at + HEADER <= octets.length()) {
      int end = at + HEADER + octets.u8(at + 4);
      if (end > octets.length()) {
        break;
      }
      parts.add(
          new EnterpriseData(new EnterpriseNumber(octets.u32(at)), octets.slice(at + HEADER, end)));
      at = end;
    }
    return parts.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(parts));
  }

  /**
   * Returns the octets that stand for {@code parts}.
   *
   * @throws IllegalArgumentException when there are no parts
   */
  public static Octets encodeAll(List<EnterpriseData> parts) {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("expected the data of at least one enterprise");
    }
    OctetsWriter octets = new OctetsWriter();
    for (EnterpriseData part : parts) {
      octets.u32(part.enterprise.number()).counted("data", part.data);
    }
    return octets.toOctets();
  }

  /** Returns both in words; the data in hexadecimal, and as text where it looks like one. */
  @Override
  public String toString() {
    return enterprise + ": " + Utf8Text.describe(data);
  }
}
