/**
 * The durable lease store: open it with {@link io.leasehold.dhcp.store.h2.H2LeaseStore#open}.
 *
 * <p>Behind it, {@code StoreOpening} reads the files, with {@code JournalReplay}; {@code
 * LeaseWriter} is the one thread that commits, to a {@code Journal} of {@code Segment}s, and {@code
 * TableKeeper} the one that folds the journal into the {@code TableFile}. {@code LeaseRecord} is a
 * lease in octets, in both; a {@code LeaseBlock} is what the table has for 32 addresses.
 */
package io.leasehold.dhcp.store.h2;
