package io.leasehold.dhcp.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Shows that the simulator finds bugs: each of them, alone, in at most 2,000 seeds. A build tries
 * some of them; all with {@code -Dleasehold.teeth=100}.
 */
class TeethTest {

  private static final int MAX_SEEDS = 2_000;
  private static final int COUNT = Integer.getInteger("leasehold.teeth", 6);

  static List<DeliberateBug> bugs() {
    List<DeliberateBug> bugs = new ArrayList<>(DeliberateBugs.ALL);
    Collections.shuffle(bugs);
    return bugs.subList(0, Math.min(COUNT, bugs.size()));
  }

  // Whichever bug there is, some seed finds it: first the one that has found it before.
  @ParameterizedTest
  @MethodSource("bugs")
  void bugIsFound(DeliberateBug bug)
      throws IOException, URISyntaxException, ReflectiveOperationException {
    Optional<String> found = Optional.empty();
    try (BuggyServer server = new BuggyServer(bug)) {
      long[] seeds =
          LongStream.concat(LongStream.of(bug.seed()), LongStream.rangeClosed(1, MAX_SEEDS - 1))
              .toArray();
      for (int i = 0; i < seeds.length && found.isEmpty(); i++) {
        found = server.find(seeds[i]);
      }
    }
    assertThat(found).as("what is found when %s", bug).isPresent();
  }
}
