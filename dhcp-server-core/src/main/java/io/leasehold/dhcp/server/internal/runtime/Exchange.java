package io.leasehold.dhcp.server.internal.runtime;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.config.Reservation;
import io.leasehold.dhcp.server.config.Setting;
import io.leasehold.dhcp.server.internal.Client;
import io.leasehold.dhcp.server.internal.PlacedRequest;
import io.leasehold.dhcp.server.internal.PlacedRequest.Addressee;
import io.leasehold.dhcp.server.internal.explain.Story;
import io.leasehold.dhcp.server.internal.plan.KnownLeases;
import io.leasehold.dhcp.server.policy.RequestKind;
import io.leasehold.dhcp.server.policy.Terms;
import io.leasehold.dhcp.server.policy.Verdict;
import io.leasehold.dhcp.server.store.ClientKey;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseQuery;
import io.leasehold.dhcp.server.store.LeaseSnapshot;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One datagram of a batch on its way through the rounds. For one thread. */
final class Exchange {

  private final int index;
  private PlacedRequest placed;
  private final List<ClientKey> clientKeys;
  private final Optional<Story> story;
  private final boolean storesOffers;
  private Optional<Ipv4Address> earlierOffer = Optional.empty();
  private Optional<Ipv4Address> candidate = Optional.empty();
  private Optional<Ipv4Address> wantedByPolicy = Optional.empty();
  private Optional<Ipv4Address> missed = Optional.empty();
  private int misses;
  private int lostRaces;
  private boolean judged;
  private Verdict verdict = Verdict.USUAL;
  private KnownLeases leases = KnownLeases.NONE;

  /** Begins with the datagram at {@code index} of the batch. */
  Exchange(int index, PlacedRequest placed, Optional<Story> story) {
    this.index = index;
    this.placed = placed;
    this.story = story;
    this.clientKeys = placed.request().client().keys();
    this.storesOffers = concernsOffer(placed) && !placed.offerLifetime().isZero();
  }

  private static boolean concernsOffer(PlacedRequest placed) {
    return switch (placed.request().kind()) {
      case DISCOVER -> true;
      case SELECTING -> placed.addressee() == Addressee.OTHER_SERVER;
      default -> false;
    };
  }

  int index() {
    return index;
  }

  /** Returns what wants to know how the decision comes about. */
  Optional<Story> story() {
    return story;
  }

  PlacedRequest placed() {
    return placed;
  }

  /** Places the request anew, by what has been read. */
  void placed(PlacedRequest newPlaced) {
    placed = newPlaced;
  }

  List<ClientKey> clientKeys() {
    return clientKeys;
  }

  Client client() {
    return placed.request().client();
  }

  /** Returns the address of the client's relay agent, which cannot be the client's. */
  Optional<Ipv4Address> relay() {
    return placed.request().isRelayed()
        ? Optional.of(placed.request().message().giaddr())
        : Optional.empty();
  }

  RequestKind kind() {
    return placed.request().kind();
  }

  /**
   * Returns whether leases decide. For an INFORM they must not (RFC 2131 section 3.4), and those of
   * another server's clients do not.
   */
  boolean needsLeases() {
    return kind() != RequestKind.INFORM && placed.addressee() != Addressee.OTHER_SERVER;
  }

  /**
   * Returns whether leases are looked at: where they decide, and where a client that selects
   * another server may leave a stored offer behind.
   */
  boolean looksAtLeases() {
    return needsLeases() || storesOffers;
  }

  /** Returns whether a free address may be looked for. */
  boolean seeksAddress() {
    return switch (kind()) {
      case DISCOVER -> !placed.goesWithoutAddress();
      case BOOTP -> placed.settings().value(Setting.DYNAMIC_BOOTP);
      case SELECTING, INCOMPLETE_REQUEST ->
          placed.request().wantedAddress().isEmpty()
              && placed.settings().value(Setting.GRANT_INCOMPLETE_REQUESTS)
              && !placed.goesWithoutAddress();
      case INIT_REBOOT, RENEWING, REBINDING, DECLINE, RELEASE, INFORM, LEASEQUERY -> false;
    };
  }

  /** Returns whether what is given out is stored, and not only held. */
  boolean stores() {
    return switch (kind()) {
      case DISCOVER -> storesOffers || placed.commitsRapidly();
      case LEASEQUERY -> false;
      default -> true;
    };
  }

  /** Returns the addresses that are known to be in question before anything is read. */
  Set<Ipv4Address> addressesInQuestion() {
    Set<Ipv4Address> addresses = new HashSet<>();
    placed.request().wantedAddress().ifPresent(addresses::add);
    placed.reservation().flatMap(Reservation::address).ifPresent(addresses::add);
    earlierOffer.ifPresent(addresses::add);
    candidate.ifPresent(addresses::add);
    wantedByPolicy.ifPresent(addresses::add);
    return addresses;
  }

  /** Returns the addresses that a plan could give out or take back, as far as is known. */
  Set<Ipv4Address> addressesAtStake() {
    Set<Ipv4Address> addresses = addressesInQuestion();
    leases.ofClient().stream().map(Lease::address).forEach(addresses::add);
    switch (kind()) {
      case DISCOVER, BOOTP, SELECTING, INIT_REBOOT, REBINDING ->
          addresses.removeIf(
              address -> placed.link().flatMap(link -> link.subnetOf(address)).isEmpty());
      case RENEWING, INCOMPLETE_REQUEST, DECLINE, RELEASE, INFORM, LEASEQUERY -> {
        // What these are about may be on no link that is configured any more.
      }
    }
    return addresses;
  }

  /** Returns how often a plan has come to nothing, as somebody else was quicker. */
  int lostRaces() {
    return lostRaces;
  }

  void loseRace() {
    lostRaces++;
  }

  /** Returns how often the search for a free address has come to nothing. */
  int misses() {
    return misses;
  }

  /** Counts a miss, forgets the addresses found so far, and has the next search include all. */
  void miss() {
    Optional<Ipv4Address> found = candidate.or(() -> earlierOffer);
    if (found.isPresent() && found.equals(missed)) {
      // The book does not believe the store, and would have the same address looked at for ever.
      loseRace();
    }
    missed = found;
    earlierOffer = Optional.empty();
    candidate = Optional.empty();
    misses++;
  }

  /** Returns whether the search for a free address includes those that others have had. */
  boolean searchesEverywhere() {
    return misses > 0;
  }

  Optional<Ipv4Address> earlierOffer() {
    return earlierOffer;
  }

  void earlierOffer(Optional<Ipv4Address> address) {
    earlierOffer = address;
  }

  Optional<Ipv4Address> candidate() {
    return candidate;
  }

  void candidate(Optional<Ipv4Address> address) {
    candidate = address;
  }

  Verdict verdict() {
    return verdict;
  }

  boolean isJudged() {
    return judged;
  }

  void verdict(Verdict newVerdict) {
    judged = true;
    verdict = newVerdict;
    wantedByPolicy = terms().address();
  }

  Terms terms() {
    return verdict instanceof Verdict.Grant grant ? grant.terms() : Terms.USUAL;
  }

  KnownLeases leases() {
    return leases;
  }

  void leases(LeaseQuery query, LeaseSnapshot snapshot) {
    leases = KnownLeases.of(query, snapshot, placed.request().client());
  }
}
