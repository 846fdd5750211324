package io.leasehold.dhcp.codec.option;

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

  static final OptionFormat<ClientIdentifier> FORMAT =
      OptionFormat.of(
          MIN_LENGTH + " to " + MAX_LENGTH + " octets",
          octets -> isLegal(octets) ? Optional.of(copyOf(octets)) : Optional.empty(),
          ClientIdentifier::octets);

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

  /** A lease keeps the identifier for long: it must not keep the message that it came in. */
  private static ClientIdentifier copyOf(Octets octets) {
    return new ClientIdentifier(Octets.wrap(octets.toByteArray()));
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
