/**
 * The commands that read captures or hexadecimal lines: {@code decode} prints the messages, {@code
 * explain} what a server would make of them.
 */
package io.leasehold.dhcp.examples.capture;
