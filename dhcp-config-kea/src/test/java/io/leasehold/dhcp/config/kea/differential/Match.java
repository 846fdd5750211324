package io.leasehold.dhcp.config.kea.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Plays sequences against both servers, and counts what comes of it. */
final class Match {

  private final Contestant kea;
  private final Contestant ours;
  private final DifferenceTable table;
  private final Map<String, List<String>> unlisted = new TreeMap<>();
  private final Map<String, Integer> outcomes = new TreeMap<>();
  private int sequences;
  private int messages;
  private int parted;

  Match(Contestant kea, Contestant ours, DifferenceTable table) {
    this.kea = kea;
    this.ours = ours;
    this.table = table;
  }

  /**
   * Plays a sequence until its end, or until the servers know different things: then the same words
   * mean something else to each.
   */
  void play(String name, String document, List<Step> sequence) {
    kea.start(document);
    ours.start(document);
    sequences++;
    Player keaClients = new Player(kea);
    Player ownClients = new Player(ours);
    StringBuilder story = new StringBuilder("\n  sequence " + sequences + ", " + name);
    for (Step step : sequence) {
      if (!keaClients.meaningOf(step).equals(ownClients.meaningOf(step))) {
        parted++;
        return;
      }
      messages++;
      Exchange theirs = keaClients.play(step, messages);
      Exchange own = ownClients.play(step, messages);
      outcomes.merge(theirs.answer().outcome(), 1, Integer::sum);
      story.append("\n  " + step.sender().name() + " " + step.kind() + " " + own.request());
      story.append("\n    Kea:  " + theirs).append("\n    ours: " + own);
      if (isParting(Comparison.of(step, theirs, own), story)) {
        parted++;
        return;
      }
    }
  }

  private boolean isParting(List<Difference> differences, StringBuilder story) {
    boolean parting = false;
    for (Difference difference : differences) {
      Optional<DifferenceTable.Row> row = table.find(difference);
      if (row.isEmpty()) {
        unlisted
            .computeIfAbsent(difference.signature(), signature -> new ArrayList<>())
            .add(difference.values() + story);
      }
      parting |= row.map(DifferenceTable.Row::parting).orElse(difference.isOfOutcome());
    }
    return parting;
  }

  /** Returns the differences that are in no row, the most frequent first, each with a story. */
  List<String> unlisted() {
    return unlisted.entrySet().stream()
        .sorted((one, other) -> other.getValue().size() - one.getValue().size())
        .map(e -> e.getValue().size() + " × `" + e.getKey() + "`\n  " + e.getValue().get(0))
        .toList();
  }

  @Override
  public String toString() {
    return "%d sequences, %d messages (%s), %d sequences parted early"
        .formatted(sequences, messages, outcomes, parted);
  }
}
