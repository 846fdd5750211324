package io.leasehold.dhcp.examples.capture;

import static io.leasehold.dhcp.examples.capture.Packets.shorts;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.octets.Octets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The headers before the IP packet. */
class LinkLayerTest {

  private static final Octets PACKET = Packets.ipv4(Packets.udp(68, 67, Packets.discover(7)));
  private static final Octets IPV6 = Octets.of(0x60).concat(PACKET.slice(1, PACKET.length()));

  @TempDir Path folder;

  static Stream<Arguments> read() {
    Octets sll = Octets.parse("0000000100060200 5e10000a0000".replace(" ", ""));
    return Stream.of(
        Arguments.of("Ethernet", 1, Packets.ethernet(PACKET)),
        Arguments.of("802.1Q", 1, Packets.ethernet(shorts(0x8100, 5, 0x0800), PACKET)),
        Arguments.of("802.1ad", 1, Packets.ethernet(shorts(0x88a8, 6, 0x8100, 5, 0x0800), PACKET)),
        Arguments.of(
            "three tags",
            1,
            Packets.ethernet(shorts(0x9100, 7, 0x9100, 6, 0x8100, 5, 0x0800), PACKET)),
        Arguments.of("SLL", 113, sll.concat(shorts(0x0800)).concat(PACKET)),
        Arguments.of("SLL with a tag", 113, sll.concat(shorts(0x8100, 5, 0x0800)).concat(PACKET)),
        Arguments.of(
            "SLL2",
            276,
            Octets.parse("0800000000000002000100060200")
                .concat(shorts(0x5e10, 10, 0))
                .concat(PACKET)),
        Arguments.of("RAW", 101, PACKET),
        Arguments.of("RAW of some BSDs", 12, PACKET),
        Arguments.of("RAW of OpenBSD", 14, PACKET),
        Arguments.of("IPV4", 228, PACKET),
        Arguments.of("NULL, little-endian", 0, Octets.of(2, 0, 0, 0).concat(PACKET)),
        Arguments.of("NULL, big-endian", 0, Octets.of(0, 0, 0, 2).concat(PACKET)),
        Arguments.of("LOOP", 108, Octets.of(0, 0, 0, 2).concat(PACKET)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void read(String name, int linkType, Octets frame) throws IOException {
    // The message is found behind each of the headers.
    Octets file = CaptureFile.pcapOf(linkType, frame);
    assertThat(Tool.json(folder, file).frames()).as(name).containsExactly("1:7");
  }

  static Stream<Arguments> passedOver() {
    return Stream.of(
        Arguments.of("no octets", 1, Octets.EMPTY),
        Arguments.of("half a header", 1, Packets.ethernet(PACKET).slice(0, 13)),
        Arguments.of("a header", 1, Packets.ethernet(Octets.EMPTY)),
        Arguments.of("half a tag", 1, Packets.ethernet(shorts(0x8100, 5), Octets.EMPTY)),
        Arguments.of("ARP", 1, Packets.ethernet(shorts(0x0806), PACKET)),
        Arguments.of("ARP in a VLAN", 1, Packets.ethernet(shorts(0x8100, 5, 0x0806), PACKET)),
        Arguments.of("half an IPv4 header", 1, Packets.ethernet(PACKET.slice(0, 19))),
        Arguments.of("IPv6 that says IPv4", 1, Packets.ethernet(IPV6)),
        Arguments.of("IPv6", 101, IPV6));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void passedOver(String name, int linkType, Octets frame) throws IOException {
    // What is no IPv4 packet is passed over in silence.
    assertThat(Tool.json(folder, CaptureFile.pcapOf(linkType, frame)))
        .as(name)
        .isEqualTo(new Tool(0, "", ""));
  }
}
