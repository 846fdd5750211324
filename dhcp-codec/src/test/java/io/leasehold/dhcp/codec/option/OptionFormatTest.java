package io.leasehold.dhcp.codec.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.address.Ipv6Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.value.Flag;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests of the formats of {@link OptionFormat}. */
class OptionFormatTest {

  static Stream<Arguments> values() {
    return Stream.of(
        arguments(OptionFormat.IPV4, Ipv4Address.parse("192.0.2.255"), "c00002ff"),
        arguments(
            OptionFormat.IPV4_LIST,
            List.of(Ipv4Address.parse("192.0.2.1"), Ipv4Address.parse("10.0.0.1")),
            "c00002010a000001"),
        arguments(OptionFormat.U8, 0, "00"),
        arguments(OptionFormat.U8, 255, "ff"),
        arguments(OptionFormat.U16, 1500, "05dc"),
        arguments(OptionFormat.U16, 65_535, "ffff"),
        arguments(OptionFormat.U32, 0L, "00000000"),
        arguments(OptionFormat.U32, 4_294_967_295L, "ffffffff"),
        arguments(OptionFormat.S32, -18_000, "ffffb9b0"),
        arguments(OptionFormat.S32, 3_600, "00000e10"),
        arguments(OptionFormat.U8_LIST, List.of(1, 3, 6, 255), "010306ff"),
        arguments(OptionFormat.U16_LIST, List.of(68, 65_535), "0044ffff"),
        arguments(OptionFormat.SECONDS, Duration.ofHours(1), "00000e10"),
        arguments(OptionFormat.SECONDS, OptionFormat.INFINITE, "ffffffff"),
        arguments(OptionFormat.SECONDS, Duration.ZERO, "00000000"),
        arguments(OptionFormat.INSTANT, Instant.EPOCH, "00000000"),
        arguments(OptionFormat.INSTANT, Instant.parse("2106-02-07T06:28:15Z"), "ffffffff"),
        arguments(
            OptionFormat.IPV6,
            Ipv6Address.parse("2001:db8::1"),
            "20010db8000000000000000000000001"),
        arguments(OptionFormat.FLAG, Flag.SET, ""),
        arguments(OptionFormat.opaque(1, 2), Octets.of(7), "07"),
        arguments(OptionFormat.BOOL, true, "01"),
        arguments(OptionFormat.BOOL, false, "00"),
        arguments(OptionFormat.TEXT, "host", "686f7374"),
        arguments(OptionFormat.TEXT, "é😀", "c3a9f09f9880"),
        arguments(OptionFormat.TEXT, "a b", "612062"),
        arguments(OptionFormat.OPAQUE, Octets.EMPTY, ""),
        arguments(OptionFormat.OPAQUE, Octets.of(0, 1, 0), "000100"));
  }

  @ParameterizedTest
  @MethodSource("values")
  <T> void writesAndReadsItsValues(OptionFormat<T> format, T value, String octets) {
    // Each value has exactly these octets, and they give it back.
    assertThat(format.encode(value)).hasToString(octets);
    assertThat(format.decode(Octets.parse(octets))).contains(value);
  }

  static Stream<Arguments> badOctets() {
    return Stream.of(
        arguments(OptionFormat.IPV4, List.of("", "c00002", "c000020100")),
        arguments(OptionFormat.IPV4_LIST, List.of("", "c00002", "c000020100")),
        arguments(OptionFormat.U8, List.of("", "0000")),
        arguments(OptionFormat.U16, List.of("", "00", "000000")),
        arguments(OptionFormat.U32, List.of("", "000000", "0000000000")),
        arguments(OptionFormat.S32, List.of("", "000000", "0000000000")),
        arguments(OptionFormat.U8_LIST, List.of("")),
        arguments(OptionFormat.U16_LIST, List.of("", "00", "000000")),
        arguments(OptionFormat.SECONDS, List.of("", "000000", "0000000000")),
        arguments(OptionFormat.INSTANT, List.of("", "000000", "0000000000")),
        arguments(OptionFormat.IPV6, List.of("", "00".repeat(15), "00".repeat(17))),
        arguments(OptionFormat.FLAG, List.of("00")),
        arguments(OptionFormat.opaque(1, 2), List.of("", "000000")),
        arguments(OptionFormat.BOOL, List.of("", "0000")),
        arguments(
            OptionFormat.TEXT, List.of("", "00", "0000", "610062", "0061", "ff", "c3", "eda080")));
  }

  @ParameterizedTest
  @MethodSource("badOctets")
  void octetsOfAnotherFormatGiveNoValue(OptionFormat<?> format, List<String> badOctets) {
    // A wrong length, no text at all, and what is no UTF-8 without NUL read as empty, never as an
    // exception.
    assertThat(badOctets)
        .allSatisfy(octets -> assertThat(format.decode(Octets.parse(octets))).isEmpty());
  }

