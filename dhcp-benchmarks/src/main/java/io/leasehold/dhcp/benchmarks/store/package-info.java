/** What durable leases cost: the store, what limits it, and the obvious way. */
package io.leasehold.dhcp.benchmarks.store;
