package io.leasehold.dhcp.server.store;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import java.util.Set;

/**
 * What one batch needs to know.
 *
 * @param addresses whose leases are wanted
 * @param clients whose leases are wanted, at whatever address
 */
public record LeaseQuery(Set<Ipv4Address> addresses, Set<ClientKey> clients) {

  /** Copies the sets. */
  public LeaseQuery {
    addresses = Set.copyOf(addresses);
    clients = Set.copyOf(clients);
  }
}
