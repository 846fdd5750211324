/**
 * The lease-store SPI, for those who keep leases in a store of their own: implement {@link
 * io.leasehold.dhcp.server.store.LeaseStore}.
 */
package io.leasehold.dhcp.server.store;
