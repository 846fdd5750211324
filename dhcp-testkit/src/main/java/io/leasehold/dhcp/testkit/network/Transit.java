package io.leasehold.dhcp.testkit.network;

import io.leasehold.dhcp.codec.Decoding.Decoded;
import io.leasehold.dhcp.codec.DhcpCodec;
import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.octets.Octets;
import java.time.Instant;
import java.util.Optional;

/**
 * A datagram on its way from one host to another.
 *
 * @param sent when it was sent
 * @param from the name of the host that sends it, such as «server 192.0.2.1»
 * @param to the name of the host that it is for
 * @param segment the segment on which it gets there
 * @param payload the UDP payload
 */
public record Transit(Instant sent, String from, String to, String segment, Octets payload) {

  /** Returns what it says, if it is a DHCP message. */
  public Optional<DhcpMessage> message() {
    return DhcpCodec.decode(payload) instanceof Decoded decoded
        ? Optional.of(decoded.message())
        : Optional.empty();
  }
}
