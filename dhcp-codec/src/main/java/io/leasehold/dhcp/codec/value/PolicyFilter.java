package io.leasehold.dhcp.codec.value;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.octets.OctetsWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a source-routed datagram may go next, an element of option 21 (RFC 2132 section 4.3).
 *
 * @param address the destination, or the network of destinations
 * @param mask the mask that a destination is compared under
 */
public record PolicyFilter(Ipv4Address address, Ipv4Address mask) {

  private static final int LENGTH = 8;

  /**
   * Returns the filters that {@code octets} stand for; empty where they are none, or no multiple of
   * eight.
   */
  public static Optional<List<PolicyFilter>> decodeAll(Octets octets) {
    if (octets.isEmpty() || octets.length() % LENGTH != 0) {
      return Optional.empty();
    }
    List<PolicyFilter> filters = new ArrayList<>(octets.length() / LENGTH);
    for (int at = 0; at < octets.length(); at += LENGTH) {
      filters.add(
          new PolicyFilter(
              new Ipv4Address(octets.bits32(at)), new Ipv4Address(octets.bits32(at + 4))));
    }
    return Optional.of(List.copyOf(filters));
  }

  /**
   * Returns the octets that stand for {@code filters}.
   *
   * @throws IllegalArgumentException when there are none
   */
  public static Octets encodeAll(List<PolicyFilter> filters) {
    if (filters.isEmpty()) {
      throw new IllegalArgumentException("expected at least one filter, found none");
    }
    OctetsWriter octets = new OctetsWriter();
    filters.forEach(filter -> octets.bits32(filter.address.bits()).bits32(filter.mask.bits()));
    return octets.toOctets();
  }

  /** Returns both in words, such as «192.0.2.0 mask 255.255.255.0». */
  @Override
  public String toString() {
    return address + " mask " + mask;
  }
}
