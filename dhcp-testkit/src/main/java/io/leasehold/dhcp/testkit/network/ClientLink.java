package io.leasehold.dhcp.testkit.network;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How a client reaches servers, and what its time is (SPI). For one thread. */
public interface ClientLink extends AutoCloseable {

  /** Returns what time it is for the client. */
  Instant now();

  /** Lets the client wait. */
  void sleep(Duration time);

  /**
   * Sends a datagram from port 68 to port 67.
   *
   * @param source the client's address, 0.0.0.0 where it has none
   * @param destination a server's address, or 255.255.255.255
   */
  void send(Octets payload, Ipv4Address source, Ipv4Address destination);

  /** Waits for the next datagram that reaches the client; empty when none comes in time. */
  Optional<Octets> receive(Duration atMost);

  /** Says which address the client has from now on: it is reached there by unicast. */
  void useAddress(Optional<Ipv4Address> address);

  /** Lets go of the link. A second call does nothing. */
  @Override
  default void close() {}
}
