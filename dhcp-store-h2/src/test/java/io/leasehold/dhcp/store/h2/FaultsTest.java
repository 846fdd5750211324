package io.leasehold.dhcp.store.h2;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;

/**
 * Any history of a store on a disk that fails between any two steps of a commit, a fold, an opening
 * or a closing, and of what comes after: another try, a kill, a power cut. A failure prints its
 * seed, and the steps, shrunk.
 */
class FaultsTest {

  @Test
  void newestStateOfTheTableIsFoundAfterAPowerCutAtAnyStepOfAFold() throws Exception {
    // A fold that puts its chunks where the header of the table's file pointed to before: wherever
    // in it the power goes, H2 finds the chunk that was the newest.
    FaultStep.Commit some =
        new FaultStep.Commit(IntStream.range(0, 72).filter(i -> i % 3 > 0).boxed().toList());
    for (int step = 8; step < 20; step++) {
      List<FaultStep> steps =
          List.of(
              new FaultStep.Reopen(),
              new FaultStep.Commit(List.of(0)),
              new FaultStep.Refresh(),
              some,
              some,
              some,
              some,
              new FaultStep.CutPower(step));
      try (FaultHistory history = new FaultHistory(new Random(step), false, true)) {
        for (FaultStep each : steps) {
          history.run(each);
          history.check();
        }
      }
    }
  }

  @Property(tries = 40, edgeCases = EdgeCasesMode.NONE)
  void nothingThatWasAcknowledgedIsLost(
      @ForAll("histories") List<FaultStep> steps,
      @ForAll long seed,
      @ForAll boolean isEncrypted,
      @ForAll boolean isForced)
      throws Exception {
    // Whatever fails and when: a store opens again once its disk works, and has each lease that it
    // acknowledged, or one that was asked for after it, and never half of one. One that does not
    // force each commit has that after a kill, and after a power cut what it had when it was opened
    // or refreshed last.
    try (FaultHistory history = new FaultHistory(new Random(seed), isEncrypted, isForced)) {
      for (FaultStep step : steps) {
        history.run(step);
        history.check();
      }
    }
  }

  @Provide
  Arbitrary<List<FaultStep>> histories() {
    Arbitrary<Integer> few = Arbitraries.integers().between(0, 5);
    Arbitrary<Integer> many = Arbitraries.integers().between(0, 60);
    Arbitrary<FaultStep> commit =
        Arbitraries.integers()
            .between(0, FaultHistory.ADDRESSES - 1)
            .list()
            .uniqueElements()
            .ofMinSize(1)
            .ofMaxSize(40)
            .map(FaultStep.Commit::new);
    Arbitrary<FaultStep> cut = Arbitraries.oneOf(few, many).map(FaultStep.CutPower::new);
    Arbitrary<FaultStep> step =
        Arbitraries.frequencyOf(
            Tuple.of(8, commit),
            Tuple.of(3, fail(many)),
            Tuple.of(1, Arbitraries.just(new FaultStep.Heal())),
            Tuple.of(2, Arbitraries.just(new FaultStep.Refresh())),
            Tuple.of(1, Arbitraries.just(new FaultStep.Reopen())),
            Tuple.of(1, Arbitraries.just(new FaultStep.Kill())),
            Tuple.of(1, cut));
    Arbitrary<FaultStep> end =
        Arbitraries.oneOf(
            Arbitraries.of(new FaultStep.Refresh(), new FaultStep.Reopen(), new FaultStep.Kill()),
            cut);
    // A commit has two steps and a fold dozens, so that a failure that may come anywhere comes in a
    // fold; what a failed commit has left behind is seen before the next fold, or never.
    Arbitrary<List<FaultStep>> failedCommits =
        Combinators.combine(fail(few), commit.list().ofMinSize(1).ofMaxSize(3), end)
            .as(
                (fail, commits, then) -> {
                  List<FaultStep> steps = new ArrayList<>(List.of(fail));
                  steps.addAll(commits);
                  steps.add(then);
                  return steps;
                });
    return Arbitraries.frequencyOf(Tuple.of(5, step.map(List::of)), Tuple.of(1, failedCommits))
        .list()
        .ofMaxSize(20)
        .map(parts -> parts.stream().flatMap(List::stream).toList());
  }

  private static Arbitrary<FaultStep> fail(Arbitrary<Integer> steps) {
    return Combinators.combine(steps, Arbitraries.integers().between(1, 3)).as(FaultStep.Fail::new);
  }
}
