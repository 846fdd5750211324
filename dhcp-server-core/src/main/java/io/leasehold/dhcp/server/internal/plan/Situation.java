package io.leasehold.dhcp.server.internal.plan;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.config.Reservation;
import io.leasehold.dhcp.server.config.ServerConfig;
import io.leasehold.dhcp.server.config.Setting;
import io.leasehold.dhcp.server.config.Settings;
import io.leasehold.dhcp.server.internal.Client;
import io.leasehold.dhcp.server.internal.Link;
import io.leasehold.dhcp.server.internal.PlacedRequest;
import io.leasehold.dhcp.server.internal.Request;
import io.leasehold.dhcp.server.policy.Terms;
import io.leasehold.dhcp.server.policy.Terms.Departure;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * All that a plan is made from.
 *
 * @param placed the request and its place
 * @param leases what is stored of the addresses and the client in question
 * @param terms that the policy granted
 * @param earlierOffer the address that is held for the client since an earlier DISCOVER
 * @param freeAddress an address that is held for the client and seems free
 * @param searchedEverywhere whether there is none where {@code freeAddress} is absent
 * @param unavailable tells the addresses that are held for others, or are no client's
 * @param probing whether an address must have been probed before it is offered
 * @param config the configuration
 * @param now the time
 */
public record Situation(
    PlacedRequest placed,
    KnownLeases leases,
    Terms terms,
    Optional<Ipv4Address> earlierOffer,
    Optional<Ipv4Address> freeAddress,
    boolean searchedEverywhere,
    Predicate<Ipv4Address> unavailable,
    boolean probing,
    ServerConfig config,
    Instant now) {

  Request request() {
    return placed.request();
  }

  Client client() {
    return placed.request().client();
  }

  Optional<Link> link() {
    return placed.link();
  }

  Settings settingsFor(Ipv4Address address) {
    return placed.settingsAt(address);
  }

  boolean isAuthoritative() {
    return placed.settings().value(Setting.AUTHORITATIVE);
  }

  /** Returns the client's own lease of an address, ended or not. */
  Optional<Lease> ownLeaseOf(Ipv4Address address) {
    return leases.leaseOf(address).filter(this::isOwn);
  }

  boolean isOwn(Lease lease) {
    return client().owns(lease);
  }

  /** Returns the client's own leases on its link: bound ones first, then those that ended last. */
  public List<Lease> ownLeasesOnLink() {
    return link().map(link -> leases.ownOn(link, client(), now)).orElse(List.of());
  }

  /** Returns the address that is kept for the client, if the client could have it now. */
  Optional<Ipv4Address> reservedAddress() {
    return placed
        .reservation()
        .flatMap(Reservation::address)
        .filter(address -> obstacleTo(address).isEmpty());
  }

  /** Returns why the client cannot have {@code address}; empty where it can. */
  Optional<String> obstacleTo(Ipv4Address address) {
    if (link().isEmpty()) {
      return Optional.of(address + " is not on this network");
    }
    Optional<String> objection = link().get().objectionTo(address, placed.reservation());
    if (objection.isPresent()) {
      return objection;
    }
    boolean isOwn =
        placed.reservation().flatMap(Reservation::address).filter(address::equals).isPresent();
    if (!isOwn && !link().get().admits(placed.classes(), address)) {
      return Optional.of(address + " is for clients of other classes");
    }
    return obstacleInLease(address)
        .or(
            () ->
                unavailable.test(address)
                    ? Optional.of(address + " is not available")
                    : Optional.empty());
  }

  /** Returns whether the client gets parameters, and no address. */
  boolean goesWithoutAddress() {
    return placed.goesWithoutAddress()
        || (request().kind().isForAddress() && terms.has(Departure.NO_ADDRESS));
  }

  private Optional<String> obstacleInLease(Ipv4Address address) {
    Optional<Lease> known = leases.leaseOf(address);
    if (known.isEmpty()) {
      return Optional.empty();
    }
    Lease lease = known.get();
    if (lease.isQuarantinedAt(now)) {
      return Optional.of(address + " is in quarantine");
    }
    if (lease.state() == LeaseState.QUARANTINED || isOwn(lease)) {
      return Optional.empty();
    }
    if (lease.isBoundAt(now)) {
      return Optional.of(address + " is leased to another client");
    }
    if (lease.state() == LeaseState.OFFERED) {
      return lease.isOfferedAt(now)
          ? Optional.of(address + " is offered to another client")
          : Optional.empty();
    }
    return lease.state() != LeaseState.REVOKED
            && now.isBefore(lease.endsAt().plus(config.settings().value(Setting.LEASE_AFFINITY)))
        ? Optional.of(address + " is kept for its last client")
        : Optional.empty();
  }
}
