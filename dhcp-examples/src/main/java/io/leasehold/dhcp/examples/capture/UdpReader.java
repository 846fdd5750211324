package io.leasehold.dhcp.examples.capture;

import io.leasehold.dhcp.codec.DecodeProblem;
import io.leasehold.dhcp.codec.Decoding;
import io.leasehold.dhcp.codec.Decoding.Malformed;
import io.leasehold.dhcp.codec.DhcpCodec;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.examples.capture.FoundMessage.Datagram;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the datagrams of DHCP's ports in IPv4 packets (RFC 791, RFC 768). Fragments are not put
 * together, but said to be there. For one thread.
 */
final class UdpReader {

  /** Server, client, and the boot server of PXE. */
  private static final Set<Integer> PORTS = Set.of(67, 68, 4011);

  private static final int UDP = 17;
  private static final int MIN_HEADER_LENGTH = 20;
  private static final int UDP_HEADER_LENGTH = 8;
  private static final int MORE_FRAGMENTS = 0x2000;

  private final FragmentedDatagrams fragmented = new FragmentedDatagrams();

  /**
   * Returns what the packet's datagram is; empty where it is not for a port of DHCP.
   *
   * @param frame the number of the frame
   * @param packet the IP packet, and what may follow it in the frame
   * @param isCut whether the capture does not have all of the frame
   */
  Optional<FoundMessage> read(long frame, Octets packet, boolean isCut) {
    if (packet.length() < MIN_HEADER_LENGTH
        || packet.u8(0) >>> 4 != 4
        || packet.u8(9) != UDP
        || headerLength(packet) < MIN_HEADER_LENGTH
        || headerLength(packet) > packet.length()) {
      return Optional.empty();
    }
    int fragmentOffset = (packet.u16(6) & 0x1fff) * 8;
    if (fragmentOffset > 0) {
      return fragmented.contains(packet)
          ? Optional.of(broken(frame, fragment(fragmentOffset, "a later fragment")))
          : Optional.empty();
    }
    Octets datagram = packet.slice(headerLength(packet), packet.length());
    boolean isDhcp = isDhcp(datagram);
    if ((packet.u16(6) & MORE_FRAGMENTS) != 0) {
      fragmented.begin(packet, isDhcp);
      return isDhcp
          ? Optional.of(broken(frame, fragment(0, "the first fragment")))
          : Optional.empty();
    }
    return isDhcp ? Optional.of(whole(frame, packet, datagram, isCut)) : Optional.empty();
  }

  private static int headerLength(Octets packet) {
    return (packet.u8(0) & 0xf) * 4;
  }

  private static boolean isDhcp(Octets datagram) {
    return datagram.length() >= 4
        && (PORTS.contains(datagram.u16(0)) || PORTS.contains(datagram.u16(2)));
  }

  private static Decoding fragment(int offset, String found) {
    return malformed("UDP datagram", offset, "all of it in one IPv4 packet", found);
  }

  private static FoundMessage whole(long frame, Octets packet, Octets datagram, boolean isCut) {
    int inPacket = Math.max(0, packet.u16(2) - headerLength(packet));
    int there = Math.min(inPacket, datagram.length());
    String found = there + (isCut ? " in the capture, which has not all of the frame" : "");
    if (there < UDP_HEADER_LENGTH) {
      return broken(frame, malformed("UDP header", 0, "8 octets", found));
    }
    int length = datagram.u16(4);
    if (length < UDP_HEADER_LENGTH) {
      return broken(frame, malformed("UDP length", 4, "at least 8", Integer.toString(length)));
    }
    if (length > there) {
      return broken(frame, malformed("UDP datagram", 0, length + " octets", found));
    }
    Octets payload = datagram.slice(UDP_HEADER_LENGTH, length);
    Datagram carrier =
        new Datagram(
            payload,
            new Ipv4Address(packet.bits32(12)),
            datagram.u16(0),
            new Ipv4Address(packet.bits32(16)));
    return new FoundMessage(frame, DhcpCodec.decode(payload), Optional.of(carrier));
  }

  private static FoundMessage broken(long frame, Decoding why) {
    return new FoundMessage(frame, why, Optional.empty());
  }

  private static Decoding malformed(String subject, int offset, String expected, String found) {
    return new Malformed(new DecodeProblem(subject, offset, expected, found));
  }
}
