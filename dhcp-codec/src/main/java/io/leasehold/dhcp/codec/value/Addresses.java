package io.leasehold.dhcp.codec.value;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.octets.OctetsWriter;
import java.util.ArrayList;
import java.util.List;

/** Lists of addresses inside other values. */
final class Addresses {

  private Addresses() {}

  /** Returns the addresses in {@code octets} from one index up to another, whole ones only. */
  static List<Ipv4Address> decode(Octets octets, int from, int to) {
    List<Ipv4Address> addresses = new ArrayList<>((to - from) / 4);
    for (int at = from; at + 4 <= to; at += 4) {
      addresses.add(new Ipv4Address(octets.bits32(at)));
    }
    return List.copyOf(addresses);
  }

  /** Returns the octets of all addresses. */
  static Octets encode(List<Ipv4Address> addresses) {
    OctetsWriter octets = new OctetsWriter();
    addresses.forEach(address -> octets.bits32(address.bits()));
    return octets.toOctets();
  }
}
