/** The immutable octet string that everything raw is handed around as. */
package io.leasehold.dhcp.codec.octets;
