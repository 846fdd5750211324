/**
 * The DHCPv4 server: {@link io.leasehold.dhcp.server.DhcpServer} to embed it, {@link
 * io.leasehold.dhcp.server.DhcpEngine} to drive it yourself.
 */
package io.leasehold.dhcp.server;
