package io.leasehold.dhcp.server.probe;

import io.leasehold.dhcp.codec.address.Ipv4Address;

/**
 * Asks the network whether somebody uses an address (SPI), ahead of need: no client waits for it.
 */
@FunctionalInterface
public interface AddressProbe {

  /**
   * Returns whether somebody uses {@code address}. May block; one thread calls at a time. An
   * exception leaves the address to be probed another time.
   */
  boolean isInUse(Ipv4Address address);
}
