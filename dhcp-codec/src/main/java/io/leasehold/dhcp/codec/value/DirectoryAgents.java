package io.leasehold.dhcp.codec.value;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.octets.OctetsWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The directory agents of the Service Location Protocol, the value of option 78 (RFC 2610 section
 * 3).
 *
 * @param mandatory whether a client must not look for others
 * @param addresses one or more, in order of preference
 */
public record DirectoryAgents(boolean mandatory, List<Ipv4Address> addresses) {

  /**
   * Checks that there is an address.
   *
   * @throws IllegalArgumentException when there is none
   */
  public DirectoryAgents {
    addresses = List.copyOf(addresses);
    if (addresses.isEmpty()) {
      throw new IllegalArgumentException("addresses: expected at least one, found none");
    }
  }

  /**
   * Returns the agents that {@code octets} stand for; empty where they are not 0 or 1 and addresses
   * of four octets.
   */
  public static Optional<DirectoryAgents> decode(Octets octets) {
    if (octets.length() < 5 || octets.length() % 4 != 1 || octets.u8(0) > 1) {
      return Optional.empty();
    }
    List<Ipv4Address> addresses = new ArrayList<>();
    for (int at = 1; at < octets.length(); at += 4) {
      addresses.add(new Ipv4Address(octets.bits32(at)));
    }
    return Optional.of(new DirectoryAgents(octets.u8(0) == 1, addresses));
  }

  /** Returns the octets that stand for the agents. */
  public Octets encode() {
    OctetsWriter octets = new OctetsWriter().u8(mandatory ? 1 : 0);
    addresses.forEach(address -> octets.bits32(address.bits()));
    return octets.toOctets();
  }

  /** Returns the addresses in words, such as «192.0.2.1, 192.0.2.2 (mandatory)». */
  @Override
  public String toString() {
    return addresses.stream().map(Ipv4Address::toString).collect(Collectors.joining(", "))
        + (mandatory ? " (mandatory)" : "");
  }
}
