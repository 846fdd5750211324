package io.leasehold.dhcp.codec.option;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The formats that many options share. */
final class Formats {

  static final OptionFormat<Ipv4Address> IPV4 =
      fixed(4, octets -> new Ipv4Address(octets.bits32(0)), address -> bits32(address.bits()));
  static final OptionFormat<Integer> U8 =
      fixed(1, octets -> octets.u8(0), value -> Octets.of(inRange(value, 0xff)));
  static final OptionFormat<Integer> U16 =
      fixed(2, octets -> octets.u16(0), value -> bits16(inRange(value, 0xffff)));
  static final OptionFormat<Long> U32 =
      fixed(4, octets -> octets.u32(0), value -> bits32((int) inRange(value, 0xffff_ffffL)));
  static final OptionFormat<Integer> S32 = fixed(4, octets -> octets.bits32(0), Formats::bits32);
  static final OptionFormat<Duration> SECONDS =
      fixed(
          4,
          octets -> Duration.ofSeconds(octets.u32(0)),
          time -> bits32((int) inRange(time.toSeconds(), 0xffff_ffffL)));
  static final OptionFormat<Boolean> BOOL =
      fixed(1, octets -> octets.u8(0) != 0, value -> Octets.of(value ? 1 : 0));

  static final OptionFormat<List<Ipv4Address>> IPV4_LIST = list(4, IPV4);
  static final OptionFormat<List<Integer>> U8_LIST = list(1, U8);
  static final OptionFormat<List<Integer>> U16_LIST = list(2, U16);

  static final OptionFormat<Octets> OPAQUE =
      new Simple<>("any octets", Optional::of, Function.identity());
  static final OptionFormat<String> TEXT =
      new Simple<>("1 octet or more of UTF-8 text without NUL", Formats::text, Formats::textOctets);

  private Formats() {}

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

  static <T> OptionFormat<T> fixed(
      int length, Function<Octets, T> decode, Function<T, Octets> encode) {
    return new Simple<>(
        length + (length == 1 ? " octet" : " octets"),
        octets -> octets.length() == length ? Optional.of(decode.apply(octets)) : Optional.empty(),
        encode);
  }

  private static <T> OptionFormat<List<T>> list(int width, OptionFormat<T> element) {
    return new Simple<>(
        width == 1 ? "1 octet or more" : "a multiple of " + width + " octets, at least " + width,
        octets -> {
          if (octets.isEmpty() || octets.length() % width != 0) {
            return Optional.empty();
          }
          List<T> values = new ArrayList<>(octets.length() / width);
          for (int at = 0; at < octets.length(); at += width) {
            values.add(element.decode(octets.slice(at, at + width)).orElseThrow());
          }
          return Optional.of(List.copyOf(values));
        },
        values -> {
          if (values.isEmpty()) {
            throw new IllegalArgumentException("expected at least one value, found none");
          }
          byte[] octets = new byte[values.size() * width];
          for (int i = 0; i < values.size(); i++) {
            element.encode(values.get(i)).copyTo(octets, i * width);
          }
          return Octets.wrap(octets);
        });
  }

  private static Optional<String> text(Octets octets) {
    Octets text = octets.withoutTrailingZeros();
    if (isAsciiText(text)) {
      return Optional.of(text.toText());
    }
    try {
      return Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(text.toByteArray())).toString())
          .filter(Formats::isText);
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static boolean isAsciiText(Octets octets) {
    for (int i = 0; i < octets.length(); i++) {
      if (octets.u8(i) == 0 || octets.u8(i) > 0x7f) {
        return false;
      }
    }
    return !octets.isEmpty();
  }

  private static boolean isText(String text) {
    return !text.isEmpty() && text.indexOf('\0') < 0;
  }

  private static Octets textOctets(String text) {
    if (!isText(text)) {
      throw new IllegalArgumentException("expected text without NUL, at least one character");
    }
    if (!UTF_8.newEncoder().canEncode(text)) {
      throw new IllegalArgumentException("expected text of whole characters, found half of a pair");
    }
    return Octets.wrap(text.getBytes(UTF_8));
  }

  private static Octets bits16(int value) {
    return Octets.of(value >>> 8, value & 0xff);
  }

  private static Octets bits32(int bits) {
    return Octets.wrap(
        new byte[] {(byte) (bits >>> 24), (byte) (bits >>> 16), (byte) (bits >>> 8), (byte) bits});
  }

  private static int inRange(int value, int max) {
    return (int) inRange((long) value, max);
  }

  private static long inRange(long value, long max) {
    if (value < 0 || value > max) {
      throw new IllegalArgumentException("expected 0 to " + max + ", found " + value);
    }
    return value;
  }
}
