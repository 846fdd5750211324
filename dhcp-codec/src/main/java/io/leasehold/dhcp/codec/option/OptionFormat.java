package io.leasehold.dhcp.codec.option;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.address.Ipv6Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.value.DomainName;
import io.leasehold.dhcp.codec.value.Flag;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * How the value of an option is written in octets, in both directions.
 *
 * <p>An implementation is stateless and safe for use by any thread. {@link #decode} never throws,
 * whatever the octets are. A list that is decoded is immutable, and may be a view of the octets.
 *
 * @param <T> the type of the value
 */
public interface OptionFormat<T> {

  /** No octets: the option is there, and that is all it says. */
  OptionFormat<Flag> FLAG = Formats.FLAG;

  /** One octet; anything but zero reads as true. */
  OptionFormat<Boolean> BOOL = Formats.BOOL;

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

  /** One address of four octets. */
  OptionFormat<Ipv4Address> IPV4 = Formats.IPV4;

  /** One address or more. */
  OptionFormat<List<Ipv4Address>> IPV4_LIST = Formats.IPV4_LIST;

  /** One address of sixteen octets. */
  OptionFormat<Ipv6Address> IPV6 = Formats.IPV6;

  /**
   * Four octets of seconds, 0 to 4294967295; the largest means for ever (RFC 2131 section 3.3).
   * Part of a second is not written.
   */
  OptionFormat<Duration> SECONDS = Formats.SECONDS;

  /**
   * Four octets of seconds since the start of 1970 in UTC, up to 2106-02-07T06:28:15Z. Part of a
   * second is not written.
   */
  OptionFormat<Instant> INSTANT = Formats.INSTANT;

  /**
   * One octet of UTF-8 text or more, of which NVT ASCII is a part. NULs at the end are not part of
   * the value (RFC 2132 section 2); with a NUL before another character there is none.
   */
  OptionFormat<String> TEXT = Formats.TEXT;

  /** One domain name in labels, without compression (RFC 1035 section 3.1). */
  OptionFormat<DomainName> DOMAIN_NAME = Formats.DOMAIN_NAME;

  /** One domain name in labels or more, without compression. */
  OptionFormat<List<DomainName>> DOMAIN_NAME_LIST = Formats.DOMAIN_NAME_LIST;

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

  /**
   * Returns {@code value} in words, on one line, for people to read: what it says of itself, and a
   * list as its elements with commas between them, or «none».
   */
  default String describe(T value) {
    return Formats.words(value);
  }

  /**
   * Returns this format for some of its values only. The others are refused when written, and read
   * as no value.
   *
   * <pre>{@code
   * OptionFormat.U16.where("at least 576", size -> size >= 576)
   * }</pre>
   *
   * @param expected which values those are, in words
   */
  default OptionFormat<T> where(String expected, Predicate<? super T> legal) {
    return new Formats.Where<>(this, expected, legal);
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

  /**
   * Makes a format of uninterpreted octets, from {@code min} to {@code max} of them.
   *
   * @throws IllegalArgumentException when {@code min} is below 0 or above {@code max}
   */
  static OptionFormat<Octets> opaque(int min, int max) {
    return new OpaqueFormat(min, max);
  }
}
