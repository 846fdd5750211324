package io.leasehold.dhcp.examples.capture;

import static io.leasehold.dhcp.examples.capture.CaptureFile.ETHERNET;
import static io.leasehold.dhcp.examples.capture.Packets.discoverFrame;
import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.octets.Octets;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that are as their formats say. */
class CaptureFormatsTest {

  private static final Octets ARP = Packets.ethernet(Packets.shorts(0x0806), Packets.discover(9));

  @TempDir Path folder;

  static Stream<Arguments> pcapKinds() {
    return Stream.of(
        Arguments.of(BIG_ENDIAN, CaptureFile.MICROSECONDS, ETHERNET),
        Arguments.of(LITTLE_ENDIAN, CaptureFile.MICROSECONDS, ETHERNET),
        Arguments.of(BIG_ENDIAN, CaptureFile.NANOSECONDS, ETHERNET),
        Arguments.of(LITTLE_ENDIAN, CaptureFile.NANOSECONDS, ETHERNET),
        // A check sequence of four octets follows each frame.
        Arguments.of(BIG_ENDIAN, CaptureFile.MICROSECONDS, 0x2400_0000 | ETHERNET));
  }

  @ParameterizedTest
  @MethodSource("pcapKinds")
  void pcap(ByteOrder order, int magic, int linkType) throws IOException {
    // Every kind of pcap file is read, and frames of other protocols count.
    Octets file =
        CaptureFile.pcap(order, magic, linkType)
            .record(discoverFrame(7))
            .record(ARP)
            .record(discoverFrame(8))
            .octets();
    assertThat(Tool.json(folder, file).frames()).containsExactly("1:7", "3:8");
  }

  @Test
  void pcapWithoutFrames() throws IOException {
    // A capture of nothing has no messages, and is no error.
    assertThat(Tool.json(folder, CaptureFile.pcap().octets())).isEqualTo(new Tool(0, "", ""));
  }

  @Test
  void pcapng() throws IOException {
    // Frames are counted through all sections, whose byte orders and interfaces are their own, and
    // through all kinds of packet blocks; other blocks do not count.
    Octets file =
        CaptureFile.pcapng(LITTLE_ENDIAN)
            .networkInterface(101, 0)
            .networkInterface(ETHERNET, 0)
            .enhancedPacket(1, discoverFrame(1))
            .block(0x0bad, CaptureFile.pcapng(LITTLE_ENDIAN))
            .enhancedPacket(0, discoverFrame(2).slice(14, discoverFrame(2).length()))
            .obsoletePacket(1, discoverFrame(3))
            .enhancedPacket(1, ARP)
            .section(BIG_ENDIAN)
            .networkInterface(ETHERNET, 0)
            .simplePacket(342, discoverFrame(5))
            .enhancedPacket(0, discoverFrame(6))
            .octets();
    assertThat(Tool.json(folder, file).frames()).containsExactly("1:1", "2:2", "3:3", "5:5", "6:6");
  }

  @Test
  void simplePacketsAreAsLongAsTheSnapLengthOfTheirInterface() throws IOException {
    // A simple packet does not say how much of it was captured: its interface does.
    Octets file =
        CaptureFile.pcapng(LITTLE_ENDIAN)
            .networkInterface(ETHERNET, 342)
            .simplePacket(400, discoverFrame(1))
            .section(LITTLE_ENDIAN)
            .networkInterface(ETHERNET, 102)
            .simplePacket(342, discoverFrame(2).slice(0, 102))
            .octets();
    assertThat(Tool.json(folder, file).frames())
        .containsExactly(
            "1:1",
            "2:malformed UDP datagram at offset 0: expected 308 octets,"
                + " found 68 in the capture, which has not all of the frame");
  }

  @Test
  void interfacesThatAreNotRead() throws IOException {
    // A frame of an unknown link layer costs no other frame; at the end, the first is an error.
    Octets file =
        CaptureFile.pcapng(LITTLE_ENDIAN)
            .networkInterface(127, 0)
            .networkInterface(ETHERNET, 0)
            .enhancedPacket(1, discoverFrame(1))
            .enhancedPacket(0, discoverFrame(2))
            .enhancedPacket(1, discoverFrame(3))
            .octets();
    Tool tool = Tool.json(folder, file);
    assertThat(tool.frames()).containsExactly("1:1", "3:3");
    assertThat(tool.exitCode()).isEqualTo(1);
    assertThat(tool.error())
        .isEqualTo(
            folder.resolve("file")
                + " at offset 456: expected a frame of link type"
                + " 0, 1, 12, 14, 101, 108, 113, 228, 276, found one of 127");
  }
}
