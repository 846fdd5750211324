package io.leasehold.dhcp.testkit.simulation;

import io.leasehold.dhcp.testkit.simulation.RunRecord.Line;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What led to a violation: of all that happened, the last lines that are about the same things. */
final class Ladder {

  private static final int MAX_LINES = 60;

  private Ladder() {}

  static String of(Violation violation, List<Line> lines, Instant start) {
    List<String> shown = new ArrayList<>();
    for (int i = lines.size() - 1; i >= 0 && shown.size() < MAX_LINES; i--) {
      Line line = lines.get(i);
      if (!line.time().isAfter(violation.time())) {
        String text = line.text().get();
        if (isAbout(violation, line, text)) {
          shown.add(describe(line, text, start));
        }
      }
    }
    Collections.reverse(shown);
    return String.join("\n", shown);
  }

  /** A server is too much: it is in most lines. Where there is nothing else, it has to do. */
  private static boolean isAbout(Violation violation, Line line, String text) {
    List<String> names = violation.about().stream().filter(name -> !name.isEmpty()).toList();
    List<String> telling = names.stream().filter(name -> !name.startsWith("server ")).toList();
    return telling.isEmpty()
        ? names.contains(line.from())
        : telling.stream().anyMatch(text::contains);
  }

  private static String describe(Line line, String text, Instant start) {
    double seconds = Duration.between(start, line.time()).toNanos() / 1e9;
    String way = line.to().isEmpty() ? line.from() + ":" : line.from() + " -> " + line.to() + ":";
    return String.format("%11.6f  %s %s", seconds, way, text);
  }
}
