package io.leasehold.dhcp.codec;

import static io.leasehold.dhcp.codec.Datagrams.decodeCleanly;
import static io.leasehold.dhcp.codec.Datagrams.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.OptionSet;
import io.leasehold.dhcp.codec.value.MessageType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of {@link DhcpCodec#encode}: order, overload, splitting, and what finds no room. */
class OptionEncodingTest {

  /** The least room: an options field of 60 octets, of which END takes one. */
  private static final int MAX_LENGTH = 300;

  private static final int FIELD = MAX_LENGTH - DhcpCodec.OPTIONS_OFFSET;

  private static final Octets RELAY = Octets.parse("0104aabbccdd");

  @ParameterizedTest
  @ValueSource(ints = {40, 57, 125})
  @Tag("ENC-05")
  void enc05FileIsUsedWhereTheOptionsFieldIsFull(int length) {
    // The field begins with the option and ends with END, PAD fills it up, and 52 declares it.
    Encoded encoded = DhcpCodec.encode(withNameAndValueOf(length), MAX_LENGTH);

    assertThat(encoded.omitted()).isEmpty();
    assertThat(encoded.datagram().slice(108, 236))
        .isEqualTo(
            Octets.of(225, length)
                .concat(filled(length))
                .concat(Octets.of(255))
                .concat(Octets.wrap(new byte[125 - length])));
    assertThat(decodeCleanly(encoded.datagram()).option(DhcpOptions.OVERLOAD)).contains(1);
    assertThat(decodeCleanly(encoded.datagram()).sname()).isEqualTo(Octets.ofText("taken"));
  }

  @Test
  @Tag("ENC-05")
  void enc05AFieldWithoutOptionsIsNotDeclared() {
    // With END an option of 126 octets is too long for file, which stays empty, as does 52.
    Encoded encoded = DhcpCodec.encode(withNameAndValueOf(126), MAX_LENGTH);

    assertThat(encoded.omitted()).containsExactly(225);
    assertThat(encoded.datagram().slice(108, 236)).isEqualTo(Octets.wrap(new byte[128]));
    assertThat(decodeCleanly(encoded.datagram()).options().codes()).containsExactly(224);
  }

  private static DhcpMessage withNameAndValueOf(int length) {
    return DhcpMessage.reply()
        .sname(Octets.ofText("taken"))
        .option(224, filled(20))
        .option(225, filled(length))
        .build();
  }

  @Test
  @Tag("ENC-05")
  void enc05SnameIsUsedWhereFileIsTaken() {
    // A name in file stays there; sname alone makes option 52 a 2.
    DhcpMessage message =
        DhcpMessage.reply()
            .file(Octets.ofText("boot"))
            .option(224, filled(50))
            .option(225, filled(61))
            .build();
    Encoded encoded = DhcpCodec.encode(message, MAX_LENGTH);

    assertThat(encoded.datagram().slice(44, 108))
        .isEqualTo(Octets.of(225, 61).concat(filled(61)).concat(Octets.of(255)));
    assertThat(decodeCleanly(encoded.datagram()).option(DhcpOptions.OVERLOAD)).contains(2);
    assertThat(decodeCleanly(encoded.datagram()).file()).isEqualTo(Octets.ofText("boot"));
    assertThat(encoded.omitted()).isEmpty();
  }

  @Test
  @Tag("ENC-06")
  void enc06WhatFitsIsNotOverloaded() {
    // Options that fill the options field to its last octet need no option 52; one octet more does.
    Octets just = DhcpCodec.encode(withValueOf(FIELD - 3), MAX_LENGTH).datagram();
    Octets over = DhcpCodec.encode(withValueOf(FIELD - 2), MAX_LENGTH).datagram();

    assertThat(just.length()).isEqualTo(MAX_LENGTH);
    assertThat(just.u8(MAX_LENGTH - 1)).isEqualTo(255);
    assertThat(decodeCleanly(just).options().codes()).containsExactly(224);
    assertThat(decodeCleanly(over).options().codes()).containsExactly(52, 224);
  }

  @Test
  @Tag("ENC-06")
  void enc06AnOverloadOfTheMessageItselfIsNotWritten() {
    // Option 52 says what the datagram does, not what the message was told.
    DhcpMessage message =
        DhcpMessage.reply()
            .option(DhcpOptions.OVERLOAD, 3)
            .option(DhcpOptions.DHCP_MSG_TYPE, MessageType.ACK)
            .build();
    Encoded encoded = DhcpCodec.encode(message, MAX_LENGTH);

    assertThat(hex(decodeCleanly(encoded.datagram()).options())).isEqualTo("{53=05}");
    assertThat(encoded.omitted()).isEmpty();
  }

  @Test
  @Tag("ENC-07")
  void enc07FieldsAreFilledInOrderAndNothingCrosses() {
    // Options first, then file, then sname; a later option fills what an earlier one left free.
    DhcpMessage message =
        DhcpMessage.reply()
            .option(224, filled(50))
            .option(225, filled(100))
            .option(226, filled(50))
            .option(227, filled(20))
            .build();
    Encoded encoded = DhcpCodec.encode(message, MAX_LENGTH);
    Octets datagram = encoded.datagram();

    assertThat(datagram.slice(240, 296))
        .isEqualTo(Octets.of(224, 50).concat(filled(50)).concat(Octets.of(52, 1, 3, 255)));
    assertThat(datagram.slice(108, 236))
        .isEqualTo(
            Octets.of(225, 100)
                .concat(filled(100))
                .concat(Octets.of(227, 20))
                .concat(filled(20))
                .concat(Octets.of(255, 0, 0, 0)));
    assertThat(datagram.slice(44, 97))
        .isEqualTo(Octets.of(226, 50).concat(filled(50)).concat(Octets.of(255)));
    assertThat(encoded.omitted()).isEmpty();
  }

  @Test
  @Tag("ENC-08")
  @Tag("ENC-09")
  void enc08RelayAgentInformationIsLastInTheOptionsField() {
    // Its room there is kept free, and even option 52 comes before it.
    DhcpMessage message =
        DhcpMessage.reply()
            .option(82, RELAY)
            .option(DhcpOptions.DHCP_MSG_TYPE, MessageType.ACK)
            .option(224, filled(50))
            .build();
    Octets datagram = DhcpCodec.encode(message, MAX_LENGTH).datagram();

    assertThat(datagram.slice(240, 240 + 15))
        .hasToString("350105" + "340101" + "5206" + RELAY + "ff");
    assertThat(datagram.slice(108, 110)).isEqualTo(Octets.of(224, 50));
  }

  @Test
  @Tag("ENC-09")
  void enc09RelayAgentInformationIsLastWithoutOverload() {
    // Wherever it stands in the message, nothing but END follows it.
    DhcpMessage message =
        DhcpMessage.reply()
            .option(82, RELAY)
            .option(DhcpOptions.DHCP_MSG_TYPE, MessageType.ACK)
            .build();

    assertThat(DhcpCodec.encode(message).slice(240, 252))
        .hasToString("350105" + "5206" + RELAY + "ff");
  }

  @Test
  @Tag("ENC-10")
  void enc10RelayAgentInformationThatDoesNotFitIsLeftOut() {
    // The answer goes out without it, with everything else that fits, and says so.
    DhcpMessage message =
        DhcpMessage.reply()
            .option(82, Octets.of(1, FIELD).concat(filled(FIELD)))
            .option(225, filled(300))
            .option(DhcpOptions.DHCP_MSG_TYPE, MessageType.ACK)
            .build();
    Encoded encoded = DhcpCodec.encode(message, MAX_LENGTH);

    assertThat(encoded.omitted()).containsExactly(225, 82);
    assertThat(hex(decodeCleanly(encoded.datagram()).options())).isEqualTo("{53=05}");
  }

  @Test
  void whatDoesNotFitIsLeftOutWhole() {
    // A later and smaller option still finds its room; the others are named in order.
    DhcpMessage message =
        DhcpMessage.reply()
            .sname(Octets.ofText("s"))
            .file(Octets.ofText("f"))
            .option(224, filled(30))
            .option(226, filled(40))
            .option(225, filled(300))
            .option(DhcpOptions.DHCP_MSG_TYPE, MessageType.ACK)
            .build();
    Encoded encoded = DhcpCodec.encode(message, MAX_LENGTH);

    assertThat(encoded.omitted()).containsExactly(226, 225);
    assertThat(decodeCleanly(encoded.datagram()).options().codes()).containsExactly(224, 53);
  }

  @Test
  @Tag("ENC-12")
  void enc12ALongValueIsSplitIntoConsecutivePieces() {
    // 300 octets are 255 and 45 with the same code, one after the other.
    DhcpMessage message =
        DhcpMessage.reply().option(224, filled(300)).option(225, filled(1)).build();
    Octets datagram = DhcpCodec.encode(message);

    assertThat(datagram.slice(240, 242)).isEqualTo(Octets.of(224, 255));
    assertThat(datagram.slice(497, 499)).isEqualTo(Octets.of(224, 45));
    assertThat(datagram.slice(544, 546)).isEqualTo(Octets.of(225, 1));
    assertThat(decodeCleanly(datagram)).isEqualTo(message);
  }

  @ParameterizedTest
  @CsvSource({"0, 243", "1, 244", "254, 497", "255, 498", "256, 501", "510, 755", "511, 758"})
  @Tag("ENC-13")
  void enc13NoPieceTooMany(int length, int datagramLength) {
    // Each piece costs two octets, and up to 255 octets, none included, there is one piece.
    Octets datagram = DhcpCodec.encode(withValueOf(length));

    assertThat(datagram.length()).isEqualTo(Math.max(300, datagramLength));
    assertThat(decodeCleanly(datagram).options().raw(224)).contains(filled(length));
  }

  @Test
  @Tag("ENC-23")
  void enc23TextIsWrittenWithoutNul() {
    // The length is that of the text.
    DhcpMessage message = DhcpMessage.reply().option(DhcpOptions.HOSTNAME, "host").build();

    assertThat(DhcpCodec.encode(message).slice(240, 247)).hasToString("0c04686f7374ff");
  }

  @Test
  void aMaximumBelowTheMinimumIsRefused() {
    // No datagram is shorter than 300 octets, so that a smaller maximum is a mistake.
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DhcpCodec.encode(DhcpMessage.reply().build(), 299))
        .withMessage("room for 299 octets: expected at least 300");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DhcpCodec.encode(DhcpMessage.reply().build(), -28))
        .withMessage("room for -28 octets: expected at least 300");
  }

  @Test
  void aMessageGoesIntoTheCallersBufferWhereItIs() {
    // From the position on, up to the limit, in memory of any kind and order.
    DhcpMessage message = withNameAndValueOf(20);
    Octets expected = DhcpCodec.encode(message);
    for (ByteBuffer buffer : List.of(ByteBuffer.allocate(1000), ByteBuffer.allocateDirect(1000))) {
      buffer.order(ByteOrder.LITTLE_ENDIAN).position(7).limit(7 + expected.length());
      assertThat(DhcpCodec.encode(message, buffer)).isEmpty();
      assertThat(buffer.position()).isEqualTo(7 + expected.length());
      byte[] written = new byte[expected.length()];
      buffer.flip().position(7).get(written);
      assertThat(Octets.wrap(written)).isEqualTo(expected);
    }
  }

  @Test
  void withoutAMaximumNothingIsLeftOutInSilence() {
    // What no datagram has room for is an exception that names the options.
    DhcpMessage message = withValueOf(OptionSet.MAX_VALUE_LENGTH);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> DhcpCodec.encode(message))
        .withMessageContaining("options [224]")
        .withMessageContaining("65507");
    assertThat(DhcpCodec.encode(message, Integer.MAX_VALUE).omitted()).containsExactly(224);
  }

  private static DhcpMessage withValueOf(int length) {
    return DhcpMessage.reply().option(224, filled(length)).build();
  }

  private static Octets filled(int length) {
    return Octets.parse("ab".repeat(length));
  }
}
