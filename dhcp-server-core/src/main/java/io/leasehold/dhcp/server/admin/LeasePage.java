package io.leasehold.dhcp.server.admin;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.store.Lease;
import java.util.List;
import java.util.Optional;

/**
 * Some of the leases that a filter lets through.
 *
 * @param leases in the order of their addresses
 * @param last the address behind which the next page begins; empty where this page is the last
 */
public record LeasePage(List<Lease> leases, Optional<Ipv4Address> last) {

  /** Copies the list. */
  public LeasePage {
    leases = List.copyOf(leases);
  }
}
