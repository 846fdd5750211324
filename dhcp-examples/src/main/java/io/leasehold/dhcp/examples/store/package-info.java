/** Lease stores as products write them: the examples of {@code docs/write-a-lease-store.md}. */
package io.leasehold.dhcp.examples.store;
