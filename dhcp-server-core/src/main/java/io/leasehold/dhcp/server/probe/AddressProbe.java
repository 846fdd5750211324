package io.leasehold.dhcp.server.probe;

import io.leasehold.dhcp.codec.address.Ipv4Address;

/**
 * Asks the network whether somebody uses an address (SPI), ahead of need: no client waits for it.
 *
 * <p>A server calls it on threads of its own, of which there are no more than 32, and waits for the
 * calls that have begun when it is closed. An engine calls it on the thread that keeps house.
 */
@FunctionalInterface
public interface AddressProbe {

  /**
   * Returns whether somebody uses {@code address}. May block; several threads may call at a time.
   * An exception leaves the address to be probed another time.
   */
  boolean isInUse(Ipv4Address address);
}
