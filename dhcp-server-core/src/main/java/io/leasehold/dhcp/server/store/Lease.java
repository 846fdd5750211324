package io.leasehold.dhcp.server.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.octets.Utf8Text;
import io.leasehold.dhcp.codec.value.ClientIdentifier;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is known about one address: RFC 2131's «binding», with its time. There is at most one for an
 * address; one that has ended is kept, so that its client can have the address back.
 *
 * <p>Immutable, and equal by content. A server may hold millions of leases, so that they are
 * compact, and the values are made when they are asked for.
 */
public final class Lease {

  /** The end of a lease that does not end. */
  public static final Instant NEVER = Instant.ofEpochSecond(253_402_300_799L);

  private final int address;
  private final long version;
  private final LeaseState state;
  private final NameUpdates nameUpdates;
  private final long startSecond;
  private final long endSecond;
  private final byte[] parts;

  private Lease(Builder builder) {
    address = builder.address.bits();
    version = builder.version;
    state = builder.state;
    nameUpdates = builder.nameUpdates;
    startSecond = builder.startsAt.getEpochSecond();
    endSecond = builder.endsAt.getEpochSecond();
    parts =
        LeaseParts.pack(
            builder.clientIdentifier,
            builder.hardwareAddress,
            builder.hostName,
            builder.relayAgentInformation);
  }

  /** Returns a builder of the first lease of an address, bound to a client. */
  public static Builder builder(Ipv4Address address) {
    return new Builder(address);
  }

  /** Returns a builder with all that this lease has. */
  public Builder toBuilder() {
    return builder(address())
        .version(version)
        .state(state)
        .clientIdentifier(clientIdentifier())
        .hardwareAddress(hardwareAddress())
        .hostName(hostName())
        .relayAgentInformation(relayAgentInformation())
        .nameUpdates(nameUpdates)
        .startsAt(startsAt())
        .endsAt(endsAt());
  }

  /** Returns the address. */
  public Ipv4Address address() {
    return new Ipv4Address(address);
  }

  /** Returns 1 for the first lease of the address that was stored, one more for each after. */
  public long version() {
    return version;
  }

  /** Returns what the lease says. */
  public LeaseState state() {
    return state;
  }

  /** Returns the client's option 61, where it sent one. */
  public Optional<ClientIdentifier> clientIdentifier() {
    return LeaseParts.clientIdentifier(parts).map(ClientIdentifier::new);
  }

  /** Returns the client's hardware address; empty where nobody's is known. */
  public Optional<HardwareAddress> hardwareAddress() {
    return LeaseParts.hardwareAddress(parts)
        .map(octets -> new HardwareAddress(octets.u8(0), octets.slice(1, octets.length())));
  }

  /** Returns the client's host name, where it has one. */
  public Optional<String> hostName() {
    return LeaseParts.hostName(parts).map(octets -> new String(octets.toByteArray(), UTF_8));
  }

  /**
   * Returns the value of option 82 of the client's last DHCPREQUEST, whole, where a relay agent
   * added one (RFC 4388 section 6.4.2); of the DHCPDISCOVER where the lease is only offered.
   */
  public Optional<Octets> relayAgentInformation() {
    return LeaseParts.relayAgentInformation(parts);
  }

  /** Returns which entries the DNS has for the host name. */
  public NameUpdates nameUpdates() {
    return nameUpdates;
  }

  /**
   * Returns when the client last obtained or extended the lease, or was offered it, in whole
   * seconds.
   */
  public Instant startsAt() {
    return Instant.ofEpochSecond(startSecond);
  }

  /** Returns when the lease ends, in whole seconds; {@link #NEVER} for an infinite lease. */
  public Instant endsAt() {
    return Instant.ofEpochSecond(endSecond);
  }

  /** Returns the keys that a store files the lease under. */
  public List<ClientKey> keys() {
    List<ClientKey> keys = new ArrayList<>(2);
    LeaseParts.clientIdentifier(parts)
        .ifPresent(octets -> keys.add(new ClientKey(ClientKey.Kind.CLIENT_IDENTIFIER, octets)));
    LeaseParts.hardwareAddress(parts)
        .ifPresent(octets -> keys.add(new ClientKey(ClientKey.Kind.HARDWARE_ADDRESS, octets)));
    return keys;
  }

  /** Returns whether both have the same {@link #keys}. */
  boolean hasKeysOf(Lease other) {
    return LeaseParts.haveSameClient(parts, other.parts);
  }

  /** Returns whether a client has the address at {@code now}. */
  public boolean isBoundAt(Instant now) {
    return state == LeaseState.BOUND && now.getEpochSecond() < endSecond;
  }

  /** Returns whether the address is kept for a client at {@code now} that was offered it. */
  public boolean isOfferedAt(Instant now) {
    return state == LeaseState.OFFERED && now.getEpochSecond() < endSecond;
  }

  /** Returns whether nobody may be given the address at {@code now}. */
  public boolean isQuarantinedAt(Instant now) {
    return state == LeaseState.QUARANTINED && now.getEpochSecond() < endSecond;
  }

