package io.leasehold.dhcp.codec.value;

import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.octets.OctetsWriter;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Which relay agent or server sent a message, and that it is no repetition, the value of relay
 * agent sub-option 8 (RFC 4030).
 *
 * @param algorithm 0 to 255; 1 is HMAC-SHA1
 * @param replayDetectionMethod 0 to 15; 1 is a counter that never goes back
 * @param replayDetection the 64 bits that the method compares
 * @param relayIdentifier the 32 bits that tell relay agents with one key apart
 * @param information what the algorithm makes of it, any octets
 */
public record RelayAgentAuthentication(
    int algorithm,
    int replayDetectionMethod,
    long replayDetection,
    int relayIdentifier,
    Octets information) {

  private static final int HEADER = 14;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException when the algorithm is not in 0 to 255, or the method not in 0
   *     to 15
   */
  public RelayAgentAuthentication {
    Words.inRange("authentication algorithm", algorithm, 0xff);
    Words.inRange("replay detection method", replayDetectionMethod, 0xf);
  }

  /**
   * Returns the value that {@code octets} stand for; empty where there are less than 14. Four bits
   * that must be zero mean nothing.
   */
  public static Optional<RelayAgentAuthentication> decode(Octets octets) {
    if (octets.length() < HEADER) {
      return Optional.empty();
    }
    return Optional.of(
        new RelayAgentAuthentication(
            octets.u8(0),
            octets.u8(1) & 0xf,
            octets.u32(2) << 32 | octets.u32(6),
            octets.bits32(10),
            octets.slice(HEADER, octets.length())));
  }

  /** Returns the octets that stand for the value. */
  public Octets encode() {
    return new OctetsWriter()
        .u8(algorithm)
        .u8(replayDetectionMethod)
        .bits64(replayDetection)
        .bits32(relayIdentifier)
        .octets(information)
        .toOctets();
  }

  /** Returns all parts in words; the information in hexadecimal. */
  @Override
  public String toString() {
    return (algorithm == 1 ? "HMAC-SHA1" : "algorithm " + algorithm)
        + ", replay detection "
        + replayDetectionMethod
        + " "
        + HexFormat.of().toHexDigits(replayDetection)
        + ", relay "
        + HexFormat.of().toHexDigits(relayIdentifier)
        + (information.isEmpty() ? "" : ", information " + information);
  }
}
