package io.leasehold.dhcp.codec;

import static io.leasehold.dhcp.codec.Datagrams.decode;
import static io.leasehold.dhcp.codec.Datagrams.decodeCleanly;
import static io.leasehold.dhcp.codec.Datagrams.withFields;
import static io.leasehold.dhcp.codec.Datagrams.withOptions;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.Decoding.Decoded;
import io.leasehold.dhcp.codec.Decoding.Malformed;
import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.value.MessageType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of {@link DhcpCodec}: the fixed header and the cookie, read and written. */
class HeaderTest {

  // Each field has octets of its own, so that a field read from a wrong place shows.
  private static final String HEADER =
      "02200a03"
          + "deadbeef"
          + "01028000"
          + "0a000001"
          + "0a000002"
          + "0a000003"
          + "0a000004"
          + "a0a1a2a3a4a5a6a7a8a9"
          + "000000000000";

  private static final DhcpMessage MESSAGE =
      DhcpMessage.reply()
          .hardware(32, 10, Octets.parse("a0a1a2a3a4a5a6a7a8a9"))
          .hops(3)
          .xid(0xdeadbeef)
          .secs(0x0102)
          .flags(0x8000)
          .ciaddr(Ipv4Address.parse("10.0.0.1"))
          .yiaddr(Ipv4Address.parse("10.0.0.2"))
          .siaddr(Ipv4Address.parse("10.0.0.3"))
          .giaddr(Ipv4Address.parse("10.0.0.4"))
          .sname(Octets.ofText("server"))
          .file(Octets.ofText("boot"))
          .option(DhcpOptions.DHCP_MSG_TYPE, MessageType.ACK)
          .build();

  private static final Octets DATAGRAM =
      Octets.parse(HEADER)
          .concat(filledUp("server", 64))
          .concat(filledUp("boot", 128))
          .concat(Octets.parse("63825363" + "350105" + "ff"))
          .concat(Octets.wrap(new byte[56]));

  private static Octets filledUp(String text, int length) {
    return Octets.ofText(text).concat(Octets.wrap(new byte[length - text.length()]));
  }

