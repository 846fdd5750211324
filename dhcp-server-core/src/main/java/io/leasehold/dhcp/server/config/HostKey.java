package io.leasehold.dhcp.server.config;

import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.value.ClientIdentifier;
import io.leasehold.dhcp.codec.value.Duid;
import java.util.List;
import java.util.Objects;

/**
 * What a host is known by, for which something is reserved.
 *
 * @param kind which of the things that identify a host
 * @param value its octets; those of a hardware address have its type before them
 */
public record HostKey(Kind kind, Octets value) {

  /** The things that identify a host. */
  public enum Kind {
    /** {@code htype} and {@code chaddr}. */
    HARDWARE_ADDRESS("hw-address"),
    /** The DUID in a client identifier (RFC 4361 section 6.1). */
    DUID("duid"),
    /** The agent circuit ID of the relay agent (option 82.1, RFC 3046). */
    CIRCUIT_ID("circuit-id"),
    /** The client identifier (option 61). */
    CLIENT_IDENTIFIER("client-id"),
    /** The agent remote ID of the relay agent (option 82.2, RFC 3046). */
    REMOTE_ID("remote-id"),
    /** What the embedder computes: {@link Setting#COMPUTED_HOST_KEY}. */
    COMPUTED("computed");

    /** The order of the kinds, in which reservations are looked for unless set otherwise. */
    static final List<Kind> DEFAULT_ORDER = List.of(values());

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    /** Returns the kind in words, such as {@code hw-address}. */
    @Override
    public String toString() {
      return text;
    }
  }

  /** Checks for null. */
  public HostKey {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(value, "value");
  }

  /** Returns the key of a hardware address: the same octets of another type are another key. */
  public static HostKey of(HardwareAddress address) {
    return new HostKey(Kind.HARDWARE_ADDRESS, Octets.of(address.type()).concat(address.octets()));
  }

  /** Returns the key of a client identifier. */
  public static HostKey of(ClientIdentifier identifier) {
    return new HostKey(Kind.CLIENT_IDENTIFIER, identifier.octets());
  }

  /** Returns the key of a DUID, whatever IAID a client sends with it. */
  public static HostKey of(Duid duid) {
    return new HostKey(Kind.DUID, duid.octets());
  }

  /** Returns the key of an agent circuit ID. */
  public static HostKey circuitId(Octets octets) {
    return new HostKey(Kind.CIRCUIT_ID, octets);
  }

  /** Returns the key of an agent remote ID. */
  public static HostKey remoteId(Octets octets) {
    return new HostKey(Kind.REMOTE_ID, octets);
  }

  /** Returns a key that the embedder computes: {@link Setting#COMPUTED_HOST_KEY}. */
  public static HostKey computed(Octets octets) {
    return new HostKey(Kind.COMPUTED, octets);
  }

  /** Returns the kind and the octets with colons. */
  @Override
  public String toString() {
    return kind + " " + value.toHex(":");
  }
}
