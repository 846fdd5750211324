package io.leasehold.dhcp.server;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Utf8Text;
import io.leasehold.dhcp.server.store.ClientKey;
import java.util.List;
import java.util.Optional;

/**
 * Something that an operator may want to know of, and that changes no lease.
 *
 * @param kind what has happened
 * @param network the name of the client's shared network, where that is configured
 * @param client the keys of the client, the deciding one first
 * @param address the address that it is about, where there is one
 * @param why the same for a reader, with the values that led to it
 */
public record Incident(
    Kind kind,
    Optional<String> network,
    List<ClientKey> client,
    Optional<Ipv4Address> address,
    String why) {

  /** What can happen. */
  public enum Kind {
    /** A client has been sent a DHCPNAK, or the policy has refused it. */
    REFUSED,
    /** No address of the client's network is free. Told at most once in ten seconds a network. */
    EXHAUSTED,
    /** Somebody else has changed the lease of the address first; the request is tried again. */
    CONFLICT,
    /** The address that is reserved for the client cannot be offered to it. */
    RESERVED_ADDRESS_IN_USE
  }

  private static final int MAX_WHY = 300;

  /** Copies the list, and puts the reason on one line, as {@link Decision.Silence} does. */
  public Incident {
    client = List.copyOf(client);
    why = Utf8Text.line(why, MAX_WHY);
  }
}
