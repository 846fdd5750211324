package io.leasehold.dhcp.codec.value;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.octets.OctetsWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A server of the Port Control Protocol by all its addresses, one part of option 158 (RFC 7291
 * section 4).
 *
 * @param addresses 1 to 63, all of the same server
 */
public record PcpServer(List<Ipv4Address> addresses) {

  /** The most addresses that one server has: their length is one octet. */
  public static final int MAX_ADDRESSES = 63;

  /**
   * Copies and checks the list.
   *
   * @throws IllegalArgumentException when there are not 1 to 63 addresses
   */
  public PcpServer {
    addresses = List.copyOf(addresses);
    if (addresses.isEmpty() || addresses.size() > MAX_ADDRESSES) {
      throw new IllegalArgumentException(
          "PCP server: expected 1 to 63 addresses, found " + addresses.size());
    }
  }

  /**
   * Returns the servers that {@code octets} stand for; empty where they are none, or end in the
   * middle of one, or one has no whole addresses.
   */
  public static Optional<List<PcpServer>> decodeAll(Octets octets) {
    List<PcpServer> servers = new ArrayList<>();
    int at = 0;
    while (at < octets.length()) {
      int length = octets.u8(at);
      int end = at + 1 + length;
      if (length == 0 || length % 4 != 0 || end > octets.length()) {
        return Optional.empty();
      }
      servers.add(new PcpServer(Addresses.decode(octets, at + 1, end)));
      at = end;
    }
    return servers.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(servers));
  }

  /**
   * Returns the octets that stand for {@code servers}.
   *
   * @throws IllegalArgumentException when there are no servers
   */
  public static Octets encodeAll(List<PcpServer> servers) {
    if (servers.isEmpty()) {
      throw new IllegalArgumentException("expected at least one PCP server, found none");
    }
    OctetsWriter octets = new OctetsWriter();
    for (PcpServer server : servers) {
      octets.counted("addresses", Addresses.encode(server.addresses));
    }
    return octets.toOctets();
  }

  /** Returns the addresses with « or » between them. */
  @Override
  public String toString() {
    return addresses.stream().map(Ipv4Address::toString).collect(Collectors.joining(" or "));
  }
}
