package io.leasehold.dhcp.codec.option;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.address.Ipv6Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.octets.OctetsWriter;
import io.leasehold.dhcp.codec.value.DomainName;
import io.leasehold.dhcp.codec.value.Flag;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The formats that many options share. */
final class Formats {

  static final OptionFormat<Flag> FLAG = fixed(0, octets -> Flag.SET, flag -> Octets.EMPTY);
  static final OptionFormat<Boolean> BOOL =
      OptionFormat.of(
          "1 octet, 0 or 1",
          octets -> octets.length() == 1 ? Optional.of(octets.u8(0) != 0) : Optional.empty(),
          value -> Octets.of(value ? 1 : 0));
  static final OptionFormat<Integer> U8 =
      fixed(1, octets -> octets.u8(0), value -> new OctetsWriter().u8(value).toOctets());
  static final OptionFormat<Integer> U16 =
      fixed(2, octets -> octets.u16(0), value -> new OctetsWriter().u16(value).toOctets());
  static final OptionFormat<Long> U32 = fixed(4, octets -> octets.u32(0), Formats::u32);
  static final OptionFormat<Integer> S32 =
      fixed(4, octets -> octets.bits32(0), bits -> new OctetsWriter().bits32(bits).toOctets());
  static final OptionFormat<Duration> SECONDS =
      described(
          fixed(
              4,
              octets -> Duration.ofSeconds(octets.u32(0)),
              // Rounded down, so that a lease is never longer.
              time -> u32(time.toSeconds())),
          Formats::words);
  static final OptionFormat<Instant> INSTANT =
      fixed(
          4,
          octets -> Instant.ofEpochSecond(octets.u32(0)),
          instant -> u32(instant.getEpochSecond()));
  static final OptionFormat<Ipv4Address> IPV4 =
      fixed(4, octets -> new Ipv4Address(octets.bits32(0)), Ipv4Address::octets);
  static final OptionFormat<Ipv6Address> IPV6 =
      fixed(Ipv6Address.LENGTH, Ipv6Address::of, Ipv6Address::octets);

  static final OptionFormat<List<Integer>> U8_LIST =
      new ListFormat<>(1, 1, Octets::u8, OctetsWriter::u8);
  static final OptionFormat<List<Integer>> U16_LIST =
      new ListFormat<>(2, 1, Octets::u16, OctetsWriter::u16);
  static final OptionFormat<List<Ipv4Address>> IPV4_LIST = ipv4List(1);

  static final OptionFormat<DomainName> DOMAIN_NAME =
      OptionFormat.of(
          "a domain name in labels, uncompressed", DomainName::decode, DomainName::encode);
  static final OptionFormat<List<DomainName>> DOMAIN_NAME_LIST =
      OptionFormat.of(
          "domain names in labels, uncompressed", DomainName::decodeAll, DomainName::encodeAll);

  static final OptionFormat<String> TEXT = new TextFormat(OptionSet.MAX_VALUE_LENGTH);
  static final OptionFormat<Octets> OPAQUE = new OpaqueFormat(0, OptionSet.MAX_VALUE_LENGTH);

  private Formats() {}

  /** A format that the default methods of {@link OptionFormat} suit. */
  record Simple<T>(
      String expected, Function<Octets, Optional<T>> decoder, Function<T, Octets> encoder)
      implements OptionFormat<T> {

    @Override
    public Optional<T> decode(Octets octets) {
      return decoder.apply(octets);
    }

    @Override
    public Octets encode(T value) {
      return encoder.apply(value);
    }
  }

  /** A format in which any octets of one length are a value. */
  record Fixed<T>(int length, Function<Octets, T> reader, Function<T, Octets> encoder)
      implements OptionFormat<T> {

    @Override
    public Optional<T> decode(Octets octets) {
      return accepts(octets) ? Optional.of(reader.apply(octets)) : Optional.empty();
    }

    @Override
    public boolean accepts(Octets octets) {
      return octets.length() == length;
    }

    @Override
    public Octets encode(T value) {
      return encoder.apply(value);
    }

    @Override
    public String expected() {
      return octets(length);
    }
  }

