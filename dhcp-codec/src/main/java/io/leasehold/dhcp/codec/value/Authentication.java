package io.leasehold.dhcp.codec.value;

import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.octets.OctetsWriter;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * Who sent a message, and that it is no repetition, the value of option 90 (RFC 3118).
 *
 * @param protocol 0 to 255; 0 is a configuration token, 1 delayed authentication, 3 a reconfigure
 *     key (RFC 6704)
 * @param algorithm 0 to 255; 1 is HMAC-MD5 where the protocol is 1 or 3
 * @param replayDetectionMethod 0 to 255; 0 is a counter that never goes back
 * @param replayDetection the 64 bits that the method compares
 * @param information what the protocol and the algorithm make of it, any octets
 */
public record Authentication(
    int protocol,
    int algorithm,
    int replayDetectionMethod,
    long replayDetection,
    Octets information) {

  /** The protocol that sends a token in clear text. */
  public static final int CONFIGURATION_TOKEN = 0;

  /** The protocol that proves a shared secret. */
  public static final int DELAYED = 1;

  /** The protocol that proves a FORCERENEW (RFC 6704). */
  public static final int RECONFIGURE_KEY = 3;

  private static final int HEADER = 11;
  private static final NumberNames PROTOCOLS =
      NumberNames.of(
          "protocol",
          Map.of(0L, "configuration token", 1L, "delayed authentication", 3L, "reconfigure key"));

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException when one of them is not in 0 to 255
   */
  public Authentication {
    Words.inRange("authentication protocol", protocol, 0xff);
    Words.inRange("authentication algorithm", algorithm, 0xff);
    Words.inRange("replay detection method", replayDetectionMethod, 0xff);
  }

  /** Returns the value that {@code octets} stand for; empty where there are less than 11. */
  public static Optional<Authentication> decode(Octets octets) {
    if (octets.length() < HEADER) {
      return Optional.empty();
    }
    return Optional.of(
        new Authentication(
            octets.u8(0),
            octets.u8(1),
            octets.u8(2),
            octets.u32(3) << 32 | octets.u32(7),
            octets.slice(HEADER, octets.length())));
  }

  /** Returns the octets that stand for the value. */
  public Octets encode() {
    return new OctetsWriter()
        .u8(protocol)
        .u8(algorithm)
        .u8(replayDetectionMethod)
        .bits64(replayDetection)
        .octets(information)
        .toOctets();
  }

  /** Returns all parts in words; of the information, which may be a secret, the length only. */
  @Override
  public String toString() {
    return PROTOCOLS.words(protocol)
        + ", algorithm "
        + algorithm
        + ", replay detection "
        + replayDetectionMethod
        + " "
        + HexFormat.of().toHexDigits(replayDetection)
        + (information.isEmpty() ? "" : ", information of " + information.length() + " octets");
  }
}
