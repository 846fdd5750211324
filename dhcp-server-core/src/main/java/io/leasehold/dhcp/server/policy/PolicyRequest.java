package io.leasehold.dhcp.server.policy;

import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.server.config.Reservation;
import io.leasehold.dhcp.server.config.SharedNetwork;
import io.leasehold.dhcp.server.store.ClientKey;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.transport.Arrival;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A request, with what is known about it.
 *
 * @param kind what the client wants
 * @param message the message
 * @param arrival where it arrived
 * @param network the client's network segment; absent where it is unknown
 * @param client the client's keys: its client identifier if it sent one, and its hardware address
 * @param lease the client's lease in the network, ended or not; absent for an INFORM, for which no
 *     leases are read
 * @param reservation what is kept for the client in the network
 * @param now the time of the request
 */
public record PolicyRequest(
    RequestKind kind,
    DhcpMessage message,
    Arrival arrival,
    Optional<SharedNetwork> network,
    List<ClientKey> client,
    Optional<Lease> lease,
    Optional<Reservation> reservation,
    Instant now) {

  /** Copies the list. */
  public PolicyRequest {
    client = List.copyOf(client);
  }
}
