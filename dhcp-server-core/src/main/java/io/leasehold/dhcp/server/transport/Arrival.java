package io.leasehold.dhcp.server.transport;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import java.util.Objects;

/**
 * Where and how a datagram arrived.
 *
 * @param interfaceName the network interface, such as «eth0»
 * @param localAddress the server's address on it, which replies come from
 * @param unicast whether it was sent to that address, and not by broadcast
 */
public record Arrival(String interfaceName, Ipv4Address localAddress, boolean unicast) {

  /** Checks for null. */
  public Arrival {
    Objects.requireNonNull(interfaceName, "interfaceName");
    Objects.requireNonNull(localAddress, "localAddress");
  }
}
