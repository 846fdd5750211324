package io.leasehold.dhcp.server.store;

import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.value.ClientIdentifier;

/**
 * One of the keys that a lease is filed under: a client identifier or a hardware address (RFC 2131
 * section 4.2).
 *
 * @param kind which of them
 * @param value the identifier's octets; or the hardware type in one octet and the address's octets
 */
public record ClientKey(Kind kind, Octets value) {

  /** What a key is made of. */
  public enum Kind {
    CLIENT_IDENTIFIER,
    HARDWARE_ADDRESS
  }

  /** Returns the key of a client identifier. */
  public static ClientKey of(ClientIdentifier identifier) {
    return new ClientKey(Kind.CLIENT_IDENTIFIER, identifier.octets());
  }

  /** Returns the key of a hardware address: the same octets of another type are another key. */
  public static ClientKey of(HardwareAddress address) {
    return new ClientKey(Kind.HARDWARE_ADDRESS, Octets.of(address.type()).concat(address.octets()));
  }

  /** Returns the kind and the octets with colons. */
  @Override
  public String toString() {
    return (kind == Kind.CLIENT_IDENTIFIER ? "client-id " : "hw-address ") + value.toHex(":");
  }
}
