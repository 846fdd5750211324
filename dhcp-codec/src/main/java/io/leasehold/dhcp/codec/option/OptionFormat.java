package io.leasehold.dhcp.codec.option;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * How the value of an option is written in octets, in both directions.
 *
 * <p>An implementation is stateless and safe for use by any thread. {@link #decode} never throws,
 * whatever the octets are.
 *
 * @param <T> the type of the value
 */
public interface OptionFormat<T> {

  /** One address of four octets. */
  OptionFormat<Ipv4Address> IPV4 = Formats.IPV4;

  /** One address or more. */
  OptionFormat<List<Ipv4Address>> IPV4_LIST = Formats.IPV4_LIST;

  /** One octet, 0 to 255. */
  OptionFormat<Integer> U8 = Formats.U8;

  /** Two octets, 0 to 65535. */
  OptionFormat<Integer> U16 = Formats.U16;

  /** Four octets, 0 to 4294967295. */
  OptionFormat<Long> U32 = Formats.U32;

  /** Four octets, -2147483648 to 2147483647. */
  OptionFormat<Integer> S32 = Formats.S32;

  /** One octet or more, each 0 to 255. */
  OptionFormat<List<Integer>> U8_LIST = Formats.U8_LIST;

  /** Pairs of octets, one or more, each 0 to 65535. */
  OptionFormat<List<Integer>> U16_LIST = Formats.U16_LIST;

  /**
   * Four octets of seconds, 0 to 4294967295; the largest means for ever (RFC 2131 section 3.3).
   * Part of a second is not written.
   */
  OptionFormat<Duration> SECONDS = Formats.SECONDS;

  /** One octet; anything but zero reads as true. */
  OptionFormat<Boolean> BOOL = Formats.BOOL;

  /**
   * One octet of UTF-8 text or more, of which NVT ASCII is a part. NULs at the end are not part of
   * the value (RFC 2132 section 2); with a NUL before another character there is none.
   */
  OptionFormat<String> TEXT = Formats.TEXT;

  /** Any octets, uninterpreted. */
  OptionFormat<Octets> OPAQUE = Formats.OPAQUE;

  /** The largest value of {@link #SECONDS}, which means for ever (RFC 2131 section 3.3). */
  Duration INFINITE = Duration.ofSeconds(0xffff_ffffL);

  /** Returns the value that {@code octets} stand for; empty where they stand for none. */
  Optional<T> decode(Octets octets);

  /**
   * Returns whether {@code octets} are just as a sender should write them. What is not may all the
   * same have a value, such as a text with a NUL at its end (RFC 2132 section 2).
   */
  default boolean accepts(Octets octets) {
    return decode(octets).map(this::encode).filter(octets::equals).isPresent();
  }

  /**
   * Returns the octets that stand for {@code value}.
   *
   * @throws IllegalArgumentException when the format cannot hold the value; the message says why
   */
  Octets encode(T value);

  /** Returns in words which octets a sender should write, such as «4 octets». */
  String expected();

  /** Returns {@code value} in words, on one line, for people to read. */
  default String describe(T value) {
    return value.toString();
  }

  /**
   * Makes a format of its two directions.
   *
   * @param expected which octets a sender should write, in words
   * @param decode must not throw; empty where the octets stand for no value
   * @param encode throws {@link IllegalArgumentException} for a value that it cannot hold
   */
  static <T> OptionFormat<T> of(
      String expected, Function<Octets, Optional<T>> decode, Function<T, Octets> encode) {
    return new Formats.Simple<>(expected, decode, encode);
  }
}
