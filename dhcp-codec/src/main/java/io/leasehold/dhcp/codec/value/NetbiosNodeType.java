package io.leasehold.dhcp.codec.value;

import io.leasehold.dhcp.codec.octets.Octets;
import java.util.Optional;

/**
 * How a client resolves NetBIOS names, the value of option 46 (RFC 2132 section 8.7).
 *
 * @param code 0 to 255; a number other than those of the constants means nothing yet
 */
public record NetbiosNodeType(int code) {

  /** Broadcasts. */
  public static final NetbiosNodeType B_NODE = new NetbiosNodeType(1);

  /** Point to point, by a name server. */
  public static final NetbiosNodeType P_NODE = new NetbiosNodeType(2);

  /** Mixed: broadcasts first. */
  public static final NetbiosNodeType M_NODE = new NetbiosNodeType(4);

  /** Hybrid: a name server first. */
  public static final NetbiosNodeType H_NODE = new NetbiosNodeType(8);

  /**
   * Checks the number.
   *
   * @throws IllegalArgumentException when it is not in 0 to 255
   */
  public NetbiosNodeType {
    if (code < 0 || code > 255) {
      throw new IllegalArgumentException("NetBIOS node type " + code + ": expected 0 to 255");
    }
  }

  /** Returns the type that {@code octets} stand for; empty where there is not one octet. */
  public static Optional<NetbiosNodeType> decode(Octets octets) {
    return octets.length() == 1 ? Optional.of(new NetbiosNodeType(octets.u8(0))) : Optional.empty();
  }

  /** Returns the one octet that stands for the type. */
  public Octets encode() {
    return Octets.of(code);
  }

  /** Returns name and number, such as «H-node (8)»; «type 3» where the number has no name. */
  @Override
  public String toString() {
    return switch (code) {
      case 1 -> "B-node (1)";
      case 2 -> "P-node (2)";
      case 4 -> "M-node (4)";
      case 8 -> "H-node (8)";
      default -> "type " + code;
    };
  }
}
