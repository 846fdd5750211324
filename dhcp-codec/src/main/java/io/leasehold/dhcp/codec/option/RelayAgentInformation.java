package io.leasehold.dhcp.codec.option;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.value.RelayAgentFlags;
import java.util.Optional;

/**
 * What a relay agent adds to a client's message, the value of option 82 (RFC 3046). It holds the
 * octets as they came, unknown sub-options and order included, so that they can be echoed.
 *
 * @param subOptions of {@link RelayAgentOptions#SPACE}, at least one
 */
public record RelayAgentInformation(SubOptions subOptions) {

  static final OptionFormat<RelayAgentInformation> FORMAT = new Format();

  /**
   * Checks the sub-options.
   *
   * @throws IllegalArgumentException when there are none, or they are of another space
   */
  public RelayAgentInformation {
    if (subOptions.isEmpty() || !subOptions.space().equals(RelayAgentOptions.SPACE)) {
      throw new IllegalArgumentException(
          "relay agent information: expected at least one sub-option of "
              + RelayAgentOptions.SPACE
              + ", found \""
              + subOptions
              + "\" of "
              + subOptions.space());
    }
  }

  /** Returns the information that {@code octets} are; empty where they are no sub-options. */
  public static Optional<RelayAgentInformation> decode(Octets octets) {
    return FORMAT.decode(octets);
  }

  /**
   * Returns the information with this one sub-option.
   *
   * @throws IllegalArgumentException when the sub-option cannot hold the value; the message names
   *     both
   */
  public static <T> RelayAgentInformation of(OptionKey<T> key, T value) {
    return new RelayAgentInformation(RelayAgentOptions.SPACE.empty().with(key, value));
  }

  /**
   * Returns the information with one more sub-option at its end.
   *
   * @throws IllegalArgumentException when the sub-option cannot hold the value; the message names
   *     both
   */
  public <T> RelayAgentInformation with(OptionKey<T> key, T value) {
    return new RelayAgentInformation(subOptions.with(key, value));
  }

  /** Returns all octets, as they came or as they are to be written. */
  public Octets octets() {
    return subOptions.octets();
  }

  /**
   * Returns the value of the first sub-option with this code; empty where there is none, or it is
   * not what its format says.
   */
  public <T> Optional<T> get(OptionKey<T> key) {
    return subOptions.get(key);
  }

  /** Returns the address on the client's link, where there is a legal one (RFC 3527). */
  public Optional<Ipv4Address> linkSelection() {
    return get(RelayAgentOptions.LINK_SELECTION);
  }

  /** Returns the identifier to use instead of the server's, where there is one (RFC 5107). */
  public Optional<Ipv4Address> serverIdentifierOverride() {
    return get(RelayAgentOptions.SERVER_IDENTIFIER_OVERRIDE);
  }

  /** Returns whether the relay received the message by unicast, where it says so (RFC 5010). */
  public Optional<Boolean> receivedByUnicast() {
    return get(RelayAgentOptions.FLAGS).map(RelayAgentFlags::receivedByUnicast);
  }

  /** Returns whether replies go to the relay's source port (RFC 8357). */
  public boolean hasRelaySourcePort() {
    return get(RelayAgentOptions.RELAY_SOURCE_PORT).isPresent();
  }

  /** Returns each sub-option by its name and in words, unknown ones as «code 7: 0a0b». */
  @Override
  public String toString() {
    return subOptions.toString();
  }

  /** The format of option 82, which is that of its sub-options. */
  private static final class Format implements OptionFormat<RelayAgentInformation> {

    private final OptionFormat<SubOptions> subOptions = RelayAgentOptions.SPACE.format();

    @Override
    public Optional<RelayAgentInformation> decode(Octets octets) {
      return subOptions.decode(octets).map(RelayAgentInformation::new);
    }

    @Override
    public boolean accepts(Octets octets) {
      return subOptions.accepts(octets);
    }

    @Override
    public Octets encode(RelayAgentInformation value) {
      return value.octets();
    }

    @Override
    public String expected() {
      return subOptions.expected();
    }
  }
}
