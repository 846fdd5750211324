package io.leasehold.dhcp.server.policy;

import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.server.config.Reservation;
import io.leasehold.dhcp.server.config.SharedNetwork;
import io.leasehold.dhcp.server.match.RequestFacts;
import io.leasehold.dhcp.server.store.ClientKey;
import io.leasehold.dhcp.server.store.Lease;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A request, with what is known about it.
 *
 * @param kind what the client wants
 * @param facts the message, what carried it, and the classes that the client is in
 * @param network the client's network segment; absent where it is unknown; of a LEASEQUERY, that of
 *     the lease which it is answered by
 * @param client the client's keys: its client identifier if it sent one, and its hardware address;
 *     of a LEASEQUERY, what it asks about, which is nothing where that is an address
 * @param lease the client's lease in the network, ended or not, and not one that it was only
 *     offered; absent for an INFORM, for which no leases are read
 * @param reservation what is kept for the client in the network
 * @param poolUsage counts, each time it is asked, what has become of the addresses of the network
 * @param isDryRun whether nobody gets anything, so that the request is not to be counted
 * @param now the time of the request
 */
public record PolicyRequest(
    RequestKind kind,
    RequestFacts facts,
    Optional<SharedNetwork> network,
    List<ClientKey> client,
    Optional<Lease> lease,
    Optional<Reservation> reservation,
    Supplier<List<PoolUsage>> poolUsage,
    boolean isDryRun,
    Instant now) {

  /** Copies the list. */
  public PolicyRequest {
    client = List.copyOf(client);
  }

  /** Returns the message. */
  public DhcpMessage message() {
    return facts.message();
  }

  /** Returns the lease that the client has now. */
  public Optional<Lease> liveLease() {
    return lease.filter(it -> it.isBoundAt(now));
  }
}
