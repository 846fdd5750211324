package io.leasehold.dhcp.server.internal.plan;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import java.util.Optional;

/**
 * An address that a plan has looked at.
 *
 * @param origin where it comes from, such as "asked for"
 * @param address the address
 * @param objection why the client cannot have it; empty where it can
 */
public record Considered(String origin, Ipv4Address address, Optional<String> objection) {}
