/** The {@code decode} command: prints the messages of a capture, or of hexadecimal lines. */
package io.leasehold.dhcp.examples.decode;
