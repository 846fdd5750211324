package io.leasehold.dhcp.testkit.simulation;

import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.value.ClientIdentifier;
import io.leasehold.dhcp.server.store.Lease;
import java.util.Optional;

/**
 * By what servers know a client (RFC 2131 section 2): its option 61, or its hardware address where
 * it sends none.
 */
record Identity(Optional<ClientIdentifier> identifier, Optional<HardwareAddress> hardwareAddress) {

  static Identity of(DhcpMessage message) {
    return of(message.option(DhcpOptions.CLIENT_ID), Optional.of(message.hardwareAddress()));
  }

  static Identity of(Lease lease) {
    return of(lease.clientIdentifier(), lease.hardwareAddress());
  }

  static Identity of(
      Optional<ClientIdentifier> identifier, Optional<HardwareAddress> hardwareAddress) {
    return identifier.isPresent()
        ? new Identity(identifier, Optional.empty())
        : new Identity(Optional.empty(), hardwareAddress);
  }

  @Override
  public String toString() {
    return identifier
        .map(it -> "client-id " + it)
        .or(() -> hardwareAddress.map(HardwareAddress::toString))
        .orElse("nobody");
  }
}
