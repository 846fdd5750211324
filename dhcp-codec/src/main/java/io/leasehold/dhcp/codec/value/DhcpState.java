package io.leasehold.dhcp.codec.value;

import io.leasehold.dhcp.codec.octets.Octets;
import java.util.List;
import java.util.Optional;

/**
 * What has become of an address, the value of option 156 (RFC 6926 section 6.2.7).
 *
 * @param code 0 to 255; a number other than those of the constants means nothing yet
 */
public record DhcpState(int code) {

  /** Free for any client. */
  public static final DhcpState AVAILABLE = new DhcpState(1);

  /** Leased to a client. */
  public static final DhcpState ACTIVE = new DhcpState(2);

  /** Its lease has run out. */
  public static final DhcpState EXPIRED = new DhcpState(3);

  /** Given back by its client. */
  public static final DhcpState RELEASED = new DhcpState(4);

  /** Found in use by somebody whom the server does not know. */
  public static final DhcpState ABANDONED = new DhcpState(5);

  /** Freed by hand. */
  public static final DhcpState RESET = new DhcpState(6);

  /** In the hands of another server. */
  public static final DhcpState REMOTE = new DhcpState(7);

  /** On its way from one state to another. */
  public static final DhcpState TRANSITIONING = new DhcpState(8);

  private static final NumberNames NAMES =
      NumberNames.from(
          1,
          "state",
          List.of(
              "AVAILABLE",
              "ACTIVE",
              "EXPIRED",
              "RELEASED",
              "ABANDONED",
              "RESET",
              "REMOTE",
              "TRANSITIONING"));

  /**
   * Checks the number.
   *
   * @throws IllegalArgumentException when it is not in 0 to 255
   */
  public DhcpState {
    Words.inRange("DHCP state", code, 0xff);
  }

  /** Returns the state that {@code octets} stand for; empty where there is not one octet. */
  public static Optional<DhcpState> decode(Octets octets) {
    return octets.length() == 1 ? Optional.of(new DhcpState(octets.u8(0))) : Optional.empty();
  }

  /** Returns the one octet that stands for the state. */
  public Octets encode() {
    return Octets.of(code);
  }

  /** Returns name and number, such as «ACTIVE (2)»; «state 9» where the number has no name. */
  @Override
  public String toString() {
    return NAMES.words(code);
  }
}
