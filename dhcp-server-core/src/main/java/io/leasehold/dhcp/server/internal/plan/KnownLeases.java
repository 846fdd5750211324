package io.leasehold.dhcp.server.internal.plan;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.internal.Client;
import io.leasehold.dhcp.server.internal.Link;
import io.leasehold.dhcp.server.store.ClientKey;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseQuery;
import io.leasehold.dhcp.server.store.LeaseSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a snapshot says for one request.
 *
 * @param query what was asked
 * @param snapshot what was answered
 * @param ofClient the leases under any of the client's keys, each once
 */
public record KnownLeases(LeaseQuery query, LeaseSnapshot snapshot, List<Lease> ofClient) {

  /** Nothing was asked. */
  public static final KnownLeases NONE =
      new KnownLeases(
          new LeaseQuery(Set.of(), Set.of()), new LeaseSnapshot(Map.of(), Map.of()), List.of());

  /** Picks what a snapshot says for one client. */
  public static KnownLeases of(LeaseQuery query, LeaseSnapshot snapshot, Client client) {
    List<Lease> leases = new ArrayList<>();
    for (ClientKey key : client.keys()) {
      for (Lease lease : snapshot.findByClient(key)) {
        if (!leases.contains(lease)) {
          leases.add(lease);
        }
      }
    }
    return new KnownLeases(query, snapshot, leases);
  }

  /** Returns whether it is known what is stored of {@code address}. */
  boolean covers(Ipv4Address address) {
    return query.addresses().contains(address)
        || ofClient.stream().anyMatch(lease -> lease.address().equals(address));
  }

  /** Returns what is stored of {@code address}. */
  public Optional<Lease> leaseOf(Ipv4Address address) {
    return snapshot
        .findByAddress(address)
        .or(() -> ofClient.stream().filter(lease -> lease.address().equals(address)).findFirst());
  }

  /**
   * Returns the leases in force of an address, or else of the client: those first that have been
   * obtained or extended last.
   */
  public List<Lease> inForce(Optional<Ipv4Address> address, Instant now) {
    List<Lease> found = address.isPresent() ? leaseOf(address.get()).stream().toList() : ofClient;
    return found.stream()
        .filter(lease -> lease.isBoundAt(now))
        .sorted(
            Comparator.comparing(Lease::startsAt, Comparator.reverseOrder())
                .thenComparing(Lease::address))
        .toList();
  }

  /**
   * Returns the client's leases on a link: bound ones first, of those the ones with the same
   * identifier, then those that end last.
   */
  public List<Lease> ownOn(Link link, Client client, Instant now) {
    return ofClient.stream()
        .filter(client::owns)
        .filter(lease -> link.subnetOf(lease.address()).isPresent())
        .sorted(
            Comparator.comparing((Lease lease) -> !lease.isBoundAt(now))
                .thenComparing(lease -> !lease.clientIdentifier().equals(client.identifier()))
                .thenComparing(Lease::endsAt, Comparator.reverseOrder()))
        .toList();
  }
}
