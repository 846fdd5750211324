package io.leasehold.dhcp.codec.value;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import java.util.Optional;

/**
 * Where a CableLabs client finds its provisioning server, the value of sub-option 3 of option 122
 * (RFC 3495 section 5.3).
 *
 * @param type 0 to 255; 0 is a name, 1 an address, and another one means nothing yet
 * @param octets what the type says
 */
public record ProvisioningServer(int type, Octets octets) {

  private static final int NAME = 0;
  private static final int ADDRESS = 1;

  /**
   * Checks type and octets.
   *
   * @throws IllegalArgumentException when the type is not in 0 to 255, or the octets are not what
   *     it says
   */
  public ProvisioningServer {
    Words.inRange("type of provisioning server", type, 0xff);
    if (!isLegal(type, octets)) {
      throw new IllegalArgumentException(
          "provisioning server of type "
              + type
              + ": expected "
              + (type == NAME ? "a domain name" : "an address of 4 octets")
              + ", found "
              + octets);
    }
  }

  private static boolean isLegal(int type, Octets octets) {
    return switch (type) {
      case NAME -> DomainName.decode(octets).isPresent();
      case ADDRESS -> octets.length() == 4;
      default -> true;
    };
  }

  /** Makes the value of a server with this name. */
  public static ProvisioningServer of(DomainName name) {
    return new ProvisioningServer(NAME, name.octets());
  }

  /** Makes the value of a server with this address. */
  public static ProvisioningServer of(Ipv4Address address) {
    return new ProvisioningServer(ADDRESS, address.octets());
  }

  /**
   * Returns the value that {@code octets} stand for; empty where there are none, or they are not
   * what the type says.
   */
  public static Optional<ProvisioningServer> decode(Octets octets) {
    if (octets.isEmpty()) {
      return Optional.empty();
    }
    Octets rest = octets.slice(1, octets.length());
    return isLegal(octets.u8(0), rest)
        ? Optional.of(new ProvisioningServer(octets.u8(0), rest))
        : Optional.empty();
  }

  /** Returns the octets that stand for the value. */
  public Octets encode() {
    return Octets.of(type).concat(octets);
  }

  /** Returns the server's name, where that is what the value holds. */
  public Optional<DomainName> name() {
    return type == NAME ? DomainName.decode(octets) : Optional.empty();
  }

  /** Returns the server's address, where that is what the value holds. */
  public Optional<Ipv4Address> address() {
    return type == ADDRESS ? Optional.of(new Ipv4Address(octets.bits32(0))) : Optional.empty();
  }

  /** Returns the name or the address; an unknown type with its octets. */
  @Override
  public String toString() {
    return name()
        .map(DomainName::toString)
        .or(() -> address().map(Ipv4Address::toString))
        .orElse("type " + type + " " + octets);
  }
}
