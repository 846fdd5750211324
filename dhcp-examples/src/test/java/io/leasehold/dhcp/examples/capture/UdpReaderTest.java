package io.leasehold.dhcp.examples.capture;

import static io.leasehold.dhcp.examples.capture.Packets.MORE_FRAGMENTS;
import static io.leasehold.dhcp.examples.capture.Packets.discover;
import static io.leasehold.dhcp.examples.capture.Packets.ethernet;
import static io.leasehold.dhcp.examples.capture.Packets.ipv4;
import static io.leasehold.dhcp.examples.capture.Packets.udp;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.octets.Octets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** IPv4 packets, and the datagrams in them. */
class UdpReaderTest {

  private static final String FIRST =
      "malformed UDP datagram at offset 0: expected all of it in one IPv4 packet,"
          + " found the first fragment";
  private static final String LATER =
      "malformed UDP datagram at offset 200: expected all of it in one IPv4 packet,"
          + " found a later fragment";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "68, 67, true",
    "67, 68, true",
    "67, 67, true",
    "4011, 4011, true",
    "50000, 67, true",
    "68, 50000, true",
    "69, 66, false",
    "4012, 4010, false"
  })
  void ports(int source, int destination, boolean isDhcp) throws IOException {
    // One port of DHCP or of PXE, on either side, makes a datagram one of DHCP.
    Octets file = CaptureFile.pcapOf(1, ethernet(ipv4(udp(source, destination, discover(7)))));
    assertThat(Tool.json(folder, file).frames()).isEqualTo(isDhcp ? List.of("1:7") : List.of());
  }

  @Test
  void otherProtocols() throws IOException {
    // The ports of TCP are others.
    byte[] packet = ipv4(udp(68, 67, discover(7))).toByteArray();
    packet[9] = 6;
    Octets file = CaptureFile.pcapOf(1, ethernet(Octets.wrap(packet)));
    assertThat(Tool.json(folder, file)).isEqualTo(new Tool(0, "", ""));
  }

  @Test
  void headerOptionsAndPadding() throws IOException {
    // Options of IPv4 are passed over, and so is what follows the packet in its frame.
    byte[] packet = ipv4(Octets.of(1, 1, 1, 0).concat(udp(68, 67, discover(7)))).toByteArray();
    packet[0] = 0x46;
    Octets file = CaptureFile.pcapOf(1, ethernet(Octets.wrap(packet)).concat(discover(8)));
    assertThat(Tool.json(folder, file).frames()).containsExactly("1:7");
  }

  static Stream<Arguments> flaws() {
    Octets payload = discover(7);
    return Stream.of(
        Arguments.of(
            udp(68, 67, 309, payload), "UDP datagram at offset 0: expected 309 octets, found 308"),
        Arguments.of(
            udp(68, 67, 7, payload), "UDP length at offset 4: expected at least 8, found 7"),
        Arguments.of(
            udp(68, 67, payload).slice(0, 7), "UDP header at offset 0: expected 8 octets, found 7"),
        Arguments.of(
            udp(68, 67, Octets.EMPTY),
            "datagram at offset 0: expected at least 236 octets of header, found 0 octets"));
  }

  @ParameterizedTest
  @MethodSource
  void flaws(Octets datagram, String text) throws IOException {
    // A datagram whose lengths are wrong is said to be malformed.
    Octets file = CaptureFile.pcapOf(1, ethernet(ipv4(datagram)));
    assertThat(Tool.json(folder, file).frames()).containsExactly("1:malformed " + text);
  }

  @Test
  void lengthsOfThePacketItself() throws IOException {
    // The packet ends where its total length says, even if the frame has more.
    byte[] packet = ipv4(udp(68, 67, discover(7))).toByteArray();
    packet[2] = 0;
    packet[3] = 30;
    byte[] none = packet.clone();
    none[3] = 0;
    Octets file =
        CaptureFile.pcap()
            .record(ethernet(Octets.wrap(packet)))
            .record(ethernet(Octets.wrap(none)))
            .octets();
    assertThat(Tool.json(folder, file).frames())
        .containsExactly(
            "1:malformed UDP datagram at offset 0: expected 308 octets, found 10",
            "2:malformed UDP header at offset 0: expected 8 octets, found 0");
  }

  @Test
  void cutByTheCapture() throws IOException {
    // What the capture has not all of is said to be cut, as long as the ports are there.
    Octets frame = Packets.discoverFrame(7);
    Octets file =
        CaptureFile.pcap()
            .record(frame.slice(0, 341), 342)
            .record(frame.slice(0, 38), 342)
            .record(frame.slice(0, 37), 342)
            .record(frame, 400)
            .octets();
    assertThat(Tool.json(folder, file).frames())
        .containsExactly(
            "1:malformed UDP datagram at offset 0: expected 308 octets,"
                + " found 307 in the capture, which has not all of the frame",
            "2:malformed UDP header at offset 0: expected 8 octets,"
                + " found 4 in the capture, which has not all of the frame",
            "4:7");
  }

  @Test
  void fragments() throws IOException {
    // Only the first fragment has the ports; the later ones are known by it, others are not.
    Octets whole = udp(67, 68, discover(7));
    Octets other = udp(5000, 5001, discover(7));
    Octets file =
        CaptureFile.pcap()
            .record(ethernet(ipv4(9, 25, whole.slice(200, 308))))
            .record(ethernet(ipv4(9, MORE_FRAGMENTS, whole.slice(0, 200))))
            .record(ethernet(ipv4(8, MORE_FRAGMENTS, other.slice(0, 200))))
            .record(ethernet(ipv4(8, 25, other.slice(200, 308))))
            .record(ethernet(ipv4(9, 25 | MORE_FRAGMENTS, whole.slice(200, 256))))
            .record(ethernet(ipv4(9, 25, whole.slice(200, 308))))
            .octets();
    assertThat(Tool.json(folder, file).frames())
        .containsExactly("2:" + FIRST, "5:" + LATER, "6:" + LATER);
  }

  @Test
  void identificationsAreUsedAgain() throws IOException {
    // A datagram of another protocol with the same identification ends the memory of the first.
    Octets whole = udp(67, 68, discover(7));
    Octets other = udp(5000, 5001, discover(7));
    Octets file =
        CaptureFile.pcap()
            .record(ethernet(ipv4(9, MORE_FRAGMENTS, whole.slice(0, 200))))
            .record(ethernet(ipv4(9, MORE_FRAGMENTS, other.slice(0, 200))))
            .record(ethernet(ipv4(9, 25, other.slice(200, 308))))
            .octets();
    assertThat(Tool.json(folder, file).frames()).containsExactly("1:" + FIRST);
  }

  @Test
  void theMemoryOfFragmentsIsBounded() {
    // The datagram that began longest ago is forgotten, and none that began after it.
    FragmentedDatagrams fragmented = new FragmentedDatagrams();
    for (int i = 0; i <= FragmentedDatagrams.MAX_DATAGRAMS; i++) {
      fragmented.begin(ipv4(i, MORE_FRAGMENTS, Octets.EMPTY), true);
    }
    assertThat(fragmented.contains(ipv4(0, 25, Octets.EMPTY))).isFalse();
    assertThat(fragmented.contains(ipv4(1, 25, Octets.EMPTY))).isTrue();
    assertThat(fragmented.contains(ipv4(FragmentedDatagrams.MAX_DATAGRAMS, 25, Octets.EMPTY)))
        .isTrue();
  }
}
