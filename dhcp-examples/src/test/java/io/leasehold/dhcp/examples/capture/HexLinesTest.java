package io.leasehold.dhcp.examples.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.DhcpCodec;
import io.leasehold.dhcp.codec.octets.Octets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files of hexadecimal lines. */
class HexLinesTest {

  @TempDir Path folder;

  @Test
  void messages() throws IOException {
    // Messages are counted, and not lines; between the digits stands what Octets takes.
    String text =
        """
        # DISCOVER, «four» times

        %s
          %s \r
        \t# between
        %s
        0102
        %s"""
            .formatted(
                Packets.discover(1),
                Packets.discover(2).toHex(":"),
                Packets.discover(3).toHex(" "),
                Packets.discover(5).toHex("-").toUpperCase(Locale.ROOT));
    Tool tool = Tool.json(folder, Octets.ofText(text));
    assertThat(tool.error()).isEmpty();
    assertThat(tool.frames())
        .containsExactly(
            "1:1",
            "2:2",
            "3:3",
            "4:malformed datagram at offset 0:"
                + " expected at least 236 octets of header, found 2 octets",
            "5:5");
  }

  @Test
  void longestMessage() throws IOException {
    // The longest datagram that there is fits a line, with separators and all.
    Octets longest =
        Packets.discover(7).concat(Octets.wrap(new byte[DhcpCodec.MAX_DATAGRAM_LENGTH - 300]));
    assertThat(Tool.json(folder, Octets.ofText(longest.toHex(":"))).frames())
        .containsExactly("1:7");
  }

  static Stream<Arguments> errors() {
    return Stream.of(
        Arguments.of("zz", "pairs of hexadecimal digits, such as 02:00:5e:10, found \"zz\""),
        Arguments.of("012", "pairs of hexadecimal digits, such as 02:00:5e:10, found \"012\""),
        Arguments.of(
            "\u001b[31m" + "00".repeat(40),
            "pairs of hexadecimal digits, such as 02:00:5e:10,"
                + " found \"?[31m00000000000000000000000000000000000\" and more"),
        Arguments.of("0".repeat(196_622), "at most 196621 characters, found more"));
  }

  @ParameterizedTest
  @MethodSource
  void errors(String line, String error) throws IOException {
    // A line that is none ends the reading, and is named.
    Octets file = Octets.ofText("\n" + Packets.discover(1) + "\n" + line + "\n");
    Tool tool = Tool.json(folder, file);
    assertThat(tool.frames()).containsExactly("1:1");
    assertThat(tool.exitCode()).isEqualTo(1);
    assertThat(tool.error()).isEqualTo(folder.resolve("file") + " at line 3: expected " + error);
  }
}
