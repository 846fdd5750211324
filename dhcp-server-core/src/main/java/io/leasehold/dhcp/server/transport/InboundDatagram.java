package io.leasehold.dhcp.server.transport;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import java.util.Objects;

/**
 * A datagram that a transport received.
 *
 * @param payload the UDP payload
 * @param sourceAddress who sent it; 0.0.0.0 from a client without an address
 * @param sourcePort the port it was sent from, 0 to 65535
 * @param arrival where and how it arrived
 */
public record InboundDatagram(
    Octets payload, Ipv4Address sourceAddress, int sourcePort, Arrival arrival) {

  /** Checks for null. */
  public InboundDatagram {
    Objects.requireNonNull(payload, "payload");
    Objects.requireNonNull(sourceAddress, "sourceAddress");
    Objects.requireNonNull(arrival, "arrival");
  }
}
