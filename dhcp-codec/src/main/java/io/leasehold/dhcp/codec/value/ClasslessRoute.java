package io.leasehold.dhcp.codec.value;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.address.Ipv4Network;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.octets.OctetsWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A route with a prefix length, as options 121 and 249 carry them (RFC 3442).
 *
 * @param destination where the route leads; 0.0.0.0/0 is the default route
 * @param router the next hop; 0.0.0.0 where the destination is on the link
 */
public record ClasslessRoute(Ipv4Network destination, Ipv4Address router) {

  /**
   * Returns the routes that {@code octets} stand for; empty where a width is over 32, or the octets
   * end in the middle of a route, or are none.
   */
  public static Optional<List<ClasslessRoute>> decodeAll(Octets octets) {
    List<ClasslessRoute> routes = new ArrayList<>();
    int at = 0;
    while (at < octets.length()) {
      int width = octets.u8(at++);
      int significant = (width + 7) / 8;
      if (width > 32 || at + significant + 4 > octets.length()) {
        return Optional.empty();
      }
      int bits = 0;
      for (int i = 0; i < significant; i++) {
        bits |= octets.u8(at++) << (24 - 8 * i);
      }
      // RFC 3442: bits beyond the width are the sender's slip and mean nothing.
      routes.add(
          new ClasslessRoute(
              Ipv4Network.containing(new Ipv4Address(bits), width),
              new Ipv4Address(octets.bits32(at))));
      at += 4;
    }
    return routes.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(routes));
  }

  /**
   * Returns the octets that stand for {@code routes}.
   *
   * @throws IllegalArgumentException when there are no routes
   */
  public static Octets encodeAll(List<ClasslessRoute> routes) {
    if (routes.isEmpty()) {
      throw new IllegalArgumentException("expected at least one route, found none");
    }
    OctetsWriter octets = new OctetsWriter();
    for (ClasslessRoute route : routes) {
      int width = route.destination.prefixLength();
      octets
          .u8(width)
          .octets(route.destination.address().octets().slice(0, (width + 7) / 8))
          .octets(route.router.octets());
    }
    return octets.toOctets();
  }

  /**
   * Reads the form of {@link #toString}.
   *
   * @throws IllegalArgumentException when {@code text} is anything else; the message quotes it
   */
  public static ClasslessRoute parse(String text) {
    String[] parts = text.split(" via ", -1);
    if (parts.length != 2) {
      throw new IllegalArgumentException(
          "\"" + text + "\": expected a route, such as 10.0.0.0/8 via 192.0.2.1");
    }
    return new ClasslessRoute(Ipv4Network.parse(parts[0]), Ipv4Address.parse(parts[1]));
  }

  /** Returns both in words, such as «10.0.0.0/8 via 192.0.2.1», which {@link #parse} reads back. */
  @Override
  public String toString() {
    return destination + " via " + router;
  }
}
