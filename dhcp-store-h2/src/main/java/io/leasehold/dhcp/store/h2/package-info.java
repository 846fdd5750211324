/**
 * The durable lease store: open it with {@link io.leasehold.dhcp.store.h2.H2LeaseStore#open}.
 *
 * <p>Behind it, {@code LeaseWriter} is the one thread that writes, {@code CommitGroup} decides who
 * wins, {@code LeaseFile} is the open file and {@code LeaseTable} its SQL.
 */
package io.leasehold.dhcp.store.h2;
