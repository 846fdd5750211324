package io.leasehold.dhcp.server.policy;

import io.leasehold.dhcp.codec.address.Ipv4Network;
import io.leasehold.dhcp.codec.address.Ipv4Range;

/**
 * What has become of the addresses of a pool, as one server knows it: servers that share a store
 * learn of each other's leases by and by. What is in none of the numbers, though of the {@code
 * size}, is offered to a client, or an address of the server itself.
 *
 * @param network the name of the shared network
 * @param subnet the subnet
 * @param range the pool
 * @param size how many addresses there are to give out, without those that are excluded
 * @param leased how many of them are leased, or kept for the last client
 * @param reserved how many are kept for one host, leased or not
 * @param quarantined how many were declined, or answered a probe
 * @param free how many could be offered to any client now, or once they have been probed
 */
public record PoolUsage(
    String network,
    Ipv4Network subnet,
    Ipv4Range range,
    long size,
    long leased,
    long reserved,
    long quarantined,
    long free) {}
