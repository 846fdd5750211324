package io.leasehold.dhcp.examples.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README says nothing that the build has not compiled. */
class ReadmeTest {

  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  // Each piece of Java in the README stands in a class that is compiled, laid out as it may be.
  @Test
  void snippetsAreCompiled() throws IOException {
    String compiled =
        withoutSpace(
            Files.readString(
                Path.of("src/test/java/io/leasehold/dhcp/examples/readme/Snippets.java")));
    List<String> snippets =
        JAVA.matcher(Files.readString(Path.of("../README.md")))
            .results()
            .map((MatchResult result) -> result.group(1))
            .toList();
    assertThat(snippets)
        .hasSizeGreaterThanOrEqualTo(3)
        .allSatisfy(snippet -> assertThat(compiled).contains(withoutSpace(snippet)));
  }

  private static String withoutSpace(String text) {
    return text.replaceAll("\\s+", "");
  }
}
