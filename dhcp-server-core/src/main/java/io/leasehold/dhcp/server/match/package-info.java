/** Conditions on requests, and values taken from them, that print as they read. */
package io.leasehold.dhcp.server.match;
