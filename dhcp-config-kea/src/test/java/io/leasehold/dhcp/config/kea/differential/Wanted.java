package io.leasehold.dhcp.config.kea.differential;

import io.leasehold.dhcp.codec.address.Ipv4Address;

/** An address that a client speaks of, which may be another one with each server. */
sealed interface Wanted {

  /** The address that was last offered to a client. */
  record Offered(int client) implements Wanted {}

  /** The address that was last leased to a client. */
  record Leased(int client) implements Wanted {}

  /** The same address with every server. */
  record Fixed(Ipv4Address address) implements Wanted {}
}
