package io.leasehold.dhcp.examples;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.DhcpCodec;
import io.leasehold.dhcp.codec.DhcpMessage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The decoder of captures, as the command line runs it. */
class DecodeCommandTest {

  private static final String MESSAGE =
      DhcpCodec.encode(DhcpMessage.request().xid(7).build()).toString();

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void printsMessages() throws IOException {
    // Without an option the messages are for people, with --json they are for programs.
    Path file = Files.writeString(folder.resolve("lines"), MESSAGE);
    assertThat(execute("decode", file.toString())).isZero();
    assertThat(out.toString()).startsWith("frame 1\nBOOTP\n");
    out.getBuffer().setLength(0);
    assertThat(execute("decode", "--json", file.toString())).isZero();
    assertThat(out.toString()).startsWith("{\"frame\":1,").hasLineCount(1);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void brokenFile() throws IOException {
    // What can be read is printed; then one line says what is wrong, and the exit code is 1.
    Path file = Files.writeString(folder.resolve("lines"), MESSAGE + "\nnonsense\n");
    assertThat(execute("decode", file.toString())).isEqualTo(1);
    assertThat(out.toString()).startsWith("frame 1\n");
    assertThat(err.toString())
        .isEqualTo(
            "leasehold: %s at line 2: expected pairs of hexadecimal digits, such as 02:00:5e:10,"
                    .formatted(file)
                + " found \"nonsense\"\n");
  }

  @Test
  void unreadableFile() {
    // A file that is not there, or is a folder, is one line too.
    assertThat(execute("decode", folder.resolve("absent").toString())).isEqualTo(1);
    assertThat(execute("decode", folder.toString())).isEqualTo(1);
    assertThat(err.toString())
        .isEqualTo(
            "leasehold: %1$s/absent: cannot be read: NoSuchFileException%n".formatted(folder)
                + "leasehold: %1$s: cannot be read: IOException%n".formatted(folder));
  }

  @Test
  void usage() {
    // Without a file there is nothing to do, which is a wrong use.
    assertThat(execute("decode")).isEqualTo(2);
    assertThat(err.toString()).startsWith("Missing required parameter: 'FILE'");
  }

  @Test
  @Timeout(60)
  void closedOutput() throws Exception {
    // Who closes the output early ends the command, however long the file is.
    Path file = Files.write(folder.resolve("lines"), Collections.nCopies(20_000, MESSAGE));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Leasehold.class.getName(),
                "decode",
                file.toString())
            .start();
    try {
      assertThat(process.inputReader().readLine()).isEqualTo("frame 1");
      process.getInputStream().close();
      assertThat(process.waitFor(30, SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(1);
      assertThat(process.errorReader().lines())
          .containsExactly(
              "leasehold: standard output: cannot be written; it is closed, or its disk is full");
    } finally {
      process.destroyForcibly();
    }
  }

  private int execute(String... arguments) {
    CommandLine commandLine =
        Leasehold.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return commandLine.execute(arguments);
  }
}
