package io.leasehold.dhcp.config.kea;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.address.Ipv4Network;
import io.leasehold.dhcp.codec.address.Ipv6Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.OptionFormat;
import io.leasehold.dhcp.codec.value.ClasslessRoute;
import io.leasehold.dhcp.codec.value.DomainName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A type of Kea's option definitions: how one value of {@code data} is written in octets.
 *
 * @param name what Kea calls it
 * @param expected what a value looks like, in words
 * @param encoder returns a value's octets; empty, or an {@link IllegalArgumentException}, for what
 *     is no value
 */
record OptionType(String name, String expected, Function<String, Optional<Octets>> encoder) {

  static final OptionType BINARY = new OptionType("binary", HexText.EXPECTED, HexText::parse);
  static final OptionType BOOLEAN =
      new OptionType("boolean", "true or false", OptionType::booleanOctet);
  static final OptionType EMPTY = new OptionType("empty", "nothing", text -> Optional.empty());
  static final OptionType FQDN =
      new OptionType(
          "fqdn",
          "a domain name, such as www.example.org",
          text -> Optional.of(DomainName.parse(text).encode()));
  static final OptionType INT8 = integer("int8", 1, true);
  static final OptionType INT16 = integer("int16", 2, true);
  static final OptionType INT32 = integer("int32", 4, true);
  static final OptionType UINT8 = integer("uint8", 1, false);
  static final OptionType UINT16 = integer("uint16", 2, false);
  static final OptionType UINT32 = integer("uint32", 4, false);
  static final OptionType IPV4_ADDRESS =
      new OptionType(
          "ipv4-address",
          "an IPv4 address, such as 192.0.2.1",
          text -> Optional.of(OptionFormat.IPV4.encode(Ipv4Address.parse(text))));
  static final OptionType IPV6_ADDRESS =
      new OptionType(
          "ipv6-address",
          "an IPv6 address, such as 2001:db8::1",
          text -> Optional.of(Ipv6Address.parse(text).octets()));
  static final OptionType IPV6_PREFIX =
      new OptionType(
          "ipv6-prefix", "an IPv6 prefix, such as 2001:db8::/32", OptionType::ipv6Prefix);
  static final OptionType PSID =
      new OptionType("psid", "a port set and its length, such as 3/4", OptionType::portSet);
  static final OptionType STRING =
      new OptionType("string", "a text of at least one character", OptionType::textOctets);
  static final OptionType TUPLE =
      new OptionType("tuple", "a text of at most 255 octets", text -> counted(text, 1));

  /** Kea's option 143 alone counts in two octets. */
  static final OptionType LONG_TUPLE =
      new OptionType("tuple", "a text of at most 65535 octets", text -> counted(text, 2));

  /** Kea's own notation of RFC 3442. */
  static final OptionType ROUTE =
      new OptionType("internal", "a route, such as 192.0.2.0/24 - 198.51.100.1", OptionType::route);

  /** What Kea fills from other option spaces, or in a notation that is not read here. */
  static final OptionType HEX_ONLY =
      new OptionType(
          "internal", "csv-format to be false and hexadecimal digits", text -> Optional.empty());

  private static final Map<String, OptionType> BY_NAME =
      Stream.of(
              BINARY,
              BOOLEAN,
              EMPTY,
              FQDN,
              INT8,
              INT16,
              INT32,
              UINT8,
              UINT16,
              UINT32,
              IPV4_ADDRESS,
              IPV6_ADDRESS,
              IPV6_PREFIX,
              PSID,
              STRING,
              TUPLE)
          .collect(Collectors.toUnmodifiableMap(OptionType::name, type -> type));

  /** Returns the type that an {@code option-def} may name; empty where there is none. */
  static Optional<OptionType> byName(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /** Returns the names of the types that an {@code option-def} may name. */
  static List<String> names() {
    return BY_NAME.keySet().stream().sorted().toList();
  }

  /** Returns the octets of one value; empty where the text is no value of this type. */
  Optional<Octets> encode(String text) {
    try {
      return encoder.apply(text);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Returns whether a value ends only where the option does, so that nothing can follow. */
  boolean isOpenEnded() {
    return equals(STRING) || equals(BINARY);
  }

  private static OptionType integer(String name, int width, boolean signed) {
    int bits = 8 * width;
    long min = signed ? -(1L << (bits - 1)) : 0;
    long max = signed ? (1L << (bits - 1)) - 1 : (1L << bits) - 1;
    return new OptionType(
        name,
        "a number from " + min + " to " + max,
        text -> {
          // Long.decode would read a leading zero as octal, which Kea does not.
          long value =
              text.startsWith("0x") ? Long.parseLong(text.substring(2), 16) : Long.parseLong(text);
          return value < min || value > max
              ? Optional.empty()
              : Optional.of(bigEndian(value, width));
        });
  }

  private static Octets bigEndian(long value, int width) {
    byte[] octets = new byte[width];
    for (int i = 0; i < width; i++) {
      octets[i] = (byte) (value >>> (8 * (width - 1 - i)));
    }
    return Octets.wrap(octets);
  }

  /** Returns the prefix's length in one octet and its significant octets. */
  private static Optional<Octets> ipv6Prefix(String text) {
    int slash = text.indexOf('/');
    String length = text.substring(slash + 1);
    if (slash < 0 || !length.matches("[0-9]{1,3}") || Integer.parseInt(length) > 128) {
      return Optional.empty();
    }
    int bits = Integer.parseInt(length);
    Octets octets = Ipv6Address.parse(text.substring(0, slash)).octets();
    return Optional.of(Octets.of(bits).concat(octets.slice(0, (bits + 7) / 8)));
  }

  private static Optional<Octets> booleanOctet(String text) {
    if (text.equalsIgnoreCase("true") || text.equals("1")) {
      return Optional.of(Octets.of(1));
    }
    return text.equalsIgnoreCase("false") || text.equals("0")
        ? Optional.of(Octets.of(0))
        : Optional.empty();
  }

  private static Optional<Octets> textOctets(String text) {
    return Optional.of(OptionFormat.TEXT.encode(text));
  }

  private static Optional<Octets> counted(String text, int width) {
    Octets octets = Octets.wrap(text.getBytes(UTF_8));
    return octets.length() >= 1 << (8 * width)
        ? Optional.empty()
        : Optional.of(bigEndian(octets.length(), width).concat(octets));
  }

  private static Optional<Octets> portSet(String text) {
    String[] parts = text.replace(" ", "").split("/", -1);
    int set = Integer.parseInt(parts[0]);
    int length = parts.length == 2 ? Integer.parseInt(parts[1]) : -1;
    if (length < 0 || length > 16 || set < 0 || set >= 1 << length) {
      return Optional.empty();
    }
    // RFC 7618: the set is in the leftmost bits of its two octets.
    return Optional.of(Octets.of(length).concat(bigEndian((long) set << (16 - length), 2)));
  }

  private static Optional<Octets> route(String text) {
    int hyphen = text.indexOf('-');
    if (hyphen < 0) {
      return Optional.empty();
    }
    ClasslessRoute route =
        new ClasslessRoute(
            Ipv4Network.parse(text.substring(0, hyphen).strip()),
            Ipv4Address.parse(text.substring(hyphen + 1).strip()));
    return Optional.of(DhcpOptions.CLASSLESS_STATIC_ROUTE.encode(List.of(route)));
  }
}
