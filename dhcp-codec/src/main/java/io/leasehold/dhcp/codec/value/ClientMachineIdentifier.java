package io.leasehold.dhcp.codec.value;

import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.octets.OctetsWriter;
import java.util.Optional;
import java.util.UUID;

/**
 * The identifier of a client's machine, the value of option 97 (RFC 4578 section 2.3).
 *
 * @param type 0 to 255; 0 is a UUID, others mean nothing yet
 * @param octets sixteen octets; firmware usually writes the first three fields of its UUID with the
 *     lowest octet first
 */
public record ClientMachineIdentifier(int type, Octets octets) {

  /** The type of a UUID, also called GUID. */
  public static final int UUID_TYPE = 0;

  private static final int LENGTH = 16;

  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException when the type is not in 0 to 255, or there are not sixteen
   *     octets
   */
  public ClientMachineIdentifier {
    if (type < 0 || type > 255) {
      throw new IllegalArgumentException("type " + type + ": expected 0 to 255");
    }
    if (octets.length() != LENGTH) {
      throw new IllegalArgumentException(
          "machine identifier " + octets + ": expected 16 octets, found " + octets.length());
    }
  }

  /** Returns the identifier of a UUID, its octets in the order of RFC 4122. */
  public static ClientMachineIdentifier of(UUID uuid) {
    return new ClientMachineIdentifier(
        UUID_TYPE,
        new OctetsWriter()
            .bits64(uuid.getMostSignificantBits())
            .bits64(uuid.getLeastSignificantBits())
            .toOctets());
  }

  /** Returns the identifier that {@code octets} stand for; empty where there are not seventeen. */
  public static Optional<ClientMachineIdentifier> decode(Octets octets) {
    return octets.length() == 1 + LENGTH
        ? Optional.of(new ClientMachineIdentifier(octets.u8(0), octets.slice(1, 1 + LENGTH)))
        : Optional.empty();
  }

  /** Returns the seventeen octets that stand for the identifier. */
  public Octets encode() {
    return new OctetsWriter().u8(type).octets(octets).toOctets();
  }

  /** Returns the octets as a UUID in the order of RFC 4122; empty where the type is another. */
  public Optional<UUID> uuid() {
    return type == UUID_TYPE ? Optional.of(new UUID(bits64(0), bits64(8))) : Optional.empty();
  }

  /**
   * Returns the octets as a UUID of which the first three fields have their lowest octet first, as
   * firmware and its operating system show it; empty where the type is another.
   */
  public Optional<UUID> mixedEndianUuid() {
    return uuid()
        .map(
            uuid -> {
              long bits = uuid.getMostSignificantBits();
              long first = Integer.toUnsignedLong(Integer.reverseBytes((int) (bits >>> 32)));
              long second = Short.toUnsignedLong(Short.reverseBytes((short) (bits >>> 16)));
              long third = Short.toUnsignedLong(Short.reverseBytes((short) bits));
              return new UUID(first << 32 | second << 16 | third, uuid.getLeastSignificantBits());
            });
  }

  private long bits64(int at) {
    return octets.u32(at) << 32 | octets.u32(at + 4);
  }

  /** Returns the UUID in the order of its octets, or the type and the octets in hexadecimal. */
  @Override
  public String toString() {
    return uuid().map(UUID::toString).orElseGet(() -> "type " + type + " " + octets);
  }
}
