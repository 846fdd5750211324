package io.leasehold.dhcp.codec.value;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.octets.OctetsWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A DNS resolver that is talked to in secret, one instance of option 162 (DNR, RFC 9463 section 5).
 *
 * @param priority 0 to 65535; a lower one is preferred
 * @param authenticationDomainName the name that the resolver proves to have
 * @param addresses of the resolver; none where there is nothing but the name, else 1 to 63
 * @param parameters how to reach it, in ascending order of their keys: none without addresses, else
 *     with the protocols and without hints of addresses
 */
public record EncryptedResolver(
    int priority,
    DomainName authenticationDomainName,
    List<Ipv4Address> addresses,
    List<ServiceParameter> parameters) {

  /** The most addresses that a resolver has: their length is one octet. */
  public static final int MAX_ADDRESSES = 63;

  private static final int HEADER = 3;

  /**
   * Copies the lists and checks all.
   *
   * @throws IllegalArgumentException when the priority is not in 0 to 65535, there are too many
   *     addresses, or the parameters are not as they must be
   */
  public EncryptedResolver {
    addresses = List.copyOf(addresses);
    parameters = List.copyOf(parameters);
    Words.inRange("service priority", priority, 0xffff);
    Words.inRange("count of the resolver's addresses", addresses.size(), MAX_ADDRESSES);
    if (!areLegal(addresses, parameters)) {
      throw new IllegalArgumentException(
          "resolver "
              + authenticationDomainName
              + ", addresses "
              + addresses
              + ", parameters "
              + parameters
              + ": expected neither addresses nor parameters, or addresses and parameters with"
              + " ascending keys, among them alpn, not ipv4hint or ipv6hint");
    }
  }

  private static boolean areLegal(List<Ipv4Address> addresses, List<ServiceParameter> parameters) {
    if (addresses.isEmpty()) {
      return parameters.isEmpty();
    }
    List<Integer> keys = parameters.stream().map(ServiceParameter::key).toList();
    return keys.stream().sorted().distinct().toList().equals(keys)
        && parameters.stream().anyMatch(it -> it.protocols().isPresent())
        && !keys.contains(ServiceParameter.IPV4_HINT)
        && !keys.contains(ServiceParameter.IPV6_HINT);
  }

  /** Makes a resolver of which there is nothing but the name. */
  public static EncryptedResolver ofName(int priority, DomainName authenticationDomainName) {
    return new EncryptedResolver(priority, authenticationDomainName, List.of(), List.of());
  }

  /**
   * Returns the resolvers that {@code octets} stand for, without those that are not as they must
   * be; empty where none is left, or the octets end in the middle of one (RFC 9463 section 5.2).
   */
  public static Optional<List<EncryptedResolver>> decodeAll(Octets octets) {
    List<EncryptedResolver> resolvers = new ArrayList<>();
    int at = 0;
    while (at + 2 <= octets.length()) {
      int end = at + 2 + octets.u16(at);
      if (end > octets.length()) {
        return Optional.empty();
      }
      decode(octets.slice(at + 2, end)).ifPresent(resolvers::add);
      at = end;
    }
    return at == octets.length() && !resolvers.isEmpty()
        ? Optional.of(List.copyOf(resolvers))
        : Optional.empty();
  }

  private static Optional<EncryptedResolver> decode(Octets octets) {
    if (octets.length() < HEADER || octets.length() < HEADER + octets.u8(2)) {
      return Optional.empty();
    }
    int nameEnd = HEADER + octets.u8(2);
    return DomainName.decode(octets.slice(HEADER, nameEnd))
        .flatMap(
            name ->
                nameEnd == octets.length()
                    ? Optional.of(ofName(octets.u16(0), name))
                    : decode(octets, name, nameEnd));
  }

  /** Reads what follows the name: the length of the addresses, they and the parameters. */
  private static Optional<EncryptedResolver> decode(Octets octets, DomainName name, int nameEnd) {
    int length = octets.u8(nameEnd);
    int addressesEnd = nameEnd + 1 + length;
    if (length == 0 || length % 4 != 0 || addressesEnd > octets.length()) {
      return Optional.empty();
    }
    List<Ipv4Address> addresses = Addresses.decode(octets, nameEnd + 1, addressesEnd);
    return ServiceParameter.decodeAll(octets, addressesEnd)
        .filter(parameters -> areLegal(addresses, parameters))
        .map(parameters -> new EncryptedResolver(octets.u16(0), name, addresses, parameters));
  }

  /**
   * Returns the octets that stand for {@code resolvers}.
   *
   * @throws IllegalArgumentException when there are no resolvers, or one needs more than 65535
   *     octets
   */
  public static Octets encodeAll(List<EncryptedResolver> resolvers) {
    if (resolvers.isEmpty()) {
      throw new IllegalArgumentException("expected at least one resolver, found none");
    }
    OctetsWriter octets = new OctetsWriter();
    for (EncryptedResolver resolver : resolvers) {
      Octets instance = resolver.encode();
      octets.u16(instance.length()).octets(instance);
    }
    return octets.toOctets();
  }

  private Octets encode() {
    OctetsWriter octets =
        new OctetsWriter().u16(priority).counted("name", authenticationDomainName.octets());
    if (!addresses.isEmpty()) {
      octets
          .counted("addresses", Addresses.encode(addresses))
          .octets(ServiceParameter.encodeAll(parameters));
    }
    return octets.toOctets();
  }

  /** Returns all in words. */
  @Override
  public String toString() {
    String start = authenticationDomainName + " priority " + priority;
    return addresses.isEmpty()
        ? start
        : start
            + " at "
            + addresses.stream().map(Ipv4Address::toString).collect(Collectors.joining(" or "))
            + " with "
            + parameters.stream()
                .map(ServiceParameter::toString)
                .collect(Collectors.joining(" and "));
  }
}
