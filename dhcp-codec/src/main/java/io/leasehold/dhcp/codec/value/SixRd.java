package io.leasehold.dhcp.codec.value;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.address.Ipv6Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.octets.OctetsWriter;
import java.util.List;
import java.util.Optional;

/**
 * How a customer edge reaches IPv6 over a provider's IPv4 network, the value of option 212 (RFC
 * 5969 section 7.1.1).
 *
 * @param ipv4MaskLength 0 to 32, how many high bits all addresses of the domain have in common
 * @param prefixLength 0 to 128; with the rest of the IPv4 address behind it not over 128 either
 * @param prefix the prefix that the provider has chosen, zero beyond its length
 * @param borderRelays one or more relays to the IPv6 internet
 */
public record SixRd(
    int ipv4MaskLength, int prefixLength, Ipv6Address prefix, List<Ipv4Address> borderRelays) {

  private static final int RELAYS_START = 18;

  /**
   * Copies the list and checks all.
   *
   * @throws IllegalArgumentException when a length is out of range, the prefix has bits beyond its
   *     length, or there is no border relay
   */
  public SixRd {
    borderRelays = List.copyOf(borderRelays);
    Words.inRange("IPv4 mask length", ipv4MaskLength, 32);
    Words.inRange("6rd prefix length", prefixLength, 128);
    if (!haveRoom(ipv4MaskLength, prefixLength)) {
      throw new IllegalArgumentException(
          "6rd prefix length "
              + prefixLength
              + ": expected at most "
              + (96 + ipv4MaskLength)
              + " with an IPv4 mask length of "
              + ipv4MaskLength);
    }
    if (!prefix.equals(masked(prefix, prefixLength))) {
      throw new IllegalArgumentException(
          "6rd prefix " + prefix + "/" + prefixLength + ": expected zeros beyond its length");
    }
    if (borderRelays.isEmpty()) {
      throw new IllegalArgumentException("6rd: expected at least one border relay, found none");
    }
  }

  private static boolean haveRoom(int ipv4MaskLength, int prefixLength) {
    return 32 - ipv4MaskLength + prefixLength <= 128;
  }

  private static Ipv6Address masked(Ipv6Address address, int length) {
    return new Ipv6Address(
        address.high() & highBits(length), address.low() & highBits(length - 64));
  }

  private static long highBits(int count) {
    return count <= 0 ? 0 : count >= 64 ? -1 : -1L << (64 - count);
  }

  /**
   * Returns the value that {@code octets} stand for; empty where a length is out of range, or there
   * are no whole border relays. Bits beyond the prefix mean nothing.
   */
  public static Optional<SixRd> decode(Octets octets) {
    if (octets.length() < RELAYS_START + 4
        || (octets.length() - RELAYS_START) % 4 != 0
        || octets.u8(0) > 32
        || !haveRoom(octets.u8(0), octets.u8(1))) {
      return Optional.empty();
    }
    int length = octets.u8(1);
    return Optional.of(
        new SixRd(
            octets.u8(0),
            length,
            masked(Ipv6Address.of(octets.slice(2, RELAYS_START)), length),
            Addresses.decode(octets, RELAYS_START, octets.length())));
  }

  /** Returns the octets that stand for the value. */
  public Octets encode() {
    return new OctetsWriter()
        .u8(ipv4MaskLength)
        .u8(prefixLength)
        .octets(prefix.octets())
        .octets(Addresses.encode(borderRelays))
        .toOctets();
  }

  /** Returns all in words. */
  @Override
  public String toString() {
    return prefix
        + "/"
        + prefixLength
        + ", IPv4 mask length "
        + ipv4MaskLength
        + ", border relays "
        + borderRelays;
  }
}
