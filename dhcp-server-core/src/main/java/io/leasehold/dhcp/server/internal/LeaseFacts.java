package io.leasehold.dhcp.server.internal;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.store.Lease;
import java.time.Duration;
import java.util.List;

/**
 * What a leasequery is told of a lease in force (RFC 4388 section 6.4.2).
 *
 * @param lease the lease
 * @param left how much of its times is left; T1 and T2 where they are still to come
 * @param sinceTransaction how long ago the client obtained or extended the lease
 * @param associated all addresses of the client, where it was asked about a client
 */
public record LeaseFacts(
    Lease lease, LeaseTimes left, Duration sinceTransaction, List<Ipv4Address> associated) {}
