package io.leasehold.dhcp.codec.value;

import io.leasehold.dhcp.codec.octets.Octets;
import java.util.Optional;

/**
 * Where a server has what it says of a lease from, the value of option 157 (RFC 6926 section
 * 6.2.8).
 *
 * @param bits 0 to 255; those without a meaning are kept
 */
public record DataSource(int bits) {

  /** The server knows it from its own dealings with the client. */
  public static final DataSource LOCAL = new DataSource(0);

  /** The server knows it from another server. */
  public static final DataSource REMOTE = new DataSource(1);

  /**
   * Checks the bits.
   *
   * @throws IllegalArgumentException when they are not in 0 to 255
   */
  public DataSource {
    Words.inRange("data source", bits, 0xff);
  }

  /** Returns the value that {@code octets} stand for; empty where there is not one octet. */
  public static Optional<DataSource> decode(Octets octets) {
    return octets.length() == 1 ? Optional.of(new DataSource(octets.u8(0))) : Optional.empty();
  }

  /** Returns the one octet that stands for the value. */
  public Octets encode() {
    return Octets.of(bits);
  }

  /** Returns whether the server knows it from another server. */
  public boolean isRemote() {
    return (bits & REMOTE.bits) != 0;
  }

  /** Returns «remote» or «local», and in hexadecimal the bits without a meaning. */
  @Override
  public String toString() {
    int others = bits & ~REMOTE.bits;
    return (isRemote() ? "remote" : "local")
        + (others == 0 ? "" : " + 0x" + Integer.toHexString(others));
  }
}
