package io.leasehold.dhcp.codec.value;

import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.octets.OctetsWriter;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A DHCP unique identifier, of a client in option 61 (RFC 4361) and of a relay agent in option 82
 * (RFC 6925). It is compared octet by octet; what it is made of is for people to read (RFC 8415
 * section 11).
 *
 * @param octets 3 to 130 octets, the first two of them the type
 */
public record Duid(Octets octets) {

  /** Link-layer address and time (DUID-LLT). */
  public static final int LINK_LAYER_TIME = 1;

  /** An identifier that an enterprise has given (DUID-EN). */
  public static final int ENTERPRISE = 2;

  /** Link-layer address (DUID-LL). */
  public static final int LINK_LAYER = 3;

  /** A UUID (DUID-UUID, RFC 6355). */
  public static final int UUID = 4;

  /** The fewest octets that an identifier has: its type and one more. */
  public static final int MIN_LENGTH = 3;

  /** The most octets that an identifier has: its type and 128 more. */
  public static final int MAX_LENGTH = 130;

  /** The time from which a DUID-LLT counts its seconds (RFC 8415 section 11.2). */
  private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

  private static final NumberNames HARDWARE =
      NumberNames.of("hardware type", Map.of(1L, "Ethernet", 32L, "InfiniBand"));

  /**
   * Checks the length.
   *
   * @throws IllegalArgumentException when there are not 3 to 130 octets
   */
  public Duid {
    if (!isLegal(octets)) {
      throw new IllegalArgumentException(
          "DUID " + octets + ": expected 3 to 130 octets, found " + octets.length());
    }
  }

  /** Returns the identifier that {@code octets} are; empty where they are too few or too many. */
  public static Optional<Duid> decode(Octets octets) {
    return isLegal(octets) ? Optional.of(new Duid(octets)) : Optional.empty();
  }

  /**
   * Makes a DUID-LLT.
   *
   * @param hardwareType of the ARP registry, 0 to 65535
   * @param time when the identifier was made, from the year 2000 to 2136; part of a second is lost
   * @param address the link-layer address
   * @throws IllegalArgumentException when the type, the time or the address does not fit
   */
  public static Duid ofLinkLayerTime(int hardwareType, Instant time, Octets address) {
    long seconds = time.getEpochSecond() - EPOCH.getEpochSecond();
    Words.inRange("seconds from the year 2000", seconds, 0xffff_ffffL);
    return new Duid(
        start(LINK_LAYER_TIME).u16(hardwareType).u32(seconds).octets(address).toOctets());
  }

  /**
   * Makes a DUID-EN.
   *
   * @throws IllegalArgumentException when there is no identifier, or a too long one
   */
  public static Duid ofEnterprise(EnterpriseNumber enterprise, Octets identifier) {
    return new Duid(start(ENTERPRISE).u32(enterprise.number()).octets(identifier).toOctets());
  }

  /**
   * Makes a DUID-LL.
   *
   * @param hardwareType of the ARP registry, 0 to 65535
   * @param address the link-layer address
   * @throws IllegalArgumentException when the type or the address does not fit
   */
  public static Duid ofLinkLayer(int hardwareType, Octets address) {
    return new Duid(start(LINK_LAYER).u16(hardwareType).octets(address).toOctets());
  }

  /** Makes a DUID-UUID. */
  public static Duid of(UUID uuid) {
    return new Duid(
        start(UUID)
            .bits64(uuid.getMostSignificantBits())
            .bits64(uuid.getLeastSignificantBits())
            .toOctets());
  }

  /**
   * Reads the text that {@link #toString} gives; colons and hyphens may be left out.
   *
   * @throws IllegalArgumentException when {@code text} is not 3 to 130 pairs of hexadecimal digits;
   *     the message quotes it
   */
  public static Duid parse(String text) {
    return decode(Octets.parse(text))
        .orElseThrow(
            () -> new IllegalArgumentException("\"" + text + "\": expected 3 to 130 octets"));
  }

  private static OctetsWriter start(int type) {
    return new OctetsWriter().u16(type);
  }

  private static boolean isLegal(Octets octets) {
    return octets.length() >= MIN_LENGTH && octets.length() <= MAX_LENGTH;
  }

  /** Returns the type, 0 to 65535; {@link #LINK_LAYER} and its like are those with a meaning. */
  public int type() {
    return octets.u16(0);
  }

  /** Returns the hardware type of a DUID-LLT or DUID-LL. */
  public Optional<Integer> hardwareType() {
    return linkLayerAddress().map(address -> octets.u16(2));
  }

  /** Returns the link-layer address of a DUID-LLT or DUID-LL. */
  public Optional<Octets> linkLayerAddress() {
    return switch (type()) {
      case LINK_LAYER_TIME -> after(8);
      case LINK_LAYER -> after(4);
      default -> Optional.empty();
    };
  }

  /** Returns when a DUID-LLT was made. */
  public Optional<Instant> time() {
    return type() == LINK_LAYER_TIME
        ? linkLayerAddress().map(address -> EPOCH.plusSeconds(octets.u32(4)))
        : Optional.empty();
  }

  /** Returns the enterprise of a DUID-EN. */
  public Optional<EnterpriseNumber> enterprise() {
    return type() == ENTERPRISE
        ? after(6).map(identifier -> new EnterpriseNumber(octets.u32(2)))
        : Optional.empty();
  }

  /** Returns the UUID of a DUID-UUID. */
  public Optional<UUID> uuid() {
    if (type() != UUID || octets.length() != 18) {
      return Optional.empty();
    }
    return Optional.of(
        new UUID(octets.u32(2) << 32 | octets.u32(6), octets.u32(10) << 32 | octets.u32(14)));
  }

  private Optional<Octets> after(int start) {
    return octets.length() <= start
        ? Optional.empty()
        : Optional.of(octets.slice(start, octets.length()));
  }

  /** Returns in words what the identifier is made of, on one line. */
  public String describe() {
    if (uuid().isPresent()) {
      return "DUID-UUID " + uuid().orElseThrow();
    }
    if (enterprise().isPresent()) {
      return "DUID-EN " + enterprise().orElseThrow() + " " + after(6).orElseThrow();
    }
    if (linkLayerAddress().isPresent()) {
      return (type() == LINK_LAYER ? "DUID-LL " : "DUID-LLT ")
          + HARDWARE.words(octets.u16(2))
          + " "
          + linkLayerAddress().orElseThrow().toHex(":")
          + time().map(time -> " of " + time).orElse("");
    }
    return "DUID " + this;
  }

  /** Returns the octets in hexadecimal with colons, which {@link #parse} reads back. */
  @Override
  public String toString() {
    return octets.toHex(":");
  }
}
