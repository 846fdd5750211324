package io.leasehold.dhcp.codec.value;

import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.octets.OctetsWriter;
import io.leasehold.dhcp.codec.octets.Utf8Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An attribute that a RADIUS server gave a relay agent for a client, one part of relay agent
 * sub-option 7 (RFC 4014).
 *
 * @param type 0 to 255
 * @param value 0 to 253 octets
 */
public record RadiusAttribute(int type, Octets value) {

  private static final int HEADER = 2;
  private static final NumberNames NAMES =
      NumberNames.of(
          "attribute",
          Map.of(
              1L, "User-Name",
              6L, "Service-Type",
              26L, "Vendor-Specific",
              27L, "Session-Timeout",
              88L, "Framed-Pool",
              100L, "Framed-IPv6-Pool"));

  /**
   * Checks type and length.
   *
   * @throws IllegalArgumentException when the type is not in 0 to 255, or there are more than 253
   *     octets
   */
  public RadiusAttribute {
    Words.inRange("RADIUS attribute type", type, 0xff);
    Words.inRange("length of RADIUS attribute " + type, value.length(), 0xff - HEADER);
  }

  /**
   * Returns the attributes that {@code octets} stand for; empty where they are none, or end in the
   * middle of one, or one is said to be shorter than its own header.
   */
  public static Optional<List<RadiusAttribute>> decodeAll(Octets octets) {
    List<RadiusAttribute> attributes = new ArrayList<>();
    int at = 0;
    while (at + HEADER <= octets.length()) {
      int length = octets.u8(at + 1);
      if (length < HEADER || at + length > octets.length()) {
        return Optional.empty();
      }
      attributes.add(new RadiusAttribute(octets.u8(at), octets.slice(at + HEADER, at + length)));
      at += length;
    }
    return at == octets.length() && at > 0
        ? Optional.of(List.copyOf(attributes))
        : Optional.empty();
  }

  /**
   * Returns the octets that stand for {@code attributes}.
   *
   * @throws IllegalArgumentException when there are no attributes
   */
  public static Octets encodeAll(List<RadiusAttribute> attributes) {
    if (attributes.isEmpty()) {
      throw new IllegalArgumentException("expected at least one RADIUS attribute, found none");
    }
    OctetsWriter octets = new OctetsWriter();
    for (RadiusAttribute attribute : attributes) {
      octets.u8(attribute.type).u8(HEADER + attribute.value.length()).octets(attribute.value);
    }
    return octets.toOctets();
  }

  /** Returns both in words; the value in hexadecimal, and as text where it looks like one. */
  @Override
  public String toString() {
    return NAMES.words(type) + " " + Utf8Text.describe(value);
  }
}
