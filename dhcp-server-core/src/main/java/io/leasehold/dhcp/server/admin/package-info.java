/**
 * Lease administration: looking at leases and changing them while the server runs, through {@link
 * io.leasehold.dhcp.server.admin.Leases}.
 */
package io.leasehold.dhcp.server.admin;
