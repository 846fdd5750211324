package io.leasehold.dhcp.config.kea.differential;

import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.address.Ipv4Address;

/**
 * A message on its way to a server.
 *
 * @param message what is said
 * @param source who sends it
 * @param sourcePort from which port
 * @param unicast whether it goes to the server's address, and not to everybody
 */
record Question(DhcpMessage message, Ipv4Address source, int sourcePort, boolean unicast) {}
