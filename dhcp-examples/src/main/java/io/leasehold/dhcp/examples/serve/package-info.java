/** The {@code serve} command: a server that is configured in the vocabulary of Kea. */
package io.leasehold.dhcp.examples.serve;
