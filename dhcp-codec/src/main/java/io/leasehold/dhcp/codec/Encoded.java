package io.leasehold.dhcp.codec;

import io.leasehold.dhcp.codec.octets.Octets;
import java.util.List;

/**
 * A message as octets.
 *
 * @param datagram the UDP payload
 * @param omitted codes of the options that found no room, in the order in which they would have
 *     been written: that of the message, relay agent information (82) last
 */
public record Encoded(Octets datagram, List<Integer> omitted) {

  /** Copies the list. */
  public Encoded {
    omitted = List.copyOf(omitted);
  }
}
