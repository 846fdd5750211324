/**
 * A network in memory: time that passes only where everybody waits, and segments with servers,
 * clients and relay agents. {@link io.leasehold.dhcp.testkit.network.UdpLink} is the way of a
 * client over real UDP.
 */
package io.leasehold.dhcp.testkit.network;
