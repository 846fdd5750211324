/**
 * Reads a server's configuration in the vocabulary of Kea's {@code Dhcp4} object: start at {@link
 * io.leasehold.dhcp.config.kea.KeaConfig}.
 */
package io.leasehold.dhcp.config.kea;
