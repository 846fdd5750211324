/**
 * The test kit: a store of your own is tested by extending {@link
 * io.leasehold.dhcp.testkit.LeaseStoreContract}.
 */
package io.leasehold.dhcp.testkit;
