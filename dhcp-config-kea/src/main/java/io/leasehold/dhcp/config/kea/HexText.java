package io.leasehold.dhcp.config.kea;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.leasehold.dhcp.codec.octets.Octets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ways in which Kea writes octets in a text. */
final class HexText {

  static final String EXPECTED =
      "hexadecimal digits, such as 0a1b2c or 0a:1b:2c, or a text in single quotes";

  private static final Pattern QUOTED = Pattern.compile("'(.+)'", Pattern.DOTALL);
  private static final Pattern SEPARATED =
      Pattern.compile("\\p{XDigit}{1,2}(?:(?::\\p{XDigit}{1,2})+|(?: \\p{XDigit}{1,2})+)");
  private static final Pattern GROUP = Pattern.compile("\\p{XDigit}+");
  private static final Pattern DIGITS = Pattern.compile("(?:0[xX])?(\\p{XDigit}*)");

  private HexText() {}

  /** Returns the octets; empty where the text is none of the ways. */
  static Optional<Octets> parse(String text) {
    Matcher quoted = QUOTED.matcher(text);
    if (quoted.matches()) {
      return Optional.of(Octets.wrap(quoted.group(1).getBytes(UTF_8)));
    }
    if (SEPARATED.matcher(text).matches()) {
      return Optional.of(
          Octets.of(
              GROUP
                  .matcher(text)
                  .results()
                  .mapToInt(group -> Integer.parseInt(group.group(), 16))
                  .toArray()));
    }
    Matcher digits = DIGITS.matcher(text);
    if (!digits.matches()) {
      return Optional.empty();
    }
    // Kea reads an odd number of digits as if a zero came before them.
    String pairs = digits.group(1);
    return Optional.of(Octets.parse(pairs.length() % 2 == 0 ? pairs : "0" + pairs));
  }
}
