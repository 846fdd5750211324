package io.leasehold.dhcp.codec.value;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.octets.OctetsWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * DNS servers that know more of some domains and networks than others do, the value of option 146
 * (RFC 6731 section 4.3).
 *
 * @param preference how they are preferred to the servers of other interfaces
 * @param primary the first server
 * @param secondary the second server
 * @param domains the domains, and the networks as names below {@code in-addr.arpa}
 */
public record RdnssSelection(
    Preference preference, Ipv4Address primary, Ipv4Address secondary, List<DomainName> domains) {

  private static final int HEADER_LENGTH = 9;

  /** How servers are preferred. */
  public enum Preference {
    HIGH(1),
    MEDIUM(0),
    LOW(3);

    private final int bits;

    Preference(int bits) {
      this.bits = bits;
    }

    private static Preference of(int bits) {
      return switch (bits & 3) {
        case 1 -> HIGH;
        case 3 -> LOW;
        default -> MEDIUM;
      };
    }
  }

  /** Copies the list. */
  public RdnssSelection {
    domains = List.copyOf(domains);
  }

  /**
   * Returns the selection that {@code octets} stand for; empty where they are too few, or a name is
   * not whole. The reserved preference reads as {@link Preference#MEDIUM}, and the reserved bits
   * mean nothing.
   */
  public static Optional<RdnssSelection> decode(Octets octets) {
    if (octets.length() < HEADER_LENGTH) {
      return Optional.empty();
    }
    Octets names = octets.slice(HEADER_LENGTH, octets.length());
    return (names.isEmpty() ? Optional.of(List.<DomainName>of()) : DomainName.decodeAll(names))
        .map(
            domains ->
                new RdnssSelection(
                    Preference.of(octets.u8(0)),
                    new Ipv4Address(octets.bits32(1)),
                    new Ipv4Address(octets.bits32(5)),
                    domains));
  }

  /** Returns the octets that stand for the selection. */
  public Octets encode() {
    OctetsWriter octets =
        new OctetsWriter().u8(preference.bits).bits32(primary.bits()).bits32(secondary.bits());
    domains.forEach(domain -> octets.octets(domain.octets()));
    return octets.toOctets();
  }

  /** Returns all in words, such as «192.0.2.1, 192.0.2.2 for example.org (high preference)». */
  @Override
  public String toString() {
    return primary
        + ", "
        + secondary
        + " for "
        + (domains.isEmpty()
            ? "no domain"
            : domains.stream().map(DomainName::toString).collect(Collectors.joining(", ")))
        + " ("
        + preference.name().toLowerCase(Locale.ROOT)
        + " preference)";
  }
}
