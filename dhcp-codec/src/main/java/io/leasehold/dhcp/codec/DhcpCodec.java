package io.leasehold.dhcp.codec;

import io.leasehold.dhcp.codec.Decoding.Decoded;
import io.leasehold.dhcp.codec.Decoding.Malformed;
import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.OptionSet;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads and writes messages (RFC 2131 section 2, with option overload and the splitting of long
 * options of RFC 3396).
 *
 * <p>Safe for use by any thread.
 */
public final class DhcpCodec {

  /** The length of the fixed header, in octets, before the magic cookie. */
  public static final int HEADER_LENGTH = 236;

  /** The four octets before the options (RFC 2131 section 3). */
  public static final int MAGIC_COOKIE = 0x63825363;

  /** The shortest datagram that is written; some relay agents drop shorter ones (RFC 1542). */
  public static final int MIN_DATAGRAM_LENGTH = 300;

  /** The longest UDP payload that there is. */
  public static final int MAX_DATAGRAM_LENGTH = 65_507;

  static final int CHADDR_OFFSET = 28;
  static final int SNAME_OFFSET = 44;
  static final int FILE_OFFSET = 108;
  static final int OPTIONS_OFFSET = 240;

  private DhcpCodec() {}

  /**
   * Reads a datagram. Never throws, whatever the octets are; a copy is made of what is kept.
   *
   * <p>Less than a fixed header, or more than {@link #MAX_DATAGRAM_LENGTH}, is {@link Malformed}.
   * Without a magic cookie the message has no options, as in plain BOOTP, and a problem says so.
   */
  public static Decoding decode(Octets datagram) {
    if (datagram.length() < HEADER_LENGTH) {
      return new Malformed(
          new DecodeProblem(
              "datagram", 0, "at least 236 octets of header", datagram.length() + " octets"));
    }
    if (datagram.length() > MAX_DATAGRAM_LENGTH) {
      return new Malformed(
          new DecodeProblem(
              "datagram",
              0,
              "at most " + MAX_DATAGRAM_LENGTH + " octets",
              datagram.length() + " octets"));
    }
    // The message keeps views, and the caller's buffer may be used again.
    Octets octets = Octets.wrap(datagram.toByteArray());
    List<DecodeProblem> problems = new ArrayList<>(0);
    int hlen = octets.u8(2);
    if (hlen > HardwareAddress.MAX_LENGTH) {
      problems.add(new DecodeProblem("hlen", 2, "at most 16", Integer.toString(hlen)));
    }
    OptionAreaReader areas = new OptionAreaReader(octets, problems);
    OptionSet options = OptionSet.EMPTY;
    if (octets.length() >= OPTIONS_OFFSET && octets.bits32(HEADER_LENGTH) == MAGIC_COOKIE) {
      options = areas.read();
    } else {
      String found =
          octets.slice(HEADER_LENGTH, Math.min(octets.length(), OPTIONS_OFFSET)).toHex("");
      problems.add(
          new DecodeProblem(
              "magic cookie", HEADER_LENGTH, "63825363", found.isEmpty() ? "nothing" : found));
    }
    DhcpMessage message =
        DhcpMessage.request()
            .op(octets.u8(0))
            .hardware(octets.u8(1), hlen, octets.slice(CHADDR_OFFSET, SNAME_OFFSET))
            .hops(octets.u8(3))
            .xid(octets.bits32(4))
            .secs(octets.u16(8))
            .flags(octets.u16(10))
            .ciaddr(new Ipv4Address(octets.bits32(12)))
            .yiaddr(new Ipv4Address(octets.bits32(16)))
            .siaddr(new Ipv4Address(octets.bits32(20)))
            .giaddr(new Ipv4Address(octets.bits32(24)))
            .sname(
                areas.snameHoldsOptions() ? Octets.EMPTY : octets.slice(SNAME_OFFSET, FILE_OFFSET))
            .file(
                areas.fileHoldsOptions() ? Octets.EMPTY : octets.slice(FILE_OFFSET, HEADER_LENGTH))
            .options(options)
            .build();
    return new Decoded(message, problems);
  }

  /**
   * Writes a message with all its options, at least {@link #MIN_DATAGRAM_LENGTH} octets. Option 52
   * is the codec's own: it is written where it is true, whatever the message has.
   *
   * @throws IllegalArgumentException when the options have more octets than a datagram has room for
   */
  public static Octets encode(DhcpMessage message) {
    Encoded encoded = encode(message, MAX_DATAGRAM_LENGTH);
    if (!encoded.omitted().isEmpty()) {
      throw new IllegalArgumentException(
          "options " + encoded.omitted() + ": no room in a datagram of " + MAX_DATAGRAM_LENGTH);
    }
    return encoded.datagram();
  }

  /**
   * Writes a message into at most {@code maxLength} octets of UDP payload.
   *
   * <p>Options are written in the order of the message, relay agent information (82) always last
   * (RFC 3046). Where the options field is too small, {@code file} and then {@code sname} are used
   * as well, if they are empty (RFC 2131 section 4.1). An option that finds no room is left out
   * whole.
   *
   * @param maxLength at least {@link #MIN_DATAGRAM_LENGTH}
   * @throws IllegalArgumentException when {@code maxLength} is less
   */
  public static Encoded encode(DhcpMessage message, int maxLength) {
    if (maxLength < MIN_DATAGRAM_LENGTH) {
      throw new IllegalArgumentException(
          "maxLength " + maxLength + ": expected at least " + MIN_DATAGRAM_LENGTH);
    }
    OptionSet options = message.options();
    OptionAreaWriter areas =
        new OptionAreaWriter(
            options,
            Math.min(maxLength, MAX_DATAGRAM_LENGTH) - OPTIONS_OFFSET,
            message.file().isEmpty(),
            message.sname().isEmpty());
    byte[] octets = new byte[Math.max(MIN_DATAGRAM_LENGTH, OPTIONS_OFFSET + areas.optionsLength())];
    ByteBuffer header = ByteBuffer.wrap(octets);
    header
        .put((byte) message.op())
        .put((byte) message.htype())
        .put((byte) message.hlen())
        .put((byte) message.hops())
        .putInt(message.xid())
        .putShort((short) message.secs())
        .putShort((short) message.flags())
        .putInt(message.ciaddr().bits())
        .putInt(message.yiaddr().bits())
        .putInt(message.siaddr().bits())
        .putInt(message.giaddr().bits())
        .putInt(HEADER_LENGTH, MAGIC_COOKIE);
    message.chaddr().copyTo(octets, CHADDR_OFFSET);
    message.sname().copyTo(octets, SNAME_OFFSET);
    message.file().copyTo(octets, FILE_OFFSET);
    areas.writeTo(octets);
    return new Encoded(Octets.wrap(octets), areas.omitted());
  }
}
