package io.leasehold.dhcp.server.transport;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import java.io.IOException;
import java.util.Set;
import java.util.function.Consumer;

/**
 * How datagrams come and go (SPI). One thread at a time calls {@link #receive}; any thread may call
 * the other methods meanwhile.
 */
public interface Transport extends AutoCloseable {

  /** Returns the addresses at which the server can be reached; each may name it in option 54. */
  Set<Ipv4Address> localAddresses();

  /**
   * Waits for datagrams and hands those that are there to {@code receiver}, on this thread.
   *
   * @return false when the transport is closed, and nothing will come any more
   * @throws IOException when it cannot receive any more
   */
  boolean receive(Consumer<? super InboundDatagram> receiver) throws IOException;

  /**
   * Sends a datagram.
   *
   * @throws IOException when it could not be sent; others may be
   */
  void send(Octets payload, Destination destination) throws IOException;

  /** Lets go of sockets and ends a {@link #receive} that waits. A second call does nothing. */
  @Override
  void close();
}
