package io.leasehold.dhcp.benchmarks.codec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The comparison is one of equal work. */
class AgreementTest {

  static Stream<Arguments> everyPair() {
    return Arrays.stream(Peer.values())
        .flatMap(peer -> Arrays.stream(Packet.values()).map(packet -> Arguments.of(peer, packet)));
  }

  @ParameterizedTest
  @MethodSource("everyPair")
  void everyCodecReadsTheSameValuesAndWritesTheSameMessage(Peer peer, Packet packet)
      throws Exception {
    // Each codec reads the five values of each packet, and its encoding decodes to the same
    // message.
    CodecPeer codec = peer.load();
    codec.prepare(packet.datagram());

    Agreement.check(codec, packet);
  }

  @ParameterizedTest
  @EnumSource
  void everyCodecComposesTheSameReply(Peer peer) throws Exception {
    // What each codec builds from values and encodes decodes to the message of the ACK.
    Agreement.checkWritten(peer.load().composeAck(), Packet.ACK);
  }

  @Test
  void skippedWorkIsFound() throws Exception {
    // A codec that decodes some other packet than it should is refused, with both values.
    byte[] other = Packet.DISCOVER.datagram();
    other[new String(other, ISO_8859_1).indexOf("desk-117")] = 'b';
    CodecPeer codec = Peer.LEASEHOLD.load();
    codec.prepare(other);

    assertThatThrownBy(() -> Agreement.check(codec, Packet.DISCOVER))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("6465736b2d313137")
        .hasMessageContaining("6265736b2d313137");
  }

  @ParameterizedTest
  @EnumSource(Peer.class)
  void skippedWritingIsFound(Peer peer) throws Exception {
    // A codec that reads all values but writes a message without one of its header fields is
    // refused.
    byte[] other = Packet.DISCOVER.datagram();
    other[7] ^= 1;
    CodecPeer codec = peer.load();
    codec.prepare(other);

    assertThatThrownBy(() -> Agreement.check(codec, Packet.DISCOVER))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("written");
  }

  @ParameterizedTest
  @EnumSource
  void packetsAreAsLongAsOnTheWire(Packet packet) {
    // No packet is shorter than the 300 octets of BOOTP.
    assertThat(packet.datagram()).hasSizeGreaterThanOrEqualTo(300);
  }
}
