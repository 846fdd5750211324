package io.leasehold.dhcp.config.kea.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A running {@code kea-dhcp4} and our engine are given the same configurations and the same
 * messages. It needs Kea 2.2, and the right to make network namespaces; {@code
 * -Dleasehold.differential.required=true} makes it fail, not be skipped, without them.
 */
class KeaDifferentialTest {

  private static final long SEED = Long.getLong("leasehold.differential.seed", 20260101L);
  private static final int SEQUENCES = Integer.getInteger("leasehold.differential.sequences", 2400);
  private static final boolean REQUIRED = Boolean.getBoolean("leasehold.differential.required");
  private static final List<String> CONFIGURATIONS =
      List.of(
          "plain",
          "authoritative",
          "shared",
          "reserved",
          "options",
          "tiny",
          "classes",
          "hosts",
          "names");

  @Test
  void answersAsKeaDoes(@TempDir Path folder) throws IOException {
    // Every difference between Kea's answers and ours is in the table.
    Optional<String> obstacle = Cable.obstacle().or(Kea::obstacle);
    String skipped = "not compared with Kea: " + obstacle.orElse("");
    assertThat(REQUIRED && obstacle.isPresent()).as(skipped).isFalse();
    assumeTrue(obstacle.isEmpty(), skipped);
    DifferenceTable table = DifferenceTable.read();
    Generator generator = new Generator(SEED);
    try (Kea kea = Kea.start(folder, document(CONFIGURATIONS.get(0)))) {
      Match match = new Match(kea, new Leasehold(), table);
      for (int i = 0; i < SEQUENCES; i++) {
        String name = CONFIGURATIONS.get(i % CONFIGURATIONS.size());
        match.play(name, document(name), generator.sequence());
      }
      System.out.println("Compared with Kea, seed " + SEED + ": " + match);
      System.out.println(table);
      assertThat(match.unlisted()).as("differences that are not listed, seed %s", SEED).isEmpty();
    }
  }

  private static String document(String name) throws IOException {
    try (InputStream in = KeaDifferentialTest.class.getResourceAsStream(name + ".json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
