package io.leasehold.dhcp.examples.decode;

import io.leasehold.dhcp.codec.Decoding;

/**
 * A datagram of a DHCP port, and what has become of it.
 *
 * @param frame the number of the frame, or of the hexadecimal line that is a message, from 1
 * @param decoding the message, or why there is none
 */
record FoundMessage(long frame, Decoding decoding) {}
