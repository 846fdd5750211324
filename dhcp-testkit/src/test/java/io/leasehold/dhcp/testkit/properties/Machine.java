package io.leasehold.dhcp.testkit.properties;

import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.value.ClientIdentifier;
import io.leasehold.dhcp.server.config.HostKey;
import java.util.Optional;

/** The machines of the properties: some share a hardware address, some a client identifier. */
enum Machine {
  PLAIN("0a", 0),
  SAME_HARDWARE("0a", 2),
  SAME_HARDWARE_TOO("0a", 5),
  IDENTIFIED("0b", 1),
  SAME_IDENTIFIER("0c", 1),
  WITHOUT_HARDWARE("", 3),
  LONE("0d", 0);

  private final String lastOctet;
  private final int identifier;

  Machine(String lastOctet, int identifier) {
    this.lastOctet = lastOctet;
    this.identifier = identifier;
  }

  Identity identity() {
    return new Identity(
        identifier == 0
            ? Optional.empty()
            : Optional.of(new ClientIdentifier(Octets.of(0, identifier))),
        lastOctet.isEmpty()
            ? Optional.empty()
            : Optional.of(HardwareAddress.ethernet("02:00:00:00:00:" + lastOctet)));
  }

  /** Returns what a reservation for the machine goes by. */
  HostKey hostKey() {
    return identity()
        .identifier()
        .map(HostKey::of)
        .orElseGet(() -> HostKey.of(identity().hardware().orElseThrow()));
  }
}
