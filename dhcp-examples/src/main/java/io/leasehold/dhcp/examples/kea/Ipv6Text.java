package io.leasehold.dhcp.examples.kea;

import io.leasehold.dhcp.codec.octets.Octets;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads IPv6 addresses and prefixes, which some options for DHCPv4 clients have. */
final class Ipv6Text {

  // Only text of these characters with a colon is sure to be read by the JDK without a look-up.
  private static final Pattern LITERAL = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

  private Ipv6Text() {}

  /** Returns the 16 octets; empty where the text is no IPv6 address. */
  static Optional<Octets> address(String text) {
    if (!LITERAL.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      InetAddress address = InetAddress.getByName(text);
      return address instanceof Inet6Address
          ? Optional.of(Octets.wrap(address.getAddress()))
          : Optional.empty();
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /**
   * Returns the prefix's length in one octet and its significant octets; empty where the text is no
   * prefix.
   */
  static Optional<Octets> prefix(String text) {
    int slash = text.indexOf('/');
    String length = text.substring(slash + 1);
    if (slash < 0 || !length.matches("[0-9]{1,3}") || Integer.parseInt(length) > 128) {
      return Optional.empty();
    }
    int bits = Integer.parseInt(length);
    return address(text.substring(0, slash))
        .map(octets -> Octets.of(bits).concat(octets.slice(0, (bits + 7) / 8)));
  }
}
