package io.leasehold.dhcp.examples.capture;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.leasehold.dhcp.codec.DhcpCodec;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.examples.capture.FoundMessage.Datagram;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.Optional;

/**
 * The messages of a text file: one a line, as {@link Octets#parse} reads it. Blank lines and lines
 * that begin with {@code #} are comments.
 */
final class HexLines implements MessageSource {

  /** The most characters of a line: two digits and a separator for each octet, and some space. */
  static final int MAX_LINE_LENGTH = 3 * DhcpCodec.MAX_DATAGRAM_LENGTH + 100;

  private static final int CLIENT_PORT = 68;
  private static final int QUOTED_LENGTH = 40;

  private final BufferedReader lines;
  private long lineNumber;
  private long frame;

  HexLines(InputStream in) {
    // Each octet is a character, so that no comment can be undecodable.
    lines = new BufferedReader(new InputStreamReader(in, ISO_8859_1));
  }

  /** Returns whether such a file can begin with this octet. */
  static boolean canBeginWith(int octet) {
    return octet == '#' || Character.isWhitespace(octet) || Character.digit(octet, 16) >= 0;
  }

  @Override
  public Optional<FoundMessage> next() throws IOException {
    for (Optional<String> line = readLine(); line.isPresent(); line = readLine()) {
      String text = line.get().strip();
      if (!text.isEmpty() && text.charAt(0) != '#') {
        frame++;
        return Optional.of(message(frame, parse(text)));
      }
    }
    return Optional.empty();
  }

  /** Returns a message of which nothing is known but its octets: as if a client broadcast it. */
  static FoundMessage message(long number, Octets octets) {
    Datagram carrier =
        new Datagram(octets, Ipv4Address.UNSPECIFIED, CLIENT_PORT, Ipv4Address.BROADCAST);
    return new FoundMessage(number, DhcpCodec.decode(octets), Optional.of(carrier));
  }

  private Octets parse(String text) throws FormatException {
    try {
      return Octets.parse(text);
    } catch (IllegalArgumentException e) {
      throw broken("pairs of hexadecimal digits, such as 02:00:5e:10", quoted(text));
    }
  }

  /** Reads like {@link BufferedReader#readLine}, but never more than a line may have. */
  private Optional<String> readLine() throws IOException {
    int next = lines.read();
    if (next < 0) {
      return Optional.empty();
    }
    lineNumber++;
    StringBuilder line = new StringBuilder();
    while (next >= 0 && next != '\n') {
      if (line.length() == MAX_LINE_LENGTH) {
        throw broken("at most " + MAX_LINE_LENGTH + " characters", "more");
      }
      line.append((char) next);
      next = lines.read();
    }
    return Optional.of(line.toString());
  }

  private FormatException broken(String expected, String found) {
    return new FormatException("line " + lineNumber, expected, found);
  }

  private static String quoted(String text) {
    // Whatever else there is must not reach a terminal.
    String plain = text.replaceAll("[^ -~]", "?");
    return plain.length() <= QUOTED_LENGTH
        ? '"' + plain + '"'
        : '"' + plain.substring(0, QUOTED_LENGTH) + "\" and more";
  }
}
