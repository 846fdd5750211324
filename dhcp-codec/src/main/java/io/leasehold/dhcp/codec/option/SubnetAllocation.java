package io.leasehold.dhcp.codec.option;

import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.octets.OctetsWriter;
import java.time.Duration;
import java.util.Optional;

/**
 * A subnet that a client asks for or is given, the value of option 220 (RFC 6656 section 3).
 *
 * @param flags 0 to 255; no bit has a meaning yet, and all are kept
 * @param subOptions of {@link #SPACE}; may be none
 */
public record SubnetAllocation(int flags, SubOptions subOptions) {

  /** What is asked for: flags and a prefix length. RFC 6656 section 3.2.1. */
  public static final OptionKey<Octets> SUBNET_REQUEST =
      OptionKey.of(1, "Subnet-Request", OptionFormat.opaque(2, 2));

  /** What is given: flags, and networks with statistics of their use. RFC 6656 section 3.2.2. */
  public static final OptionKey<Octets> SUBNET_INFORMATION =
      OptionKey.of(2, "Subnet-Information", OptionFormat.OPAQUE);

  /** What the subnet is called. RFC 6656 section 3.2.3. */
  public static final OptionKey<String> SUBNET_NAME =
      OptionKey.of(3, "Subnet-Name", OptionFormat.TEXT);

  /** How long to lease the subnet's addresses. RFC 6656 section 3.2.4. */
  public static final OptionKey<Duration> SUGGESTED_LEASE_TIME =
      OptionKey.of(4, "Suggested-Lease-Time", OptionFormat.SECONDS);

  /** The sub-options. */
  public static final OptionSpace SPACE =
      OptionSpace.of(
          "subnet allocation",
          SUBNET_REQUEST,
          SUBNET_INFORMATION,
          SUBNET_NAME,
          SUGGESTED_LEASE_TIME);

  static final OptionFormat<SubnetAllocation> FORMAT =
      OptionFormat.of(
          "flags, and sub-options of code, length and as many octets",
          SubnetAllocation::decode,
          SubnetAllocation::encode);

  /**
   * Checks flags and space.
   *
   * @throws IllegalArgumentException when the flags are not in 0 to 255, or the sub-options are of
   *     another space
   */
  public SubnetAllocation {
    if (flags < 0 || flags > 255) {
      throw new IllegalArgumentException(
          "subnet allocation flags " + flags + ": expected 0 to 255");
    }
    if (!subOptions.space().equals(SPACE)) {
      throw new IllegalArgumentException(
          "subnet allocation: expected sub-options of "
              + SPACE
              + ", found those of "
              + subOptions.space());
    }
  }

  /**
   * Returns the value that {@code octets} stand for; empty where there are none, or they are no
   * sub-options after the first.
   */
  public static Optional<SubnetAllocation> decode(Octets octets) {
    return octets.isEmpty()
        ? Optional.empty()
        : SPACE
            .read(octets.slice(1, octets.length()))
            .map(subOptions -> new SubnetAllocation(octets.u8(0), subOptions));
  }

  /** Returns the octets that stand for the value. */
  public Octets encode() {
    return new OctetsWriter().u8(flags).octets(subOptions.octets()).toOctets();
  }

  /** Returns both in words. */
  @Override
  public String toString() {
    return "flags 0x"
        + Integer.toHexString(flags)
        + (subOptions.isEmpty() ? "" : "; " + subOptions);
  }
}
