package io.leasehold.dhcp.examples.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The documents say nothing that the build has not compiled. */
class ReadmeTest {

  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Path PROJECT = Path.of("..");

  static List<Path> documents() throws IOException {
    try (Stream<Path> docs = Files.list(PROJECT.resolve("docs"))) {
      return Stream.concat(Stream.of(PROJECT.resolve("README.md")), docs).toList();
    }
  }

  // Each piece of Java in a document stands in a class that is compiled, laid out as it may be.
  @ParameterizedTest
  @MethodSource("documents")
  void snippetsAreCompiled(Path document) throws IOException {
    List<String> compiled = compiled();
    List<String> snippets =
        JAVA.matcher(Files.readString(document))
            .results()
            .map((MatchResult result) -> withoutSpace(result.group(1)))
            .toList();
    assertThat(snippets)
        .allSatisfy(
            snippet -> assertThat(compiled).anySatisfy(it -> assertThat(it).contains(snippet)));
  }

  private static List<String> compiled() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .map(file -> withoutSpace(read(file)))
          .toList();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String withoutSpace(String text) {
    return text.replaceAll("\\s+", "");
  }
}
