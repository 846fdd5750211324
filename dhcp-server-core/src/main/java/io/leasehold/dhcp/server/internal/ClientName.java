package io.leasehold.dhcp.server.internal;

import io.leasehold.dhcp.codec.value.ClientFqdn;
import io.leasehold.dhcp.server.store.NameUpdates;
import java.util.Optional;

/**
 * What a client is called.
 *
 * @param hostName what its lease has
 * @param fqdn what it is answered, where it has sent option 81
 * @param updates which entries the DNS is to have
 */
public record ClientName(
    Optional<String> hostName, Optional<ClientFqdn> fqdn, NameUpdates updates) {

  /** No name, and no answer. */
  public static final ClientName NONE =
      new ClientName(Optional.empty(), Optional.empty(), NameUpdates.NONE);
}
