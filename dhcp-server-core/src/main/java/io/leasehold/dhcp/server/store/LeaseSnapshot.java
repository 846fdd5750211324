package io.leasehold.dhcp.server.store;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The answer to a {@link LeaseQuery}.
 *
 * @param byAddress the leases of the addresses asked for, where there are any
 * @param byClient the leases of the clients asked for, where there are any
 */
public record LeaseSnapshot(
    Map<Ipv4Address, Lease> byAddress, Map<ClientKey, List<Lease>> byClient) {

  /** Copies the maps. */
  public LeaseSnapshot {
    byAddress = Map.copyOf(byAddress);
    byClient = Map.copyOf(byClient);
  }

  /** Returns the lease of an address that was asked for. */
  public Optional<Lease> findByAddress(Ipv4Address address) {
    return Optional.ofNullable(byAddress.get(address));
  }

  /** Returns the leases of a client that was asked for, in no particular order. */
  public List<Lease> findByClient(ClientKey client) {
    return byClient.getOrDefault(client, List.of());
  }
}
