package io.leasehold.dhcp.codec;

import static io.leasehold.dhcp.codec.Datagrams.decode;
import static io.leasehold.dhcp.codec.Datagrams.decodeCleanly;
import static io.leasehold.dhcp.codec.Datagrams.hex;
import static io.leasehold.dhcp.codec.Datagrams.withOptions;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.Decoding.Decoded;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.value.MessageType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of {@link DhcpCodec#decode}: the option area, joining, and what is broken. */
class OptionDecodingTest {

  private static final String DISCOVER = "350101";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "3501010c0168ff",
        "003501010c0168ff",
        "00003501010000000c0168ff",
        "3501010c0168000000ff"
      })
  @Tag("DEC-01")
  void dec01PadIsSkipped(String options) {
    // PAD is one octet without a length, before, between and after options.
    assertThat(hex(decodeCleanly(withOptions(options)).options())).isEqualTo("{53=01, 12=68}");
  }

  @Test
  @Tag("DEC-02")
  void dec02EndEndsTheField() {
    // An option after END does not exist.
    assertThat(hex(decodeCleanly(withOptions(DISCOVER + "ff" + "0c0168" + "ff")).options()))
        .isEqualTo("{53=01}");
  }

  @Test
  @Tag("WIRE-14")
  void wire14WhatFollowsEndIsIgnored() {
    // Garbage that would be a broken option before END is no problem after it.
    assertThat(hex(decodeCleanly(withOptions(DISCOVER + "ff" + "3d99deadbeef")).options()))
        .isEqualTo("{53=01}");
  }

  @Test
  @Tag("DEC-03")
  void dec03EndMayBeMissing() {
    // The last option is complete, and that is enough; the problems mention it.
    Decoded decoded = decode(withOptions(DISCOVER));

    assertThat(hex(decoded.message().options())).isEqualTo("{53=01}");
    assertThat(decoded.problems())
        .containsExactly(new DecodeProblem("options", 243, "END (255)", "the end of the field"));
  }

  @Test
  @Tag("DEC-04")
  void dec04ACodeWithoutALengthIsDropped() {
    // What came before stays; the problem says which option, where, and what was found.
    Decoded decoded = decode(withOptions(DISCOVER + "32"));

    assertThat(hex(decoded.message().options())).isEqualTo("{53=01}");
    assertThat(decoded.problems())
        .containsExactly(
            new DecodeProblem("Address Request (50)", 243, "a length", "the end of the field"));
  }

  @ParameterizedTest
  @CsvSource({"3204c00002, 50, 4, 3", "3201, 50, 1, 0", "e0ff01, 224, 255, 1"})
  @Tag("DEC-05")
  void dec05AValueBeyondTheEndIsDropped(String fragment, int code, int length, int found) {
    // What came before stays; nothing beyond the datagram is read.
    Decoded decoded = decode(withOptions(DISCOVER + fragment));
    String name = code == 50 ? "Address Request (50)" : "option " + code;

    assertThat(hex(decoded.message().options())).isEqualTo("{53=01}");
    assertThat(decoded.problems())
        .containsExactly(
            new DecodeProblem(
                name, 243, length + " octets of value", found + " up to the end of the field"));
  }

  @Test
  @Tag("DEC-06")
  void dec06PiecesOfAnOptionAreJoined() {
    // Two and three instances of a code, next to each other or not, are one value in order.
    assertThat(hex(decodeCleanly(withOptions("e00201023501010c0168e00103e0000c0169ff")).options()))
        .isEqualTo("{224=010203, 53=01, 12=6869}");
  }

  @Test
  @Tag("DEC-08")
  void dec08AMessageTypeGivenTwiceIsNone() {
    // Two octets are no type, even where both say the same.
    Decoded decoded = decode(withOptions(DISCOVER + DISCOVER + "ff"));

    assertThat(decoded.message().messageType()).isEmpty();
    assertThat(decoded.problems())
        .containsExactly(new DecodeProblem("DHCP Msg Type (53)", 240, "1 octet, 1 to 18", "0101"));
  }

  @Test
  @Tag("DEC-09")
  void dec09AnAddressGivenTwiceIsNone() {
    // Eight octets are no address; they are still there raw.
    Decoded decoded = decode(withOptions(DISCOVER + "3204c000020a3204c000020aff"));

    assertThat(decoded.message().option(DhcpOptions.ADDRESS_REQUEST)).isEmpty();
    assertThat(decoded.message().options().raw(50)).contains(Octets.parse("c000020ac000020a"));
    assertThat(decoded.problems())
        .containsExactly(
            new DecodeProblem("Address Request (50)", 243, "4 octets", "c000020ac000020a"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"3500", "35020101", "350100", "350113", "3501ff"})
  @Tag("DEC-18")
  @Tag("DEC-19")
  void dec18ABrokenMessageTypeIsNone(String type) {
    // The option is there, unlike in BOOTP, and means nothing.
    Decoded decoded = decode(withOptions(type + "ff"));

    assertThat(decoded.message().messageType()).isEmpty();
    assertThat(decoded.message().options().contains(DhcpOptions.DHCP_MSG_TYPE)).isTrue();
    assertThat(decoded.problems())
        .extracting(DecodeProblem::subject)
        .containsExactly("DHCP Msg Type (53)");
  }

  @Test
  @Tag("DEC-21")
  void dec21NulsAtTheEndOfATextAreStripped() {
    // The text is read without them, the octets stay as they came, and the problems mention it.
    Decoded decoded = decode(withOptions(DISCOVER + "0c06686f73740000ff"));

    assertThat(decoded.message().option(DhcpOptions.HOSTNAME)).contains("host");
    assertThat(decoded.message().options().raw(12)).contains(Octets.parse("686f73740000"));
    assertThat(decoded.problems())
        .containsExactly(
            new DecodeProblem(
                "Hostname (12)", 243, "1 octet or more of UTF-8 text without NUL", "686f73740000"));
  }

  @Test
  void unknownOptionsSurvive() {
    // A code without a row and an unknown length are kept octet by octet.
    Octets datagram = withOptions(DISCOVER + "e603010203" + "e700" + "ff");
    DhcpMessage message = decodeCleanly(datagram);

    assertThat(hex(message.options())).isEqualTo("{53=01, 230=010203, 231=}");
    assertThat(DhcpCodec.encode(message).slice(0, datagram.length())).isEqualTo(datagram);
  }

  @ParameterizedTest
  @CsvSource({
    "3203c00002, 50",
    "3205c000020a00, 50",
    "3303000e10, 51",
    "33050000000e10, 51",
    "3603c00002, 54",
    "3605c000020100, 54",
    "390105, 57",
    "3903000240, 57",
    "7603c00002, 118",
    "7605c000020000, 118"
  })
  @Tag("DEC-23")
  void dec23AWrongLengthGivesNoValue(String option, int code) {
    // The option is present and broken, which a problem tells; the others are read.
    Decoded decoded = decode(withOptions(DISCOVER + option + "0c0168ff"));

    assertThat(DhcpOptions.byCode(code).flatMap(decoded.message()::option)).isEmpty();
    assertThat(decoded.message().options().contains(code)).isTrue();
    assertThat(decoded.message().option(DhcpOptions.HOSTNAME)).contains("h");
    assertThat(decoded.problems()).extracting(DecodeProblem::offset).containsExactly(243);
  }

  @Test
  @Tag("DEC-25")
  void dec25AnEmptyHostNameIsNone() {
    // Its length of zero is a problem, and costs nothing else.
    Decoded decoded = decode(withOptions(DISCOVER + "0c00" + "3204c000020a" + "ff"));

    assertThat(decoded.message().option(DhcpOptions.HOSTNAME)).isEmpty();
    assertThat(decoded.message().option(DhcpOptions.ADDRESS_REQUEST)).isPresent();
    assertThat(decoded.problems())
        .containsExactly(
            new DecodeProblem(
                "Hostname (12)", 243, "1 octet or more of UTF-8 text without NUL", "no octets"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"3d00", "3d0101"})
  @Tag("DEC-26")
  void dec26AClientIdentifierOfLessThanTwoOctetsIsNone(String option) {
    // The client is then known by its hardware address.
    DhcpMessage message = decode(withOptions(DISCOVER + option + "ff")).message();

    assertThat(message.option(DhcpOptions.CLIENT_ID)).isEmpty();
    assertThat(message.messageType()).contains(MessageType.DISCOVER);
  }

  @Test
  @Tag("DEC-30")
  void dec30RoutesWithABrokenOneAreNone() {
    // A width of 33 in the second route leaves no routes, and a problem.
    Decoded decoded =
        decode(withOptions(DISCOVER + "790f" + "000a000001" + "210a000000000a000001" + "ff"));

    assertThat(decoded.message().option(DhcpOptions.CLASSLESS_STATIC_ROUTE)).isEmpty();
    assertThat(decoded.problems())
        .extracting(DecodeProblem::subject)
        .containsExactly("Classless Static Route (121)");
  }

  @Test
  void thousandsOfPiecesAreOneValue() {
    // The longest datagram, all of it pieces of one option, is read in full.
    int pieces = (DhcpCodec.MAX_DATAGRAM_LENGTH - DhcpCodec.OPTIONS_OFFSET) / 3;
    DhcpMessage message = decode(withOptions("e001ab".repeat(pieces))).message();

    assertThat(message.options().raw(224).orElseThrow().length()).isEqualTo(pieces);
  }

  @Test
  void moreThanADatagramIsMalformed() {
    // No UDP payload is longer, and an option joined of more than 65535 octets cannot be.
    int length = DhcpCodec.MAX_DATAGRAM_LENGTH + 1;
    Octets datagram = withOptions("2bff".concat("ab".repeat(255)).repeat(260));

    assertThat(DhcpCodec.decode(datagram.slice(0, length)))
        .isEqualTo(
            new Decoding.Malformed(
                new DecodeProblem("datagram", 0, "at most 65507 octets", length + " octets")));
    assertThat(DhcpCodec.decode(datagram)).isInstanceOf(Decoding.Malformed.class);
    assertThat(DhcpCodec.decode(datagram.slice(0, DhcpCodec.MAX_DATAGRAM_LENGTH)))
        .isInstanceOf(Decoded.class);
  }
}
