package io.leasehold.dhcp.codec.value;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.octets.OctetsWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The boot servers of one type, one part of sub-option 8 of a PXE client's option 43 (Preboot
 * Execution Environment 2.1, table 2-1).
 *
 * @param type 0 to 65535; 0 is the PXE bootstrap server
 * @param addresses 0 to 255; none where the type answers to discovery only
 */
public record PxeBootServer(int type, List<Ipv4Address> addresses) {

  private static final int HEADER = 3;

  /**
   * Copies the list and checks all.
   *
   * @throws IllegalArgumentException when the type is not in 0 to 65535, or there are more than 255
   *     addresses
   */
  public PxeBootServer {
    addresses = List.copyOf(addresses);
    Words.inRange("type of PXE boot server", type, 0xffff);
    Words.inRange("count of PXE boot servers", addresses.size(), 0xff);
  }

  /**
   * Returns the servers that {@code octets} stand for; empty where they are none, or end in the
   * middle of one.
   */
  public static Optional<List<PxeBootServer>> decodeAll(Octets octets) {
    List<PxeBootServer> servers = new ArrayList<>();
    int at = 0;
    while (at + HEADER <= octets.length()) {
      int end = at + HEADER + 4 * octets.u8(at + 2);
      if (end > octets.length()) {
        return Optional.empty();
      }
      servers.add(new PxeBootServer(octets.u16(at), Addresses.decode(octets, at + HEADER, end)));
      at = end;
    }
    return at == octets.length() && at > 0 ? Optional.of(List.copyOf(servers)) : Optional.empty();
  }

  /**
   * Returns the octets that stand for {@code servers}.
   *
   * @throws IllegalArgumentException when there are no servers
   */
  public static Octets encodeAll(List<PxeBootServer> servers) {
    if (servers.isEmpty()) {
      throw new IllegalArgumentException("expected at least one type of boot server, found none");
    }
    OctetsWriter octets = new OctetsWriter();
    for (PxeBootServer server : servers) {
      octets
          .u16(server.type)
          .u8(server.addresses.size())
          .octets(Addresses.encode(server.addresses));
    }
    return octets.toOctets();
  }

  /** Returns both in words, such as «type 1 at 192.0.2.1 or 192.0.2.2». */
  @Override
  public String toString() {
    return "type "
        + type
        + (addresses.isEmpty() ? "" : " at ")
        + addresses.stream().map(Ipv4Address::toString).collect(Collectors.joining(" or "));
  }
}
