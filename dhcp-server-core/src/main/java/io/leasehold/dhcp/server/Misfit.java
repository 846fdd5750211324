package io.leasehold.dhcp.server;

import io.leasehold.dhcp.server.store.Lease;

/**
 * A lease in force that the configuration would not give out.
 *
 * @param lease the lease
 * @param why for a reader, with the values that led to it
 */
public record Misfit(Lease lease, String why) {}
