/**
 * DHCPv4 messages (RFC 2131) and the codec that reads and writes them.
 *
 * <p>Start at {@link io.leasehold.dhcp.codec.DhcpCodec}.
 */
package io.leasehold.dhcp.codec;
