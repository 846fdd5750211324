package io.leasehold.dhcp.examples.capture;

import io.leasehold.dhcp.codec.octets.Octets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * A link layer whose frames are read.
 *
 * @param headerLength how many octets stand before what the frame carries
 * @param etherTypeOffset where the header has the EtherType of that; empty where it is an IP packet
 *     anyhow
 * @param numbers in the registry of pcap's link types
 */
record LinkLayer(int headerLength, OptionalInt etherTypeOffset, List<Integer> numbers) {

  private static final List<LinkLayer> ALL =
      List.of(
          // Ethernet
          new LinkLayer(14, OptionalInt.of(12), List.of(1)),
          // what Linux captures on all interfaces together: SLL and SLL2
          new LinkLayer(16, OptionalInt.of(14), List.of(113)),
          new LinkLayer(20, OptionalInt.of(0), List.of(276)),
          // the IP packet alone: RAW, IPV4, and what some systems write for RAW
          new LinkLayer(0, OptionalInt.empty(), List.of(101, 228, 12, 14)),
          // the loopback of BSD, whose header is the address family: NULL and LOOP
          new LinkLayer(4, OptionalInt.empty(), List.of(0, 108)));

  private static final int IPV4 = 0x0800;
  private static final int VLAN_TAG_LENGTH = 4;

  /** Returns the link layer with this number in the registry of pcap's link types. */
  static Optional<LinkLayer> of(int number) {
    return ALL.stream().filter(layer -> layer.numbers.contains(number)).findFirst();
  }

  /** Returns the numbers of all, as a text. */
  static String allNumbers() {
    return ALL.stream()
        .flatMap(layer -> layer.numbers.stream())
        .sorted()
        .map(String::valueOf)
        .collect(Collectors.joining(", "));
  }

  /** Returns the IP packet of a frame, if it has one, whatever VLANs the frame is in. */
  Optional<Octets> packet(Octets frame) {
    if (frame.length() < headerLength) {
      return Optional.empty();
    }
    Octets rest = frame.slice(headerLength, frame.length());
    if (etherTypeOffset.isEmpty()) {
      return Optional.of(rest);
    }
    int etherType = frame.u16(etherTypeOffset.getAsInt());
    while (isVlanTag(etherType) && rest.length() >= VLAN_TAG_LENGTH) {
      etherType = rest.u16(2);
      rest = rest.slice(VLAN_TAG_LENGTH, rest.length());
    }
    return etherType == IPV4 ? Optional.of(rest) : Optional.empty();
  }

  // IEEE 802.1Q, IEEE 802.1ad, and what was used for the latter before there was a standard.
  private static boolean isVlanTag(int etherType) {
    return etherType == 0x8100 || etherType == 0x88a8 || etherType == 0x9100;
  }
}
