package io.leasehold.dhcp.codec.value;

import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.octets.OctetsWriter;
import java.util.Optional;

/**
 * How often a CableLabs client repeats a Kerberos request, the value of sub-options 4 and 5 of
 * option 122 (RFC 3495 sections 5.4 and 5.5). The timeouts are in the units of the client's
 * architecture.
 *
 * @param nominalTimeout 0 to 4294967295, the first wait for a reply
 * @param maximumTimeout 0 to 4294967295, the longest wait for a reply
 * @param maximumRetries 0 to 4294967295
 */
public record KerberosBackoff(long nominalTimeout, long maximumTimeout, long maximumRetries) {

  private static final long MAX = 0xffff_ffffL;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException when one of them is not in 0 to 4294967295
   */
  public KerberosBackoff {
    Words.inRange("nominal timeout", nominalTimeout, MAX);
    Words.inRange("maximum timeout", maximumTimeout, MAX);
    Words.inRange("maximum of retries", maximumRetries, MAX);
  }

  /** Returns the value that {@code octets} stand for; empty where there are not twelve. */
  public static Optional<KerberosBackoff> decode(Octets octets) {
    return octets.length() == 12
        ? Optional.of(new KerberosBackoff(octets.u32(0), octets.u32(4), octets.u32(8)))
        : Optional.empty();
  }

  /** Returns the twelve octets that stand for the value. */
  public Octets encode() {
    return new OctetsWriter()
        .u32(nominalTimeout)
        .u32(maximumTimeout)
        .u32(maximumRetries)
        .toOctets();
  }

  /** Returns all in words. */
  @Override
  public String toString() {
    return "timeout "
        + nominalTimeout
        + " to "
        + maximumTimeout
        + ", at most "
        + maximumRetries
        + " retries";
  }
}
