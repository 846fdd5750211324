package io.leasehold.dhcp.codec;

import io.leasehold.dhcp.codec.Decoding.Decoded;
import io.leasehold.dhcp.codec.Decoding.Malformed;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.OptionSet;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

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

  static final byte END = (byte) 255;
  static final int CHADDR_OFFSET = 28;
  static final int SNAME_OFFSET = 44;
  static final int FILE_OFFSET = 108;
  static final int OPTIONS_OFFSET = 240;

  private static final byte[] COOKIE = {0x63, (byte) 0x82, 0x53, 0x63};
  private static final byte[] ZEROS = new byte[MIN_DATAGRAM_LENGTH];

  private DhcpCodec() {}

  /** Reads a datagram as {@link #decode(Octets, Strictness)} does, leniently. */
  public static Decoding decode(Octets datagram) {
    Optional<DecodeProblem> problem = lengthProblem(datagram);
    return problem.isPresent() ? new Malformed(problem.get()) : message(datagram);
  }

  /**
   * Reads a datagram. Never throws, whatever the octets are.
   *
   * <p>Less than a fixed header, or more than {@link #MAX_DATAGRAM_LENGTH}, is {@link Malformed}.
   * Without a magic cookie the message has no options, as in plain BOOTP, and a problem says so.
   *
   * @param datagram is not copied: the message is a view of it, and its octets stay in memory for
   *     as long as the message or a value that was read from it
   */
  public static Decoding decode(Octets datagram, Strictness strictness) {
    Decoding decoding = decode(datagram);
    if (strictness == Strictness.LENIENT || decoding instanceof Malformed) {
      return decoding;
    }
    List<DecodeProblem> problems = DatagramCheck.problemsOf(datagram);
    return problems.isEmpty() ? decoding : new Malformed(problems.get(0));
  }

  private static Optional<DecodeProblem> lengthProblem(Octets datagram) {
    if (datagram.length() < HEADER_LENGTH) {
      return Optional.of(lengthProblem("at least 236 octets of header", datagram));
    }
    return datagram.length() > MAX_DATAGRAM_LENGTH
        ? Optional.of(lengthProblem("at most " + MAX_DATAGRAM_LENGTH + " octets", datagram))
        : Optional.empty();
  }

  private static DecodeProblem lengthProblem(String expected, Octets datagram) {
    return new DecodeProblem("datagram", 0, expected, datagram.length() + " octets");
  }

  private static Decoded message(Octets datagram) {
    if (!hasCookie(datagram)) {
      return new Decoded(new DhcpMessage(datagram, OptionSet.EMPTY), datagram);
    }
    Optional<OptionSet> plain = OptionSet.view(datagram.slice(OPTIONS_OFFSET, datagram.length()));
    if (plain.isPresent() && !plain.get().contains(DhcpOptions.OVERLOAD)) {
      return new Decoded(new DhcpMessage(datagram, plain.get()), datagram);
    }
    OptionAreaReader areas = new OptionAreaReader(datagram);
    OptionSet options = areas.read();
    byte[] header = datagram.slice(0, HEADER_LENGTH).toByteArray();
    if (areas.fileHoldsOptions()) {
      Arrays.fill(header, FILE_OFFSET, HEADER_LENGTH, (byte) 0);
    }
    if (areas.snameHoldsOptions()) {
      Arrays.fill(header, SNAME_OFFSET, FILE_OFFSET, (byte) 0);
    }
    return new Decoded(new DhcpMessage(Octets.wrap(header), options), datagram);
  }

  static boolean hasCookie(Octets datagram) {
    return datagram.length() >= OPTIONS_OFFSET && datagram.bits32(HEADER_LENGTH) == MAGIC_COOKIE;
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
   * Writes a message into at most {@code maxLength} octets of UDP payload, as {@link
   * #encode(DhcpMessage, ByteBuffer)} does.
   *
   * @param maxLength at least {@link #MIN_DATAGRAM_LENGTH}
   * @throws IllegalArgumentException when {@code maxLength} is less
   */
  public static Encoded encode(DhcpMessage message, int maxLength) {
    checkRoom(maxLength);
    int needed = Math.max(MIN_DATAGRAM_LENGTH, plainLength(message.options()));
    byte[] datagram = new byte[Math.min(needed, Math.min(maxLength, MAX_DATAGRAM_LENGTH))];
    ByteBuffer target = ByteBuffer.wrap(datagram);
    List<Integer> omitted = encode(message, target);
    return new Encoded(Octets.wrap(datagram, 0, target.position()), omitted);
  }

  /**
   * Writes a message into a buffer of the caller's, from its position to at most its limit, and
   * moves the position behind it.
   *
   * <p>Options are written in the order of the message, relay agent information (82) always last
   * (RFC 3046). Where the options field is too small, {@code file} and then {@code sname} are used
   * as well, if they are empty (RFC 2131 section 4.1). An option that finds no room is left out
   * whole.
   *
   * @return the codes of the options that found no room, in the order in which they would have been
   *     written
   * @throws IllegalArgumentException when the buffer has less than {@link #MIN_DATAGRAM_LENGTH}
   *     octets left
   * @throws java.nio.ReadOnlyBufferException when nothing can be written to the buffer
   */
  public static List<Integer> encode(DhcpMessage message, ByteBuffer target) {
    int maxLength = Math.min(target.remaining(), MAX_DATAGRAM_LENGTH);
    checkRoom(maxLength);
    OptionSet options = message.options();
    if (plainLength(options) > maxLength || !isInOrder(options)) {
      return new OptionAreaWriter(message, maxLength - OPTIONS_OFFSET).writeTo(target);
    }
    write(message.header(), options, target);
    return List.of();
  }

  private static void checkRoom(int octets) {
    if (octets < MIN_DATAGRAM_LENGTH) {
      throw new IllegalArgumentException(
          "room for " + octets + " octets: expected at least " + MIN_DATAGRAM_LENGTH);
    }
  }

  /** Writes what is ready to be written. */
  static void write(Octets header, OptionSet options, ByteBuffer target) {
    int start = target.position();
    header.copyTo(target);
    target.put(COOKIE);
    options.field().copyTo(target);
    target.put(END);
    int length = target.position() - start;
    if (length < MIN_DATAGRAM_LENGTH) {
      target.put(ZEROS, 0, MIN_DATAGRAM_LENGTH - length);
    }
  }

  /** Returns how long a datagram is that has all options in the options field. */
  private static int plainLength(OptionSet options) {
    return OPTIONS_OFFSET + options.field().length() + 1;
  }

  private static boolean isInOrder(OptionSet options) {
    return !options.contains(DhcpOptions.OVERLOAD)
        && (!options.contains(DhcpOptions.RELAY_AGENT_INFORMATION)
            || options.endsWith(DhcpOptions.RELAY_AGENT_INFORMATION));
  }
}
