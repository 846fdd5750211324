package io.leasehold.dhcp.codec.value;

import io.leasehold.dhcp.codec.octets.Octets;
import java.util.Optional;

/**
 * What a client calls itself, the value of option 61. It is compared octet by octet and never
 * interpreted (RFC 2132 section 9.14, RFC 4361 section 6.1).
 *
 * @param octets 2 to 255 octets, the first of them a type
 */
public record ClientIdentifier(Octets octets) {

  /** The fewest octets that an identifier has. */
  public static final int MIN_LENGTH = 2;

  /** The most octets that an identifier has. */
  public static final int MAX_LENGTH = 255;

  /**
   * Checks the length.
   *
   * @throws IllegalArgumentException when there are not 2 to 255 octets
   */
  public ClientIdentifier {
    if (!isLegal(octets)) {
      throw new IllegalArgumentException(
          "client identifier " + octets + ": expected 2 to 255 octets, found " + octets.length());
    }
  }

  /** Returns the identifier that {@code octets} are; empty where they are too few or too many. */
  public static Optional<ClientIdentifier> decode(Octets octets) {
    return isLegal(octets) ? Optional.of(new ClientIdentifier(octets)) : Optional.empty();
  }

  private static boolean isLegal(Octets octets) {
    return octets.length() >= MIN_LENGTH && octets.length() <= MAX_LENGTH;
  }

  /** Returns the octets in hexadecimal with colons. */
  @Override
  public String toString() {
    return octets.toHex(":");
  }
}
