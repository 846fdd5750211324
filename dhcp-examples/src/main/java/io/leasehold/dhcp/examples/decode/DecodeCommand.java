package io.leasehold.dhcp.examples.decode;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Prints each DHCP message of a file, one after the other, in memory that does not grow with the
 * file.
 */
@Command(
    name = "decode",
    description =
        "Prints the DHCP messages of a capture (pcap, pcapng), or of a file with one message a line"
            + " in hexadecimal digits.")
public final class DecodeCommand implements Callable<Integer> {

  @Spec CommandSpec spec;

  @Option(names = "--json", description = "Prints one JSON object a line for each message.")
  boolean json;

  @Parameters(paramLabel = "FILE", description = "The capture, or the hexadecimal lines.")
  Path file;

  /** For the command line. */
  public DecodeCommand() {}

  /**
   * Prints all messages up to the end of the file, or up to where it cannot be read on.
   *
   * @throws IllegalArgumentException when the file is not what it should be; the message says where
   * @throws IOException when the file cannot be read, or the output cannot be written
   */
  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    MessagePrinter printer = json ? new JsonPrinter(out) : new TextPrinter(out);
    try (InputStream in = Files.newInputStream(file)) {
      MessageSource source = MessageSource.open(in);
      for (Optional<FoundMessage> message = source.next();
          message.isPresent();
          message = source.next()) {
        printer.print(message.get());
        // The writer may hide what is wrong with the stream behind it.
        if (out.checkError() || System.out.checkError()) {
          throw new OutputException();
        }
      }
    } catch (FormatException e) {
      throw new IllegalArgumentException(file + " " + e.getMessage(), e);
    } catch (OutputException e) {
      throw e;
    } catch (IOException e) {
      throw new IOException(file + ": cannot be read: " + e.getClass().getSimpleName(), e);
    }
    return 0;
  }

  /** Nobody takes what is printed. */
  private static final class OutputException extends IOException {

    private static final long serialVersionUID = 1;

    OutputException() {
      super("standard output: cannot be written; it is closed, or its disk is full");
    }
  }
}