  /** Returns this lease with another state and end, as the version that follows it. */
  public Lease next(LeaseState newState, Instant newEnd) {
    return toBuilder().version(version + 1).state(newState).endsAt(newEnd).build();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Lease that
        && address == that.address
        && version == that.version
        && state == that.state
        && nameUpdates == that.nameUpdates
        && startSecond == that.startSecond
        && endSecond == that.endSecond
        && Arrays.equals(parts, that.parts);
  }

  @Override
  public int hashCode() {
    return 31 * address().hashCode() + Long.hashCode(version);
  }

  /** Returns all that is known, for people to read. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("Lease[").append(address());
    text.append(" version ").append(version).append(' ').append(state);
    clientIdentifier().ifPresent(it -> text.append(", client-id ").append(it));
    hardwareAddress().ifPresent(it -> text.append(", hw-address ").append(it));
    hostName().ifPresent(it -> text.append(", host name ").append(Utf8Text.quote(it)));
    relayAgentInformation().ifPresent(it -> text.append(", relay agent ").append(it));
    return text.append(", name updates ")
        .append(nameUpdates)
        .append(", ")
        .append(startsAt())
        .append(" to ")
        .append(endSecond == NEVER.getEpochSecond() ? "never" : endsAt())
        .append(']')
        .toString();
  }

  /** Collects the parts of a lease. For one thread. */
  public static final class Builder {

    private final Ipv4Address address;
    private long version = 1;
    private LeaseState state = LeaseState.BOUND;
    private Optional<ClientIdentifier> clientIdentifier = Optional.empty();
    private Optional<HardwareAddress> hardwareAddress = Optional.empty();
    private Octets hostName = Octets.EMPTY;
    private Optional<Octets> relayAgentInformation = Optional.empty();
    private NameUpdates nameUpdates = NameUpdates.NONE;
    private Instant startsAt = Instant.EPOCH;
    private Instant endsAt = Instant.EPOCH;

    private Builder(Ipv4Address address) {
      this.address = Objects.requireNonNull(address, "address");
    }

    /**
     * Sets the version; 1 unless set.
     *
     * @throws IllegalArgumentException when it is less than 1
     */
    public Builder version(long number) {
      if (number < 1) {
        throw refused("version " + number, "1 or more");
      }
      version = number;
      return this;
    }

    /** Sets what the lease says; {@link LeaseState#BOUND} unless set. */
    public Builder state(LeaseState newState) {
      state = Objects.requireNonNull(newState, "state");
      return this;
    }

    /** Sets the client's option 61; none unless set. */
    public Builder clientIdentifier(Optional<ClientIdentifier> identifier) {
      clientIdentifier = Objects.requireNonNull(identifier, "clientIdentifier");
      return this;
    }

    /** Sets the client's hardware address; none unless set. */
    public Builder hardwareAddress(Optional<HardwareAddress> hardware) {
      hardwareAddress = Objects.requireNonNull(hardware, "hardwareAddress");
      return this;
    }

    /**
     * Sets the client's host name; none unless set.
     *
     * @throws IllegalArgumentException when it is empty, has a NUL or half a surrogate pair, or has
     *     more than 65535 octets in UTF-8
     */
    public Builder hostName(Optional<String> name) {
      hostName = Octets.EMPTY;
      if (name.isPresent()) {
        byte[] octets = name.orElseThrow().getBytes(UTF_8);
        if (!isHostName(octets, name.orElseThrow())) {
          throw refused(
              "host name " + Utf8Text.quote(name.orElseThrow()),
              "1 to 65535 octets of Unicode text without NUL");
        }
        hostName = Octets.wrap(octets);
      }
      return this;
    }

    private static boolean isHostName(byte[] octets, String name) {
      return octets.length > 0
          && octets.length <= LeaseParts.MAX_NAME_LENGTH
          && name.indexOf('\0') < 0
          && new String(octets, UTF_8).equals(name);
    }

    /** Sets the value of option 82, where an empty one is none; none unless set. */
    public Builder relayAgentInformation(Optional<Octets> value) {
      relayAgentInformation = value.filter(octets -> !octets.isEmpty());
      return this;
    }

    /** Sets which entries the DNS has; {@link NameUpdates#NONE} unless set. */
    public Builder nameUpdates(NameUpdates updates) {
      nameUpdates = Objects.requireNonNull(updates, "nameUpdates");
      return this;
    }

    /**
     * Sets when the client last obtained or extended the lease; 1970 unless set.
     *
     * @throws IllegalArgumentException when it has a fraction of a second
     */
    public Builder startsAt(Instant time) {
      startsAt = wholeSeconds("start", time);
      return this;
    }

    /**
     * Sets when the lease ends; 1970 unless set.
     *
     * @throws IllegalArgumentException when it has a fraction of a second
     */
    public Builder endsAt(Instant time) {
      endsAt = wholeSeconds("end", time);
      return this;
    }

    private Instant wholeSeconds(String what, Instant time) {
      if (!time.equals(time.truncatedTo(ChronoUnit.SECONDS))) {
        throw refused(what + " " + time, "whole seconds");
      }
      return time;
    }

    private IllegalArgumentException refused(String what, String expected) {
      return new IllegalArgumentException(
          what + " of the lease of " + address + ": expected " + expected);
    }

    /** Returns the lease. */
    public Lease build() {
      return new Lease(this);
    }
  }
}
