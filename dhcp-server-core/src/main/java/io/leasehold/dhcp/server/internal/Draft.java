package io.leasehold.dhcp.server.internal;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.value.MessageType;
import io.leasehold.dhcp.server.policy.Terms;

/**
 * What a reply is to say.
 *
 * @param type OFFER, ACK or NAK
 * @param address the client's; 0.0.0.0 in a NAK and in the answer to an INFORM
 * @param times of the lease
 * @param terms that the policy granted
 * @param name what the client is called
 * @param text why, in a NAK
 */
public record Draft(
    MessageType type,
    Ipv4Address address,
    LeaseTimes times,
    Terms terms,
    ClientName name,
    String text) {}
