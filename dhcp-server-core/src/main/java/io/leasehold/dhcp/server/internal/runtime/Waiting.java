package io.leasehold.dhcp.server.internal.runtime;

import io.leasehold.dhcp.server.transport.InboundDatagram;
import io.leasehold.dhcp.server.transport.Transport;
import java.time.Instant;

/**
 * A datagram that waits for its lane.
 *
 * @param datagram the datagram
 * @param transport what received it, and will send the reply
 * @param since since when it waits
 * @param urgency how much is lost where it is shed
 */
record Waiting(InboundDatagram datagram, Transport transport, Instant since, Urgency urgency) {}
