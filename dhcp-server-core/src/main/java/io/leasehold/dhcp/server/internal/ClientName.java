package io.leasehold.dhcp.server.internal;

import io.leasehold.dhcp.codec.value.ClientFqdn;
import io.leasehold.dhcp.server.store.NameUpdates;
import java.util.Optional;

/**
 * What a client is called.
 *
 * @param hostName what its lease has
 * @param given the name that it is told in option 12, where the server has made one for it
 * @param fqdn what it is answered, where it has sent option 81
 * @param updates which entries the DNS is to have
 */
public record ClientName(
    Optional<String> hostName,
    Optional<String> given,
    Optional<ClientFqdn> fqdn,
    NameUpdates updates) {

  /** No name, and no answer. */
  public static final ClientName NONE =
      new ClientName(Optional.empty(), Optional.empty(), Optional.empty(), NameUpdates.NONE);

  /** Returns the same, told to a client that has not sent option 81. */
  public ClientName toldInHostName() {
    return new ClientName(hostName, hostName, fqdn, updates);
  }
}
