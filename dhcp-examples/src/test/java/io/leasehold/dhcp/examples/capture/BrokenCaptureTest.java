package io.leasehold.dhcp.examples.capture;

import static io.leasehold.dhcp.examples.capture.CaptureFile.ETHERNET;
import static io.leasehold.dhcp.examples.capture.Packets.discoverFrame;
import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.octets.Octets;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that break their formats. */
class BrokenCaptureTest {

  private static final Octets PCAP =
      CaptureFile.pcap().record(discoverFrame(7)).record(discoverFrame(8)).octets();
  private static final Octets PCAPNG =
      CaptureFile.pcapng(BIG_ENDIAN)
          .networkInterface(ETHERNET, 0)
          .enhancedPacket(0, discoverFrame(7))
          .simplePacket(342, discoverFrame(8))
          .octets();

  @TempDir Path folder;

  static Stream<Arguments> errors() {
    CaptureFile ng = CaptureFile.pcapng(LITTLE_ENDIAN).networkInterface(ETHERNET, 0);
    CaptureFile body = ng.body();
    Octets good = ng.enhancedPacket(0, discoverFrame(7)).octets();
    int end = good.length();
    return Stream.of(
        Arguments.of(
            Octets.EMPTY,
            0,
            "offset 0: expected a pcap or pcapng file, or hexadecimal lines, found nothing"),
        Arguments.of(
            Octets.ofText("snoop\0\0\0"),
            0,
            "offset 0: expected a pcap or pcapng file, or hexadecimal lines, found 736e6f6f"),
        Arguments.of(
            Octets.parse("d4c3b2"),
            0,
            "offset 0: expected a pcap or pcapng file, or hexadecimal lines, found d4c3b2"),
        Arguments.of(
            PCAP.slice(0, 23),
            0,
            "offset 0: expected 24 octets of file header, found 23 up to the end of the file"),
        Arguments.of(
            PCAP.slice(0, 4).concat(Octets.of(1, 0, 2, 0)).concat(PCAP.slice(8, 24)),
            0,
            "offset 4: expected version 2.4, found 1.2"),
        Arguments.of(
            PCAP.slice(0, 397),
            1,
            "offset 382: expected 16 octets of record header, found 15 up to the end of the file"),
        Arguments.of(
            PCAP.slice(0, 500),
            1,
            "offset 398: expected 342 octets of frame, found 102 up to the end of the file"),
        Arguments.of(
            PCAP.slice(0, 390).concat(Octets.of(255, 255, 255, 255)).concat(PCAP.slice(394, 740)),
            1,
            "offset 390: expected a frame of at most 262144 octets, found 4294967295 octets"),
        Arguments.of(
            PCAPNG.slice(0, 8).concat(PCAP),
            0,
            "offset 8: expected the byte-order magic 1a2b3c4d, found d4c3b2a1"),
        Arguments.of(
            CaptureFile.pcapng(LITTLE_ENDIAN)
                .block(0x0a0d0d0a, body.body().ints(0x1a2b3c4d).shorts(2, 0).ints(-1, -1))
                .octets(),
            0,
            "offset 40: expected version 1, found 2"),
        Arguments.of(
            good.concat(body.body().ints(6, 8, 0, 0).octets()),
            1,
            "offset "
                + (end + 4)
                + ": expected a block length of at least 12 that is a multiple of 4, found 8"),
        Arguments.of(
            good.concat(body.body().ints(6, 34, 0, 0).octets()),
            1,
            "offset "
                + (end + 4)
                + ": expected a block length of at least 12 that is a multiple of 4, found 34"),
        Arguments.of(
            good.concat(body.body().ints(0x0bad, -4, 0, 0).octets()),
            1,
            "offset "
                + (end + 8)
                + ": expected 4294967280 octets of block, found 8 up to the end of the file"),
        Arguments.of(
            good.concat(body.body().ints(0x0bad, 12, 16).octets()),
            1,
            "offset " + (end + 8) + ": expected the block length 12 again, found 16"),
        Arguments.of(
            good.concat(body.body().ints(6, 16, 0, 16).octets()),
            1,
            "offset "
                + (end + 8)
                + ": expected 20 octets of packet header, found 4 up to the end of the block"),
        Arguments.of(
            good.concat(body.body().ints(6, 32, 0, 0, 0, 100, 100, 32).octets()),
            1,
            "offset "
                + (end + 28)
                + ": expected 100 octets of frame, found 0 up to the end of the block"),
        Arguments.of(
            good.concat(body.body().ints(6, 32, 0, 0, 0, 262_145, 262_145, 32).octets()),
            1,
            "offset " + end + ": expected a frame of at most 262144 octets, found 262145 octets"),
        Arguments.of(
            good.concat(body.body().ints(6, 32, 1, 0, 0, 0, 0, 32).octets()),
            1,
            "offset "
                + (end + 8)
                + ": expected a frame of one of 1 interfaces, counted from 0,"
                + " found one of interface 1"),
        Arguments.of(
            CaptureFile.pcapng(LITTLE_ENDIAN).simplePacket(342, discoverFrame(7)).octets(),
            0,
            "offset 28: expected a frame of one of 0 interfaces, counted from 0,"
                + " found one of interface 0"));
  }

