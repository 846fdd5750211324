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

  /**
   * Checks the address.
   *
   * @throws IllegalArgumentException when it is 0.0.0.0 or 255.255.255.255, which no server has
   */
  public Arrival {
    Objects.requireNonNull(interfaceName, "interfaceName");
    if (localAddress.isUnspecified() || localAddress.equals(Ipv4Address.BROADCAST)) {
      throw new IllegalArgumentException(
          "localAddress " + localAddress + ": expected an address of " + interfaceName);
    }
  }
}
