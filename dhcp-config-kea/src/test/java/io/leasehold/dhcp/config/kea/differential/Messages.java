package io.leasehold.dhcp.config.kea.differential;

import io.leasehold.dhcp.codec.Decoding;
import io.leasehold.dhcp.codec.Decoding.Decoded;
import io.leasehold.dhcp.codec.DhcpCodec;
import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.octets.Octets;
import java.util.Optional;

/** Reads replies. */
final class Messages {

  private Messages() {}

  static Optional<DhcpMessage> decode(Octets payload) {
    Decoding decoding = DhcpCodec.decode(payload);
    if (decoding instanceof Decoded decoded) {
      return Optional.of(decoded.message());
    }
    throw new IllegalStateException("a reply that cannot be read: " + decoding);
  }
}
