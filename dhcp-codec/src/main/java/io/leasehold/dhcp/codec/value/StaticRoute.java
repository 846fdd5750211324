package io.leasehold.dhcp.codec.value;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.octets.OctetsWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A route to a host or to a network of a class, an element of option 33 (RFC 2132 section 5.8).
 * {@link ClasslessRoute} replaces it.
 *
 * @param destination where the route leads; not 0.0.0.0, as a default route is not allowed
 * @param router the next hop
 */
public record StaticRoute(Ipv4Address destination, Ipv4Address router) {

  private static final int LENGTH = 8;

  /**
   * Checks the destination.
   *
   * @throws IllegalArgumentException when it is 0.0.0.0
   */
  public StaticRoute {
    if (destination.isUnspecified()) {
      throw new IllegalArgumentException(
          "destination 0.0.0.0: expected no default route, which is for options 3 and 121");
    }
  }

  /**
   * Returns the routes that {@code octets} stand for; empty where they are none, or no multiple of
   * eight, or one is a default route.
   */
  public static Optional<List<StaticRoute>> decodeAll(Octets octets) {
    if (octets.isEmpty() || octets.length() % LENGTH != 0) {
      return Optional.empty();
    }
    List<StaticRoute> routes = new ArrayList<>(octets.length() / LENGTH);
    for (int at = 0; at < octets.length(); at += LENGTH) {
      Ipv4Address destination = new Ipv4Address(octets.bits32(at));
      if (destination.isUnspecified()) {
        return Optional.empty();
      }
      routes.add(new StaticRoute(destination, new Ipv4Address(octets.bits32(at + 4))));
    }
    return Optional.of(List.copyOf(routes));
  }

  /**
   * Returns the octets that stand for {@code routes}.
   *
   * @throws IllegalArgumentException when there are none
   */
  public static Octets encodeAll(List<StaticRoute> routes) {
    if (routes.isEmpty()) {
      throw new IllegalArgumentException("expected at least one route, found none");
    }
    OctetsWriter octets = new OctetsWriter();
    routes.forEach(route -> octets.bits32(route.destination.bits()).bits32(route.router.bits()));
    return octets.toOctets();
  }

  /** Returns both in words, such as «198.51.100.0 via 192.0.2.1». */
  @Override
  public String toString() {
    return destination + " via " + router;
  }
}