  @Test
  void everyFieldIsReadAndWrittenWhereItBelongs() {
    // A message with all fields set is these octets, in both directions.
    assertThat(decodeCleanly(DATAGRAM)).isEqualTo(MESSAGE);
    assertThat(DhcpCodec.encode(MESSAGE)).isEqualTo(DATAGRAM);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 43, 108, 235})
  @Tag("WIRE-01")
  void wire01LessThanAHeaderIsMalformed(int length) {
    // The reason says what was expected and found; nothing is thrown.
    assertThat(DhcpCodec.decode(DATAGRAM.slice(0, length)))
        .isEqualTo(
            new Malformed(
                new DecodeProblem(
                    "datagram", 0, "at least 236 octets of header", length + " octets")))
        .hasToString(
            "Malformed[problem=datagram at offset 0: expected at least 236 octets of header, found "
                + length
                + " octets]");
  }

  @ParameterizedTest
  @CsvSource({
    "'', the end of the datagram",
    "63, 63",
    "638253, 638253",
    "63825364, 63825364",
    "00000000ff, 00000000",
    "53638263350101ff, 53638263"
  })
  @Tag("WIRE-02")
  void wire02WithoutACookieThereAreNoOptions(String rest, String found) {
    // The header is read as in plain BOOTP, and a problem says what stands in the cookie's place.
    Octets datagram = DATAGRAM.slice(0, 236).concat(Octets.parse(rest));
    Decoded decoded = decode(datagram);

    assertThat(decoded.message().xid()).isEqualTo(0xdeadbeef);
    assertThat(decoded.message().file()).isEqualTo(Octets.ofText("boot"));
    assertThat(decoded.message().options().isEmpty()).isTrue();
    assertThat(decoded.problems())
        .containsExactly(new DecodeProblem("magic cookie", 236, "63825363", found));
  }

  @Test
  void aCookieAloneIsAMessageWithoutOptions() {
    // Exactly 240 octets are a message; END may be missing.
    Decoded decoded = decode(DATAGRAM.slice(0, 240));

    assertThat(decoded.message().options().isEmpty()).isTrue();
    assertThat(decoded.problems()).extracting(DecodeProblem::subject).containsExactly("options");
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 255})
  @Tag("WIRE-04")
  void wire04HlenBeyondChaddrIsAProblem(int hlen) {
    // The message says what it said; the address ends with chaddr and never reads into sname.
    byte[] octets = DATAGRAM.toByteArray();
    octets[2] = (byte) hlen;
    Decoded decoded = decode(Octets.wrap(octets));

    assertThat(decoded.problems())
        .containsExactly(new DecodeProblem("hlen", 2, "at most 16", Integer.toString(hlen)));
    assertThat(decoded.message().hlen()).isEqualTo(hlen);
    assertThat(decoded.message().hardwareAddress().octets()).isEqualTo(DATAGRAM.slice(28, 44));
  }

  @Test
  @Tag("WIRE-06")
  void wire06ChaddrBeyondHlenIsNoPartOfTheAddress() {
    // Two messages that differ only after hlen octets come from the same hardware address.
    byte[] octets = withOptions("350101ff").toByteArray();
    octets[28 + 6] = 0x55;
    octets[28 + 15] = 0x66;

    assertThat(decodeCleanly(Octets.wrap(octets)).hardwareAddress())
        .isEqualTo(decodeCleanly(withOptions("350101ff")).hardwareAddress())
        .isEqualTo(HardwareAddress.ethernet("02:00:00:00:00:0a"));
  }

  @Test
  @Tag("WIRE-08")
  void wire08NamesMayFillTheirFields() {
    // Without a NUL, sname has 64 octets and file 128, and neither runs into what follows.
    String sname = "73".repeat(64);
    String file = "66".repeat(128);
    DhcpMessage message = decodeCleanly(withFields(sname, file, "350101ff"));

    assertThat(message.sname()).hasToString(sname);
    assertThat(message.file()).hasToString(file);
    assertThat(DhcpCodec.encode(message).slice(44, 236)).hasToString(sname + file);
  }

  @Test
  @Tag("REPLY-15")
  void reply15OptionsBeginWithTheCookieAndStopWithEnd() {
    // The cookie is there even without any option, and END right after the last one.
    assertThat(DhcpCodec.encode(MESSAGE).slice(236, 244)).hasToString("63825363350105ff");
    assertThat(DhcpCodec.encode(DhcpMessage.reply().build()).slice(236, 241))
        .hasToString("63825363ff");
  }

  @Test
  @Tag("REPLY-16")
  void reply16ShortMessagesAreFilledUpTo300Octets() {
    // PAD follows END; from 300 octets on nothing is added.
    Octets datagram = DhcpCodec.encode(MESSAGE);
    DhcpMessage just = MESSAGE.toBuilder().option(224, Octets.wrap(new byte[54])).build();
    DhcpMessage over = MESSAGE.toBuilder().option(224, Octets.wrap(new byte[55])).build();

    assertThat(datagram.length()).isEqualTo(300);
    assertThat(datagram.slice(244, 300)).isEqualTo(Octets.wrap(new byte[56]));
    assertThat(DhcpCodec.encode(just).length()).isEqualTo(300);
    assertThat(DhcpCodec.encode(over).length()).isEqualTo(301);
    assertThat(DhcpCodec.encode(over).u8(300)).isEqualTo(255);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 00, op, 1 (BOOTREQUEST) or 2 (BOOTREPLY), 0",
    "0, 03, op, 1 (BOOTREQUEST) or 2 (BOOTREPLY), 3",
    "2, 11, hlen, at most 16, 17",
    "1, 01, hlen, 6 where htype is 1 (Ethernet), 10",
    "10, 0001, flags, 0000 or 8000, 0001",
    "10, ffff, flags, 0000 or 8000, ffff"
  })
  void aFieldThatTheSenderShouldHaveWrittenOtherwiseIsAProblem(
      int offset, String octets, String field, String expected, String found) {
    // It costs nothing but a line that names the field; strict decoding refuses the datagram.
    byte[] datagram = DATAGRAM.toByteArray();
    Octets.parse(octets).copyTo(datagram, offset);
    Decoded decoded = decode(Octets.wrap(datagram));
    DecodeProblem problem = decoded.problems().get(0);

    assertThat(decoded.problems()).hasSize(1);
    assertThat(problem.subject()).isEqualTo(field);
    assertThat(problem.expected()).isEqualTo(expected);
    assertThat(problem.found()).isEqualTo(found);
    assertThat(DhcpCodec.decode(Octets.wrap(datagram), Strictness.STRICT))
        .isEqualTo(new Malformed(problem));
    assertThat(DhcpCodec.decode(DATAGRAM, Strictness.STRICT)).isEqualTo(decode(DATAGRAM));
  }

  @Test
  void theMessageIsAViewOfTheDatagram() {
    // What is read is not copied: whoever hands a datagram over must not write to it again.
    Decoded decoded = decode(DATAGRAM);

    assertThat(decoded.datagram()).isSameAs(DATAGRAM);
  }
}
