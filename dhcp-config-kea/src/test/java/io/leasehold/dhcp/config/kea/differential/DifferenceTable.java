package io.leasehold.dhcp.config.kea.differential;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The differences that are meant to be, from {@code kea-differences.md}. */
final class DifferenceTable {

  private static final String NAME = "kea-differences.md";

  /**
   * A row of the table.
   *
   * @param text the signatures that it stands for: {@code *} is any text, {@code {a,b}} is a choice
   * @param pattern the same as a pattern
   * @param id the rows of the conformance matrix
   * @param parting whether the two servers know different things from here on, so that what comes
   *     after it in its sequence tells nothing
   * @param reason why
   */
  record Row(String text, Pattern pattern, String id, boolean parting, String reason) {}

  private final List<Row> rows;
  private final Map<Row, Integer> uses = new LinkedHashMap<>();

  private DifferenceTable(List<Row> rows) {
    this.rows = rows;
    rows.forEach(row -> uses.put(row, 0));
  }

  static DifferenceTable read() {
    try (InputStream in = DifferenceTable.class.getResourceAsStream(NAME)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new DifferenceTable(
          text.lines().filter(line -> line.startsWith("| `")).map(DifferenceTable::row).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Row row(String line) {
    String[] cells = line.split("\\s*\\|\\s*", -1);
    String text = cells[1].substring(1, cells[1].length() - 1);
    return new Row(text, pattern(text), cells[2], cells[3].equals("part"), cells[4]);
  }

  private static Pattern pattern(String text) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '*' -> regex.append(".*");
        case '{' -> regex.append("(?:");
        case '}' -> regex.append(')');
        case ',' -> regex.append(regex.lastIndexOf("(?:") > regex.lastIndexOf(")") ? "|" : ",");
        default -> regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return Pattern.compile(regex.toString());
  }

  /** Returns the row that a difference is listed in, and counts it. */
  Optional<Row> find(Difference difference) {
    Optional<Row> found =
        rows.stream()
            .filter(row -> row.pattern().matcher(difference.signature()).matches())
            .findFirst();
    found.ifPresent(row -> uses.merge(row, 1, Integer::sum));
    return found;
  }

  /** Returns how often each row was found, the most frequent first. */
  @Override
  public String toString() {
    return uses.entrySet().stream()
        .sorted((one, other) -> other.getValue() - one.getValue())
        .map(entry -> "%6d × %s".formatted(entry.getValue(), entry.getKey().text()))
        .collect(Collectors.joining("\n"));
  }
}
