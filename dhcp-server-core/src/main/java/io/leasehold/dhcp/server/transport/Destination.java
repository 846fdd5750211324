package io.leasehold.dhcp.server.transport;

import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.address.Ipv4Address;

/**
 * Where a reply goes and where it leaves from (RFC 2131 section 4.1).
 *
 * @param delivery how it is to be delivered
 * @param address the IP destination
 * @param port the UDP destination port
 * @param hardwareAddress the client's, which {@link Delivery#HARDWARE_UNICAST} goes to
 * @param arrival where the request arrived, which is where the reply leaves
 */
public record Destination(
    Delivery delivery,
    Ipv4Address address,
    int port,
    HardwareAddress hardwareAddress,
    Arrival arrival) {

  /** How a reply is delivered. */
  public enum Delivery {
    /** By ordinary routing and ARP. */
    UNICAST,
    /** To every host of the link. */
    BROADCAST,
    /**
     * In a frame to the client's hardware address, without ARP, as the client does not have its
     * address yet. A transport that cannot do this broadcasts to 255.255.255.255 instead.
     */
    HARDWARE_UNICAST
  }
}
