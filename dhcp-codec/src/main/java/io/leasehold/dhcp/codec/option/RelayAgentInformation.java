package io.leasehold.dhcp.codec.option;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import java.util.Optional;

/**
 * What a relay agent adds to a client's message, the value of option 82 (RFC 3046). It holds the
 * octets as they came, unknown sub-options and order included, so that they can be echoed.
 *
 * @param octets well-formed sub-options, at least one
 */
public record RelayAgentInformation(Octets octets) {

  /** Sub-option 1, the circuit that the message came in by (RFC 3046 section 3.1). */
  public static final int CIRCUIT_ID = 1;

  /** Sub-option 2, the remote end of the circuit (RFC 3046 section 3.2). */
  public static final int REMOTE_ID = 2;

  /** Sub-option 5, an address on the client's link (RFC 3527). */
  public static final int LINK_SELECTION = 5;

  /** Sub-option 10, of which the highest bit says «received by unicast» (RFC 5010). */
  public static final int FLAGS = 10;

  /** Sub-option 11, the server identifier that the client is to see (RFC 5107). */
  public static final int SERVER_IDENTIFIER_OVERRIDE = 11;

  /** Sub-option 19, replies go to the relay's source port (RFC 8357). */
  public static final int RELAY_SOURCE_PORT = 19;

  private static final int UNICAST_FLAG = 0x80;

  static final OptionFormat<RelayAgentInformation> FORMAT =
      OptionFormat.of(
          "sub-options of code, length and as many octets",
          octets ->
              isWellFormed(octets)
                  ? Optional.of(new RelayAgentInformation(octets))
                  : Optional.empty(),
          RelayAgentInformation::octets);

  /**
   * Checks the structure.
   *
   * @throws IllegalArgumentException when the octets are not sub-options, or are none
   */
  public RelayAgentInformation {
    if (!isWellFormed(octets)) {
      throw new IllegalArgumentException(
          "relay agent information " + octets + ": expected sub-options of code, length, octets");
    }
  }

  /**
   * Returns the information with this sub-option at its end.
   *
   * @throws IllegalArgumentException when the code is not in 0 to 255, or there are more than 255
   *     octets
   */
  public RelayAgentInformation with(int code, Octets value) {
    return new RelayAgentInformation(octets.concat(subOption(code, value)));
  }

  /**
   * Returns the information with this one sub-option.
   *
   * @throws IllegalArgumentException when the code is not in 0 to 255, or there are more than 255
   *     octets
   */
  public static RelayAgentInformation of(int code, Octets value) {
    return new RelayAgentInformation(subOption(code, value));
  }

  private static Octets subOption(int code, Octets value) {
    if (code < 0 || code > 255) {
      throw new IllegalArgumentException("sub-option " + code + ": expected a code of 0 to 255");
    }
    if (value.length() > 255) {
      throw new IllegalArgumentException(
          "sub-option " + code + ": expected at most 255 octets, found " + value.length());
    }
    return Octets.of(code, value.length()).concat(value);
  }

  private static boolean isWellFormed(Octets octets) {
    int at = 0;
    while (at + 1 < octets.length()) {
      at += 2 + octets.u8(at + 1);
    }
    return at == octets.length() && at > 0;
  }

  /** Returns the octets of the first sub-option with this code. */
  public Optional<Octets> subOption(int code) {
    for (int at = 0; at < octets.length(); at += 2 + octets.u8(at + 1)) {
      if (octets.u8(at) == code) {
        return Optional.of(octets.slice(at + 2, at + 2 + octets.u8(at + 1)));
      }
    }
    return Optional.empty();
  }

  /** Returns the address on the client's link, where there is a legal one (RFC 3527). */
  public Optional<Ipv4Address> linkSelection() {
    return subOption(LINK_SELECTION).flatMap(OptionFormat.IPV4::decode);
  }

  /** Returns the identifier to use instead of the server's, where there is one (RFC 5107). */
  public Optional<Ipv4Address> serverIdentifierOverride() {
    return subOption(SERVER_IDENTIFIER_OVERRIDE).flatMap(OptionFormat.IPV4::decode);
  }

  /** Returns whether the relay received the message by unicast, where it says so (RFC 5010). */
  public Optional<Boolean> receivedByUnicast() {
    return subOption(FLAGS)
        .flatMap(OptionFormat.U8::decode)
        .map(flags -> (flags & UNICAST_FLAG) != 0);
  }

  /** Returns whether replies go to the relay's source port (RFC 8357). */
  public boolean hasRelaySourcePort() {
    return subOption(RELAY_SOURCE_PORT).filter(Octets::isEmpty).isPresent();
  }
}
