package io.leasehold.dhcp.config.kea;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import java.util.Optional;

/**
 * Where a server listens, from {@code interfaces-config.interfaces}.
 *
 * @param interfaceName the network interface; empty for relayed traffic only, which is {@code "*"}
 * @param address the address of the interface, for one that has several
 */
public record ListenAddress(Optional<String> interfaceName, Optional<Ipv4Address> address) {

  /** For relayed traffic only, on all addresses. */
  public static final ListenAddress RELAYED_ONLY =
      new ListenAddress(Optional.empty(), Optional.empty());
}
