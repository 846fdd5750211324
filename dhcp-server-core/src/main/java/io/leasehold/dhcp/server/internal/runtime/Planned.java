package io.leasehold.dhcp.server.internal.runtime;

import io.leasehold.dhcp.server.internal.Plan;

/**
 * An exchange, and what is to be done about it.
 *
 * @param exchange the exchange
 * @param plan what is to be done
 */
record Planned(Exchange exchange, Plan plan) {}
