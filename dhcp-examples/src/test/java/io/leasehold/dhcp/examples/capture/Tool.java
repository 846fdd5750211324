package io.leasehold.dhcp.examples.capture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leasehold.dhcp.codec.octets.Octets;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/**
 * What the command has made of a file.
 *
 * @param exitCode its exit code
 * @param output what it has printed
 * @param error the message of the exception that has ended it, or nothing
 */
record Tool(int exitCode, String output, String error) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Runs the command {@code decode} with these arguments. */
  static Tool run(String... arguments) {
    return run(new DecodeCommand(), arguments);
  }

  /** Runs a command with these arguments. */
  static Tool run(Callable<Integer> command, String... arguments) {
    StringWriter out = new StringWriter();
    StringBuilder error = new StringBuilder();
    int exitCode =
        new CommandLine(command)
            .setOut(new PrintWriter(out))
            .setExecutionExceptionHandler(
                (exception, line, parsed) -> {
                  error.append(exception.getMessage());
                  return CommandLine.ExitCode.SOFTWARE;
                })
            .execute(arguments);
    return new Tool(exitCode, out.toString(), error.toString());
  }

  /** Runs the command with {@code --json} on a file of these octets. */
  static Tool json(Path folder, Octets file) throws IOException {
    return run("--json", Files.write(folder.resolve("file"), file.toByteArray()).toString());
  }

  /** Returns the lines that were printed, read as JSON. */
  List<JsonNode> objects() {
    return output.lines().map(Tool::parse).toList();
  }

  /** Returns number and xid of each message, as {@code 1:7}, or {@code 1:malformed TEXT}. */
  List<String> frames() {
    return objects().stream()
        .map(
            it ->
                it.get("frame").asText()
                    + ":"
                    + (it.has("malformed")
                        ? "malformed " + it.get("malformed").asText()
                        : it.get("xid").asText()))
        .toList();
  }

  private static JsonNode parse(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(line, e);
    }
  }
}
