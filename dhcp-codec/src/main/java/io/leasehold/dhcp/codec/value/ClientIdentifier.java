package io.leasehold.dhcp.codec.value;

import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.octets.OctetsWriter;
import io.leasehold.dhcp.codec.octets.Utf8Text;
import java.util.Optional;

/**
 * What a client calls itself, the value of option 61. It is compared octet by octet (RFC 2132
 * section 9.14, RFC 4361 section 6.1); what it is made of is for people to read.
 *
 * @param octets 2 to 255 octets, the first of them a type
 */
public record ClientIdentifier(Octets octets) {

  /** The fewest octets that an identifier has. */
  public static final int MIN_LENGTH = 2;

  /** The most octets that an identifier has. */
  public static final int MAX_LENGTH = 255;

  /** The type of an identifier that is no hardware address. */
  public static final int NO_HARDWARE_ADDRESS = 0;

  /** The type of an identifier that is an IAID and a DUID (RFC 4361). */
  public static final int IAID_AND_DUID = 255;

  private static final int DUID_START = 5;

  /**
   * Checks the length.
   *
   * @throws IllegalArgumentException when there are not 2 to 255 octets
   */
  public ClientIdentifier {
    if (!isLegal(octets)) {
      throw new IllegalArgumentException(
          "client identifier " + octets + ": expected 2 to 255 octets, found " + octets.length());
    }
  }

  /** Returns the identifier that {@code octets} are; empty where they are too few or too many. */
  public static Optional<ClientIdentifier> decode(Octets octets) {
    return isLegal(octets) ? Optional.of(new ClientIdentifier(octets)) : Optional.empty();
  }

  /**
   * Makes the identifier that most clients use: the hardware address after its type.
   *
   * @throws IllegalArgumentException when there is no address
   */
  public static ClientIdentifier of(HardwareAddress address) {
    return new ClientIdentifier(Octets.of(address.type()).concat(address.octets()));
  }

  /**
   * Makes an identifier of RFC 4361.
   *
   * @param iaid which of the client's interfaces it is, 0 to 4294967295
   * @param duid which client it is
   * @throws IllegalArgumentException when the number is out of range
   */
  public static ClientIdentifier of(long iaid, Duid duid) {
    return new ClientIdentifier(
        new OctetsWriter().u8(IAID_AND_DUID).u32(iaid).octets(duid.octets()).toOctets());
  }

  /**
   * Reads the form of {@link #toString}, such as {@code 01:02:00:00:00:00:0a}.
   *
   * @throws IllegalArgumentException when {@code text} is not 2 to 255 pairs of hexadecimal digits;
   *     the message quotes it
   */
  public static ClientIdentifier parse(String text) {
    return decode(Octets.parse(text))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "\"" + text + "\": expected a client identifier of 2 to 255 octets"));
  }

  private static boolean isLegal(Octets octets) {
    return octets.length() >= MIN_LENGTH && octets.length() <= MAX_LENGTH;
  }

  /**
   * Returns the type, 0 to 255: the hardware type of an address where it is neither {@link
   * #NO_HARDWARE_ADDRESS} nor {@link #IAID_AND_DUID}.
   */
  public int type() {
    return octets.u8(0);
  }

  /** Returns the hardware address, where the type says that it is one and it could be. */
  public Optional<HardwareAddress> hardwareAddress() {
    return type() == NO_HARDWARE_ADDRESS
            || type() == IAID_AND_DUID
            || octets.length() > 1 + HardwareAddress.MAX_LENGTH
        ? Optional.empty()
        : Optional.of(new HardwareAddress(type(), octets.slice(1, octets.length())));
  }

  /** Returns the client's number for its interface, where the identifier is of RFC 4361. */
  public Optional<Long> iaid() {
    return duid().map(duid -> octets.u32(1));
  }

  /** Returns the DUID, where the identifier is of RFC 4361. */
  public Optional<Duid> duid() {
    return type() == IAID_AND_DUID && octets.length() > DUID_START
        ? Duid.decode(octets.slice(DUID_START, octets.length()))
        : Optional.empty();
  }

  /** Returns in words what the identifier is made of, on one line. */
  public String describe() {
    return duid()
        .map(duid -> "IAID " + octets.u32(1) + ", " + duid.describe())
        .or(() -> hardwareAddress().map(address -> "hardware address " + address))
        .orElseGet(
            () -> "type " + type() + " " + Utf8Text.describe(octets.slice(1, octets.length())));
  }

  /** Returns the octets in hexadecimal with colons, which {@link #parse} reads back. */
  @Override
  public String toString() {
    return octets.toHex(":");
  }
}
