package io.leasehold.dhcp.codec.value;

import io.leasehold.dhcp.codec.octets.Octets;
import java.util.Optional;

/**
 * What a relay agent says of the message that it forwards, the value of relay agent sub-option 10
 * (RFC 5010).
 *
 * @param bits 0 to 255; those without a meaning are kept
 */
public record RelayAgentFlags(int bits) {

  private static final int UNICAST = 0x80;

  /**
   * Checks the bits.
   *
   * @throws IllegalArgumentException when they are not in 0 to 255
   */
  public RelayAgentFlags {
    Words.inRange("relay agent flags", bits, 0xff);
  }

  /** Makes the flags that say whether the relay agent received the message by unicast. */
  public static RelayAgentFlags ofUnicast(boolean receivedByUnicast) {
    return new RelayAgentFlags(receivedByUnicast ? UNICAST : 0);
  }

  /** Returns the flags that {@code octets} stand for; empty where there is not one octet. */
  public static Optional<RelayAgentFlags> decode(Octets octets) {
    return octets.length() == 1 ? Optional.of(new RelayAgentFlags(octets.u8(0))) : Optional.empty();
  }

  /** Returns the one octet that stands for the flags. */
  public Octets encode() {
    return Octets.of(bits);
  }

  /** Returns whether the relay agent received the message by unicast. */
  public boolean receivedByUnicast() {
    return (bits & UNICAST) != 0;
  }

  /** Returns «unicast» or «broadcast», and in hexadecimal the bits without a meaning. */
  @Override
  public String toString() {
    int others = bits & ~UNICAST;
    return (receivedByUnicast() ? "unicast" : "broadcast")
        + (others == 0 ? "" : " + 0x" + Integer.toHexString(others));
  }
}
