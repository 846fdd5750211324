package io.leasehold.dhcp.server.reservation;

import io.leasehold.dhcp.server.config.HostKey;
import java.util.List;
import java.util.Objects;

/**
 * A host that something may be reserved for.
 *
 * @param network the name of the shared network that it is in
 * @param keys what it is known by, in the order in which they count
 */
public record Host(String network, List<HostKey> keys) {

  /** Copies the list. */
  public Host {
    Objects.requireNonNull(network, "network");
    keys = List.copyOf(keys);
  }
}
