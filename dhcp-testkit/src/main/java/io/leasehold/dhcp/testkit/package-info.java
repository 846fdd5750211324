/**
 * The test kit. {@link io.leasehold.dhcp.testkit.TestServer} is the server for tests of a product;
 * a store or a policy of your own is tested by extending {@link
 * io.leasehold.dhcp.testkit.LeaseStoreContract} or {@link
 * io.leasehold.dhcp.testkit.LeasePolicyContract}.
 */
package io.leasehold.dhcp.testkit;