  static Stream<Arguments> badValues() {
    return Stream.of(
        arguments(OptionFormat.U8, -1, "expected 0 to 255, found -1"),
        arguments(OptionFormat.U8, 256, "expected 0 to 255, found 256"),
        arguments(OptionFormat.U16, -1, "expected 0 to 65535, found -1"),
        arguments(OptionFormat.U16, 65_536, "expected 0 to 65535, found 65536"),
        arguments(OptionFormat.U32, -1L, "expected 0 to 4294967295, found -1"),
        arguments(OptionFormat.U32, 1L << 32, "expected 0 to 4294967295, found 4294967296"),
        arguments(OptionFormat.U8_LIST, List.of(1, 256), "expected 0 to 255, found 256"),
        arguments(OptionFormat.U8_LIST, List.of(), "expected at least one value, found none"),
        arguments(OptionFormat.U16_LIST, List.of(65_536), "expected 0 to 65535, found 65536"),
        arguments(OptionFormat.IPV4_LIST, List.of(), "expected at least one value, found none"),
        arguments(
            OptionFormat.SECONDS, Duration.ofMillis(-1), "expected 0 to 4294967295, found -1"),
        arguments(
            OptionFormat.SECONDS,
            OptionFormat.INFINITE.plusSeconds(1),
            "expected 0 to 4294967295, found 4294967296"),
        arguments(
            OptionFormat.INSTANT, Instant.ofEpochSecond(-1), "expected 0 to 4294967295, found -1"),
        arguments(OptionFormat.opaque(1, 2), Octets.EMPTY, "expected 1 to 2 octets, found 0"),
        arguments(OptionFormat.TEXT, "", "expected 1 octet or more of UTF-8 text without NUL"),
        arguments(OptionFormat.TEXT, "a\0b", "expected text without NUL"),
        arguments(OptionFormat.TEXT, "a\ud800b", "expected text of whole characters"));
  }

  @ParameterizedTest
  @MethodSource("badValues")
  <T> void valuesBeyondTheFormatAreRefused(OptionFormat<T> format, T value, String message) {
    // Nothing is cut off or changed to make a value fit; the refusal says what is expected.
    assertThatIllegalArgumentException()
        .isThrownBy(() -> format.encode(value))
        .withMessageContaining(message);
  }

  @Test
  void listsAreViewsOfTheirOctets() {
    // A list is equal to any other of the same elements, cannot be changed, and ends where it ends.
    List<Ipv4Address> addresses =
        OptionFormat.IPV4_LIST.decode(Octets.parse("c00002010a000001")).orElseThrow();
    List<Ipv4Address> same = List.of(Ipv4Address.parse("192.0.2.1"), Ipv4Address.parse("10.0.0.1"));

    assertThat(addresses).isEqualTo(same).hasSameHashCodeAs(same);
    assertThat(same).isEqualTo(addresses);
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> addresses.set(0, Ipv4Address.BROADCAST));
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> addresses.get(2));
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> addresses.get(-1));
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> addresses.get(1 << 30));
  }

  @Test
  void aFormatCanBeForSomeValuesOnly() {
    // The others are not read, not accepted and not written; what is expected says which they are.
    OptionFormat<Integer> even = OptionFormat.U8.where("even", number -> number % 2 == 0);

    assertThat(even.decode(Octets.of(2))).contains(2);
    assertThat(even.accepts(Octets.of(2))).isTrue();
    assertThat(even.decode(Octets.of(3))).isEmpty();
    assertThat(even.accepts(Octets.of(3))).isFalse();
    assertThat(even.encode(4)).isEqualTo(Octets.of(4));
    assertThat(even.expected()).isEqualTo("1 octet, even");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> even.encode(3))
        .withMessage("expected even, found 3");
  }

  @Test
  void whatIsReadLenientlyIsStillNotAcceptedWhereValuesAreFewer() {
    // A condition on values does not make a text's NUL legal.
    OptionFormat<String> letters = OptionFormat.TEXT.where("a", "a"::equals);

    assertThat(letters.decode(Octets.parse("6100"))).contains("a");
    assertThat(letters.accepts(Octets.parse("6100"))).isFalse();
    assertThat(letters.accepts(Octets.parse("61"))).isTrue();
    assertThat(letters.describe("a")).isEqualTo("\"a\"");
  }

  @Test
  void opaqueLengthsMakeSense() {
    // The least cannot be above the most, nor below none.
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OptionFormat.opaque(2, 1))
        .withMessageContaining("2 to 1");
    assertThatIllegalArgumentException().isThrownBy(() -> OptionFormat.opaque(-1, 1));
  }

  @Test
  void anyOctetButZeroIsTrue() {
    // Some senders write 255 where 1 is meant.
    assertThat(OptionFormat.BOOL.decode(Octets.of(255))).contains(true);
  }

  @Test
  void partsOfASecondAreNotWritten() {
    // The wire has whole seconds; what is left over is dropped, so that a lease is never longer.
    assertThat(OptionFormat.SECONDS.encode(Duration.ofMillis(1999)))
        .isEqualTo(Octets.of(0, 0, 0, 1));
  }

  @Test
  @Tag("DEC-21")
  void dec21ZerosAtTheEndAreNotPartOfAText() {
    // Senders that count a C string's NUL, or fill up with more, mean the same text (RFC 2132).
    assertThat(OptionFormat.TEXT.decode(Octets.parse("686f737400"))).contains("host");
    assertThat(OptionFormat.TEXT.decode(Octets.parse("686f7374000000"))).contains("host");
    assertThat(OptionFormat.TEXT.decode(Octets.parse("686f7374"))).contains("host");
  }

  @Test
  @Tag("ENC-23")
  void enc23TextIsWrittenWithoutNul() {
    // Nothing is added after the last character.
    assertThat(OptionFormat.TEXT.encode("host")).isEqualTo(Octets.ofText("host"));
  }
}