  @ParameterizedTest
  @MethodSource
  void errors(Octets file, int messages, String error) throws IOException {
    // What is before the break is printed, and then the error says where it is, what should be
    // there and what is.
    Tool tool = Tool.json(folder, file);
    assertThat(tool.exitCode()).isEqualTo(1);
    assertThat(tool.error()).isEqualTo(folder.resolve("file") + " at " + error);
    assertThat(tool.objects()).hasSize(messages);
  }

  @Test
  void tooManyInterfaces() throws IOException {
    // The interfaces of a section are kept: so there is a limit to them.
    CaptureFile file = CaptureFile.pcapng(LITTLE_ENDIAN);
    for (int i = 0; i <= PcapngReader.MAX_INTERFACES; i++) {
      file.networkInterface(ETHERNET, 0);
    }
    assertThat(Tool.json(folder, file.octets()).error())
        .endsWith(
            " at offset 1310748: expected at most 65536 interfaces in a section, found one more");
  }

  @Test
  void everyTruncation() throws IOException {
    // However much of the end is missing, what is there is read, and nothing else is thrown.
    for (Octets file : new Octets[] {PCAP, PCAPNG}) {
      for (int length = 0; length <= file.length(); length++) {
        assertThat(messagesOf(file.slice(0, length)))
            .as("%s octets", length)
            .isBetween(0, length == file.length() ? 2 : 1);
      }
      assertThat(messagesOf(file)).isEqualTo(2);
    }
  }

  @Test
  void randomOctets() throws IOException {
    // Wrong octets anywhere give fewer messages or an error of the format, and nothing else.
    long seed = System.nanoTime();
    System.out.printf("seed %d%n", seed);
    Random random = new Random(seed);
    for (int round = 0; round < 20_000; round++) {
      byte[] file = (random.nextBoolean() ? PCAP : PCAPNG).toByteArray();
      for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
        file[random.nextInt(file.length)] = (byte) random.nextInt(256);
      }
      assertThat(messagesOf(Octets.wrap(file)))
          .as("seed %s, round %s", seed, round)
          .isBetween(0, 50);
    }
  }

  /** Returns how many messages are read before the end or a break. */
  private static int messagesOf(Octets file) throws IOException {
    int messages = 0;
    try {
      MessageSource source = MessageSource.open(new ByteArrayInputStream(file.toByteArray()));
      Optional<FoundMessage> next = source.next();
      while (next.isPresent()) {
        messages++;
        next = source.next();
      }
    } catch (FormatException e) {
      assertThat(e.getMessage()).contains(": expected ", ", found ");
    }
    return messages;
  }
}
