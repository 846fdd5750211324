package io.leasehold.dhcp.server.store;

import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.value.ClientIdentifier;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is known about one address: RFC 2131's «binding», with its time. There is at most one for an
 * address; one that has ended is kept, so that its client can have the address back.
 *
 * @param address the address
 * @param version 1 for the first lease of the address that was stored, and one more for each after
 * @param state what the lease says
 * @param clientIdentifier the client's option 61, where it sent one
 * @param hardwareAddress the client's hardware address; absent where nobody's is known
 * @param hostName the client's option 12, where it sent one
 * @param startsAt when the client last obtained or extended it, in whole seconds
 * @param endsAt when it ends, in whole seconds; {@link #NEVER} for an infinite lease
 */
public record Lease(
    Ipv4Address address,
    long version,
    LeaseState state,
    Optional<ClientIdentifier> clientIdentifier,
    Optional<HardwareAddress> hardwareAddress,
    Optional<String> hostName,
    Instant startsAt,
    Instant endsAt) {

  /** The end of a lease that does not end. */
  public static final Instant NEVER = Instant.ofEpochSecond(253_402_300_799L);

  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException when the version is less than 1, the host name is empty or has
   *     a NUL, or a time has a fraction of a second
   */
  public Lease {
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(clientIdentifier, "clientIdentifier");
    Objects.requireNonNull(hardwareAddress, "hardwareAddress");
    Objects.requireNonNull(hostName, "hostName");
    if (version < 1) {
      throw new IllegalArgumentException(
          "version " + version + " of the lease of " + address + ": expected 1 or more");
    }
    if (hostName.filter(name -> name.isEmpty() || name.indexOf('\0') >= 0).isPresent()) {
      throw new IllegalArgumentException(
          "host name \""
              + hostName.get()
              + "\" of the lease of "
              + address
              + ": expected at least one character, and no NUL");
    }
    if (!isWholeSeconds(startsAt) || !isWholeSeconds(endsAt)) {
      throw new IllegalArgumentException(
          "lease of "
              + address
              + " from "
              + startsAt
              + " to "
              + endsAt
              + ": expected whole seconds");
    }
  }

  private static boolean isWholeSeconds(Instant time) {
    return time.equals(time.truncatedTo(ChronoUnit.SECONDS));
  }

  /** Returns the keys that a store files the lease under. */
  public List<ClientKey> keys() {
    List<ClientKey> keys = new ArrayList<>(2);
    clientIdentifier.ifPresent(identifier -> keys.add(ClientKey.of(identifier)));
    hardwareAddress.ifPresent(hardware -> keys.add(ClientKey.of(hardware)));
    return keys;
  }

  /** Returns whether a client has the address at {@code now}. */
  public boolean isBoundAt(Instant now) {
    return state == LeaseState.BOUND && now.isBefore(endsAt);
  }

  /** Returns whether nobody may be given the address at {@code now}. */
  public boolean isQuarantinedAt(Instant now) {
    return state == LeaseState.QUARANTINED && now.isBefore(endsAt);
  }

  /** Returns this lease with another state and end, as the version that follows it. */
  public Lease next(LeaseState newState, Instant newEnd) {
    return new Lease(
        address,
        version + 1,
        newState,
        clientIdentifier,
        hardwareAddress,
        hostName,
        startsAt,
        newEnd);
  }
}
