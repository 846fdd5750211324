package io.leasehold.dhcp.testkit.properties;

import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.value.ClientIdentifier;
import io.leasehold.dhcp.server.store.Lease;
import java.util.Optional;

/**
 * Who a client is, as RFC 2131 section 4.2 and RFC 6842 tell it by: the tests' own judgement.
 *
 * @param identifier option 61
 * @param hardware {@code htype} and {@code chaddr}
 */
record Identity(Optional<ClientIdentifier> identifier, Optional<HardwareAddress> hardware) {

  static Identity of(DhcpMessage message) {
    return new Identity(
        message.option(DhcpOptions.CLIENT_ID),
        message.hlen() == 0 ? Optional.empty() : Optional.of(message.hardwareAddress()));
  }

  static Identity of(Lease lease) {
    return new Identity(lease.clientIdentifier(), lease.hardwareAddress());
  }

  /** Returns whether a server may take both for one client. */
  boolean isSameAs(Identity other) {
    return (identifier.isPresent() && other.identifier.isPresent())
        ? identifier.equals(other.identifier)
        : hasHardwareOf(other);
  }

  /** Returns whether a server must take both for one client. */
  boolean isCertainlySameAs(Identity other) {
    return identifier.equals(other.identifier) && (identifier.isPresent() || hasHardwareOf(other));
  }

  /** Returns whether both have something in common. */
  boolean touches(Identity other) {
    return hasHardwareOf(other) || (identifier.isPresent() && identifier.equals(other.identifier));
  }

  private boolean hasHardwareOf(Identity other) {
    return hardware.isPresent() && hardware.equals(other.hardware);
  }

  @Override
  public String toString() {
    return hardware.map(HardwareAddress::toString).orElse("no hardware address")
        + identifier.map(it -> " id " + it).orElse("");
  }
}
