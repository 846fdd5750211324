package io.leasehold.dhcp.testkit.properties;

import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import java.util.Optional;

/** Where machines can be: on the server's own network, or behind a relay agent. */
enum Place {
  DIRECT("0.0.0.0"),
  RELAYED("198.51.100.1"),
  SHARED("203.0.113.1"),
  SHARED_TOO("203.0.113.129"),
  NOWHERE("10.9.9.9");

  /** The server's address on its own network, which is option 54 everywhere. */
  static final Ipv4Address SERVER = Ipv4Address.parse("192.0.2.1");

  private final String giaddr;

  Place(String giaddr) {
    this.giaddr = giaddr;
  }

  Ipv4Address giaddr() {
    return Ipv4Address.parse(giaddr);
  }

  /** Returns an address that tells the segment that a message comes from; none where it is odd. */
  static Optional<Ipv4Address> clueOf(DhcpMessage message) {
    boolean isOdd =
        message.option(DhcpOptions.SUBNET_SELECTION).isPresent()
            || message.option(DhcpOptions.RELAY_AGENT_INFORMATION).isPresent();
    return isOdd
        ? Optional.empty()
        : Optional.of(message.giaddr().isUnspecified() ? SERVER : message.giaddr());
  }
}
