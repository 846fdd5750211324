package io.leasehold.dhcp.server.internal;

import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.value.ClientIdentifier;
import io.leasehold.dhcp.server.store.ClientKey;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who sent a message (RFC 2131 section 4.2): at least one of the two is there, but for {@link
 * #NOBODY}.
 *
 * @param identifier option 61, where there is a legal one
 * @param hardwareAddress where it has any octets
 * @param strict whether who sends an identifier is never the same as who sends none
 */
public record Client(
    Optional<ClientIdentifier> identifier,
    Optional<HardwareAddress> hardwareAddress,
    boolean strict) {

  /** Whom a leasequery about an address asks about. */
  public static final Client NOBODY = new Client(Optional.empty(), Optional.empty(), false);

  /** Copies the octets: a lease keeps them for long, and must not keep the message. */
  public Client {
    identifier = identifier.map(it -> new ClientIdentifier(it.octets().copy()));
    hardwareAddress = hardwareAddress.map(it -> new HardwareAddress(it.type(), it.octets().copy()));
  }

  /** Returns the same client, known by its hardware address alone where it has one. */
  public Client withoutIdentifier() {
    return hardwareAddress.isPresent()
        ? new Client(Optional.empty(), hardwareAddress, strict)
        : this;
  }

  /** Returns all keys, the deciding one first. */
  public List<ClientKey> keys() {
    List<ClientKey> keys = new ArrayList<>(2);
    identifier.ifPresent(value -> keys.add(ClientKey.of(value)));
    hardwareAddress.ifPresent(value -> keys.add(ClientKey.of(value)));
    return keys;
  }

  /** Returns the key that decides who the client is. */
  public ClientKey key() {
    return keys().get(0);
  }

  /** Returns whether a lease is this client's; what is in quarantine is nobody's. */
  public boolean owns(Lease lease) {
    return lease.state() != LeaseState.QUARANTINED
        && isSame(lease.clientIdentifier(), lease.hardwareAddress());
  }

  /** Returns whether {@code other} is this client, as far as the two messages tell. */
  public boolean isSameAs(Client other) {
    return isSame(other.identifier, other.hardwareAddress);
  }

  /**
   * Where both sides have an identifier, that decides; otherwise the hardware address does, so that
   * a client keeps its lease when it starts or stops to send an identifier.
   */
  private boolean isSame(
      Optional<ClientIdentifier> otherIdentifier, Optional<HardwareAddress> otherHardware) {
    if (identifier.isPresent() && otherIdentifier.isPresent()) {
      return identifier.equals(otherIdentifier);
    }
    boolean comparable = !strict || identifier.isPresent() == otherIdentifier.isPresent();
    return comparable && hardwareAddress.isPresent() && hardwareAddress.equals(otherHardware);
  }

  /** Returns the hardware address, or the identifier where there is none. */
  @Override
  public String toString() {
    return hardwareAddress
        .map(HardwareAddress::toString)
        .orElseGet(() -> identifier.map(ClientIdentifier::toString).orElse("nobody"));
  }
}
