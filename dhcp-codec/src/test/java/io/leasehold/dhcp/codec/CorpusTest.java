package io.leasehold.dhcp.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.leasehold.dhcp.codec.Decoding.Decoded;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.OptionSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Compares {@link DhcpCodec} with another decoder on packets from the field.
 *
 * <p>The captures are no part of the project. They are looked for beside it, or where the system
 * property {@code leasehold.captures} says.
 */
class CorpusTest {

  private static final Path TRUTH =
      Path.of(System.getProperty("leasehold.captures", "../../shared/captures"), "truth");

  private List<CapturedPacket> packets;

  @BeforeEach
  void readPackets() throws IOException {
    assumeTrue(
        Files.isDirectory(TRUTH),
        () -> "no captures in " + TRUTH + "; name them with -Dleasehold.captures=…");
    packets = CapturedPacket.readAll(TRUTH);
    assertThat(packets).isNotEmpty();
  }

  @Test
  void wellFormedPacketsReadAsAnotherDecoderReadsThem() {
    // Every header field and every joined option of a well-formed packet is the same for both.
    List<CapturedPacket> wellFormed =
        packets.stream().filter(CapturedPacket::isWellFormed).toList();
    System.out.printf("%d of %d packets compared%n", wellFormed.size(), packets.size());

    assertThat(wellFormed).isNotEmpty();
    assertSoftly(
        softly ->
            wellFormed.forEach(
                packet ->
                    softly
                        .assertThat(withinHlen(Datagrams.decode(packet.payload()).message()))
                        .as(packet.name())
                        .isEqualTo(withinHlen(packet.message()))));
  }

  // The other decoder does not show chaddr beyond hlen, where some clients leave other octets.
  private static DhcpMessage withinHlen(DhcpMessage message) {
    return message.toBuilder()
        .hardware(message.htype(), message.hlen(), message.hardwareAddress().octets())
        .build();
  }

  @Test
  void noPacketMakesDecodeThrow() {
    // Cut, broken and foreign packets are a message or malformed, like any others.
    long messages =
        packets.stream()
            .filter(packet -> DhcpCodec.decode(packet.payload()) instanceof Decoded)
            .count();
    System.out.printf("%d of %d packets are messages%n", messages, packets.size());

    assertThat(messages).isPositive();
  }

  @Test
  void whatWasReadIsWrittenAndReadAgain() {
    // Decode, encode and decode give the same message, option 52 aside and option 82 at the end.
    assertSoftly(
        softly ->
            packets.forEach(
                packet -> {
                  if (DhcpCodec.decode(packet.payload()) instanceof Decoded decoded) {
                    softly
                        .assertThat(DhcpCodec.decode(DhcpCodec.encode(decoded.message())))
                        .extracting(again -> ((Decoded) again).message())
                        .as(packet.name())
                        .isEqualTo(asWritten(decoded.message()));
                  }
                }));
  }

  private static DhcpMessage asWritten(DhcpMessage message) {
    int relay = DhcpOptions.RELAY_AGENT_INFORMATION.code();
    OptionSet.Builder options =
        message.options().toBuilder().remove(DhcpOptions.OVERLOAD.code()).remove(relay);
    message.options().raw(relay).ifPresent(value -> options.putRaw(relay, value));
    return message.toBuilder().options(options.build()).build();
  }
}
