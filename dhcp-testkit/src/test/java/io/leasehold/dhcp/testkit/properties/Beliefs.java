package io.leasehold.dhcp.testkit.properties;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What clients believe by what they were told, in the time that has really passed: who has an
 * address or an offer and until when, and which addresses were declined. For one thread.
 */
final class Beliefs {

  private record Belief(Identity client, Duration until) {}

  private final Map<Ipv4Address, Belief> leases = new HashMap<>();
  private final Map<Ipv4Address, Belief> offers = new HashMap<>();
  private final Map<Ipv4Address, Instant> perhapsHeld = new HashMap<>();
  private final Map<Ipv4Address, Duration> declined = new HashMap<>();
  private Duration now = Duration.ZERO;
  private Duration turnedBack = Duration.ZERO;

  void pass(Duration time) {
    now = now.plus(time);
    leases.values().removeIf(belief -> belief.until.compareTo(now) <= 0);
    offers.values().removeIf(belief -> belief.until.compareTo(now) <= 0);
    declined.values().removeIf(until -> until.compareTo(now) <= 0);
  }

  /**
   * A server whose clock is put back may forget what it has offered, or keep it for as much longer.
   */
  void turnedBack(Duration time) {
    turnedBack = turnedBack.plus(time);
    offers.clear();
  }

  /** A server that stops forgets what it has offered. */
  void restarted() {
    offers.clear();
    perhapsHeld.clear();
  }

  Optional<Identity> holderOf(Ipv4Address address) {
    return Optional.ofNullable(leases.get(address)).map(Belief::client);
  }

  /** Returns whether a server may keep an address for an offer, by its own clock. */
  boolean isPerhapsHeld(Ipv4Address address, Instant serverTime) {
    return serverTime.minus(turnedBack).isBefore(perhapsHeld.getOrDefault(address, Instant.MIN));
  }

  /** A server may take an address for leased until then, by its own clock. */
  void perhapsHeld(Ipv4Address address, Instant until) {
    perhapsHeld.put(address, until);
  }

  /** Another server has given an address out, whether or not it is offered here. */
  void leasedElsewhere(Lease lease, Duration time) {
    Ipv4Address address = lease.address();
    offers.remove(address);
    assertThat(holderOf(address)).as("holder of %s that another server leases", address).isEmpty();
    leases.put(address, new Belief(Identity.of(lease), now.plus(time)));
  }

  /** A client has said something: whatever it was offered, it may not want it any more. */
  void heardOf(Identity client) {
    offers.values().removeIf(offer -> offer.client.touches(client));
  }

  /** The lease of an address has changed: whoever was offered it cannot count on it. */
  void changed(Ipv4Address address) {
    offers.remove(address);
  }

  /** A client has given an address up. */
  void gaveUp(Identity client, Ipv4Address address) {
    holderOf(address).filter(client::isSameAs).ifPresent(it -> leases.remove(address));
  }

  /**
   * The store has a lease of which no client was told, as if the DHCPACK were lost: the last known
   * by it may be another, and it may end sooner.
   */
  void storedUnseen(Lease lease, Instant serverTime) {
    Belief belief = leases.get(lease.address());
    Duration left = Duration.between(serverTime, lease.endsAt());
    if (belief == null || lease.state() != LeaseState.BOUND || left.isNegative()) {
      leases.remove(lease.address());
      return;
    }
    Duration end = now.plus(left);
    leases.put(
        lease.address(),
        new Belief(Identity.of(lease), belief.until.compareTo(end) < 0 ? belief.until : end));
  }

  /**
   * A client has been given an address; it leaves the others that it had on the segment.
   *
   * @param stored the client as the store knows it: of another time, where nothing new was stored
   */
  void granted(Identity client, Identity stored, Ipv4Address address, Duration time) {
    checkNobodyElseHas(client, address);
    leases.put(address, new Belief(stored, now.plus(time)));
    Optional<Integer> segment = Setup.segmentOf(address);
    leases
        .entrySet()
        .removeIf(
            entry ->
                !entry.getKey().equals(address)
                    && Setup.segmentOf(entry.getKey()).equals(segment)
                    && entry.getValue().client.isCertainlySameAs(client));
  }

  /** A client has been offered an address. */
  void offered(Identity client, Ipv4Address address, Instant serverTime) {
    offers.put(address, new Belief(client, now.plus(Setup.HOLD)));
    perhapsHeld.put(address, serverTime.plus(Setup.HOLD));
  }

  void declined(Ipv4Address address) {
    declined.put(address, now.plus(Setup.QUARANTINE));
  }

  /** Checks that an address can go to a client: nobody else has it, or was offered it. */
  void checkNobodyElseHas(Identity client, Ipv4Address address) {
    for (Map<Ipv4Address, Belief> beliefs : List.of(leases, offers)) {
      Optional.ofNullable(beliefs.get(address))
          .ifPresent(
              belief ->
                  assertThat(belief.client)
                      .as("who has %s, or is offered it, as %s gets it", address, client)
                      .matches(client::isSameAs, "the same client"));
    }
    assertThat(declined)
        .as("declined addresses, as %s is given out", address)
        .doesNotContainKey(address);
  }

  /** Checks that each address that a client believes in is its own in the store, for as long. */
  void checkStored(Map<Ipv4Address, Lease> stored, Instant serverTime) {
    leases.forEach(
        (address, belief) -> {
          assertThat(stored)
              .as("leases, as %s believes in %s", belief.client, address)
              .containsKey(address);
          Lease lease = stored.get(address);
          assertThat(lease.state()).as("state of %s", lease).isEqualTo(LeaseState.BOUND);
          assertThat(Identity.of(lease))
              .as("client of %s, in which %s believes", lease, belief.client)
              .matches(belief.client::isSameAs, "the same client");
          Duration left = belief.until.minus(now);
          if (left.compareTo(Heard.FOR_EVER.dividedBy(2)) > 0) {
            // What the store calls for ever.
            assertThat(lease.endsAt()).isEqualTo(Lease.NEVER);
          } else {
            assertThat(lease.endsAt())
                .as("end of %s, in which %s believes", lease, belief.client)
                .isAfterOrEqualTo(serverTime.plus(left));
          }
        });
  }
}
