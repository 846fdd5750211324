/** IPv4 and hardware addresses as values; nothing here ever looks up a name. */
package io.leasehold.dhcp.codec.address;
