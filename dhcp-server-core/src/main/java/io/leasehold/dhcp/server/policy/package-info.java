/**
 * The policy SPI, for those who decide who gets what: implement {@link
 * io.leasehold.dhcp.server.policy.LeasePolicy}.
 */
package io.leasehold.dhcp.server.policy;
