package io.leasehold.dhcp.server.internal;

import io.leasehold.dhcp.server.config.Subnet;
import java.util.Optional;

/**
 * Where a message comes in.
 *
 * @param link the network segment
 * @param subnet the subnet of the relay agent, the interface or the selection, where it is in one
 */
public record Locality(Link link, Optional<Subnet> subnet) {}
