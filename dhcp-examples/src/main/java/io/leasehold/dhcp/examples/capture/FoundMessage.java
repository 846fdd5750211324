package io.leasehold.dhcp.examples.capture;

import io.leasehold.dhcp.codec.Decoding;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import java.util.Optional;

/**
 * A datagram of a DHCP port, and what has become of it.
 *
 * @param frame the number of the frame, or of the hexadecimal line that is a message, from 1
 * @param decoding the message, or why there is none
 * @param datagram what carried it, where all of it is there
 */
record FoundMessage(long frame, Decoding decoding, Optional<Datagram> datagram) {

  /**
   * A datagram as it was on the wire.
   *
   * @param payload the UDP payload
   * @param source the IP source
   * @param sourcePort the UDP source port
   * @param destination the IP destination
   */
  record Datagram(Octets payload, Ipv4Address source, int sourcePort, Ipv4Address destination) {}
}
