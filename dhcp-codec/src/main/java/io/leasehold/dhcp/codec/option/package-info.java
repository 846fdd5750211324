/**
 * DHCP options: {@link io.leasehold.dhcp.codec.option.DhcpOptions} is the table, an {@link
 * io.leasehold.dhcp.codec.option.OptionKey} is one row of it, and an {@link
 * io.leasehold.dhcp.codec.option.OptionSet} holds the options of a message.
 */
package io.leasehold.dhcp.codec.option;
