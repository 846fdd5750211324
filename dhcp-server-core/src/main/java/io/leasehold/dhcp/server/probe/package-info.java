/** Asking the network whether an address is in use (RFC 2131 section 3.1). */
package io.leasehold.dhcp.server.probe;
