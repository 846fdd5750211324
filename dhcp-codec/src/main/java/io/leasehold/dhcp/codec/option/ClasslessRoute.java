package io.leasehold.dhcp.codec.option;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.address.Ipv4Network;
import io.leasehold.dhcp.codec.octets.Octets;
import java.io.ByteArrayOutputStream;
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

  static final OptionFormat<List<ClasslessRoute>> LIST_FORMAT =
      OptionFormat.of(
          "routes of a width of 0 to 32, the significant octets and a router",
          ClasslessRoute::decode,
          ClasslessRoute::encode);

  private static Optional<List<ClasslessRoute>> decode(Octets octets) {
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

  private static Octets encode(List<ClasslessRoute> routes) {
    if (routes.isEmpty()) {
      throw new IllegalArgumentException("expected at least one route, found none");
    }
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    for (ClasslessRoute route : routes) {
      int width = route.destination.prefixLength();
      octets.write(width);
      octets.write(
          OptionFormat.IPV4.encode(route.destination.address()).toByteArray(), 0, (width + 7) / 8);
      octets.writeBytes(OptionFormat.IPV4.encode(route.router).toByteArray());
    }
    return Octets.wrap(octets.toByteArray());
  }
}
