package io.leasehold.dhcp.server.internal;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.config.Reservation;
import java.util.Optional;

/**
 * A request, and where its client is.
 *
 * @param request the request
 * @param link the client's network segment, where it is configured
 * @param reservation what is kept for the client there
 * @param addressee whom option 54 names
 * @param serverIdentifier what replies have in option 54, as far as the address does not matter
 */
public record PlacedRequest(
    Request request,
    Optional<Link> link,
    Optional<Reservation> reservation,
    Addressee addressee,
    Optional<Ipv4Address> serverIdentifier) {

  /** Whom a message is meant for. */
  public enum Addressee {
    ANY_SERVER,
    THIS_SERVER,
    OTHER_SERVER
  }
}
