package io.leasehold.dhcp.codec.value;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.octets.OctetsWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Outbound proxies for the Session Initiation Protocol in order of preference, by name or by
 * address, the value of option 120 (RFC 3361 section 3).
 */
public sealed interface SipServers {

  /**
   * Servers by name.
   *
   * @param names one or more
   */
  record Names(List<DomainName> names) implements SipServers {

    private static final int ENCODING = 0;

    /**
     * Checks that there is a name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public Names {
      names = List.copyOf(names);
      if (names.isEmpty()) {
        throw new IllegalArgumentException("names: expected at least one, found none");
      }
    }

    @Override
    public Octets encode() {
      return new OctetsWriter().u8(ENCODING).octets(DomainName.encodeAll(names)).toOctets();
    }

    /** Returns the names with commas between them. */
    @Override
    public String toString() {
      return names.stream().map(DomainName::toString).collect(Collectors.joining(", "));
    }
  }

  /**
   * Servers by address.
   *
   * @param addresses one or more
   */
  record Addresses(List<Ipv4Address> addresses) implements SipServers {

    private static final int ENCODING = 1;

    /**
     * Checks that there is an address.
     *
     * @throws IllegalArgumentException when there is none
     */
    public Addresses {
      addresses = List.copyOf(addresses);
      if (addresses.isEmpty()) {
        throw new IllegalArgumentException("addresses: expected at least one, found none");
      }
    }

    private static Optional<SipServers> decode(Octets octets) {
      if (octets.length() < 5 || octets.length() % 4 != 1) {
        return Optional.empty();
      }
      List<Ipv4Address> addresses = new ArrayList<>();
      for (int at = 1; at < octets.length(); at += 4) {
        addresses.add(new Ipv4Address(octets.bits32(at)));
      }
      return Optional.of(new Addresses(addresses));
    }

    @Override
    public Octets encode() {
      OctetsWriter octets = new OctetsWriter().u8(ENCODING);
      addresses.forEach(address -> octets.bits32(address.bits()));
      return octets.toOctets();
    }

    /** Returns the addresses with commas between them. */
    @Override
    public String toString() {
      return addresses.stream().map(Ipv4Address::toString).collect(Collectors.joining(", "));
    }
  }

  /** Returns the servers that {@code octets} stand for; empty where they stand for none. */
  static Optional<SipServers> decode(Octets octets) {
    if (octets.isEmpty()) {
      return Optional.empty();
    }
    return switch (octets.u8(0)) {
      case Names.ENCODING -> DomainName.decodeAll(octets.slice(1, octets.length())).map(Names::new);
      case Addresses.ENCODING -> Addresses.decode(octets);
      default -> Optional.empty();
    };
  }

  /** Returns the octets that stand for the servers. */
  Octets encode();
}