  /** A format that accepts more or less than the octets that it writes. */
  record Checked<T>(OptionFormat<T> format, Predicate<Octets> acceptor) implements OptionFormat<T> {

    @Override
    public Optional<T> decode(Octets octets) {
      return format.decode(octets);
    }

    @Override
    public boolean accepts(Octets octets) {
      return acceptor.test(octets);
    }

    @Override
    public Octets encode(T value) {
      return format.encode(value);
    }

    @Override
    public String expected() {
      return format.expected();
    }

    @Override
    public String describe(T value) {
      return format.describe(value);
    }
  }

  /** The part of a format whose values are {@code legal}. */
  record Where<T>(OptionFormat<T> whole, String which, Predicate<? super T> legal)
      implements OptionFormat<T> {

    @Override
    public Optional<T> decode(Octets octets) {
      return whole.decode(octets).filter(legal);
    }

    @Override
    public boolean accepts(Octets octets) {
      return whole.accepts(octets) && decode(octets).isPresent();
    }

    @Override
    public Octets encode(T value) {
      Octets octets = whole.encode(value);
      if (!legal.test(value)) {
        throw new IllegalArgumentException("expected " + which + ", found " + describe(value));
      }
      return octets;
    }

    @Override
    public String expected() {
      return whole.expected() + ", " + which;
    }

    @Override
    public String describe(T value) {
      return whole.describe(value);
    }
  }

  /** A format with words of its own for its values. */
  record Described<T>(OptionFormat<T> format, Function<T, String> words)
      implements OptionFormat<T> {

    @Override
    public Optional<T> decode(Octets octets) {
      return format.decode(octets);
    }

    @Override
    public boolean accepts(Octets octets) {
      return format.accepts(octets);
    }

    @Override
    public Octets encode(T value) {
      return format.encode(value);
    }

    @Override
    public String expected() {
      return format.expected();
    }

    @Override
    public String describe(T value) {
      return words.apply(value);
    }
  }

  private static <T> OptionFormat<T> fixed(
      int length, Function<Octets, T> reader, Function<T, Octets> encoder) {
    return new Fixed<>(length, reader, encoder);
  }

  static <T> OptionFormat<T> checked(OptionFormat<T> format, Predicate<Octets> acceptor) {
    return new Checked<>(format, acceptor);
  }

  static <T> OptionFormat<T> described(OptionFormat<T> format, Function<T, String> words) {
    return new Described<>(format, words);
  }

  static OptionFormat<List<Ipv4Address>> ipv4List(int min) {
    return new ListFormat<>(
        4,
        min,
        (octets, at) -> new Ipv4Address(octets.bits32(at)),
        (octets, address) -> octets.bits32(address.bits()));
  }

  static String octets(int count) {
    return count == 1 ? "1 octet" : count == 0 ? "no octets" : count + " octets";
  }

  static String words(Object value) {
    if (value instanceof List<?> list) {
      return list.isEmpty()
          ? "none"
          : list.stream().map(Object::toString).collect(Collectors.joining(", "));
    }
    return value.toString();
  }

  private static String words(Duration time) {
    if (time.equals(OptionFormat.INFINITE)) {
      return "infinite";
    }
    String seconds = time.toSeconds() + " s";
    if (time.toSeconds() < 60) {
      return seconds;
    }
    StringBuilder parts = new StringBuilder();
    addPart(parts, time.toDaysPart(), "d");
    addPart(parts, time.toHoursPart(), "h");
    addPart(parts, time.toMinutesPart(), "min");
    addPart(parts, time.toSecondsPart(), "s");
    return parts + " (" + seconds + ")";
  }

  private static void addPart(StringBuilder parts, long count, String unit) {
    if (count != 0) {
      parts.append(parts.length() == 0 ? "" : " ").append(count).append(' ').append(unit);
    }
  }

  private static Octets u32(long value) {
    return new OctetsWriter().u32(value).toOctets();
  }
}
