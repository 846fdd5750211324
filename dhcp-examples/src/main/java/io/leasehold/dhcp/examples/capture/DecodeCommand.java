package io.leasehold.dhcp.examples.capture;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
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
    MessageFile.forEach(file, out, printer::print);
    return 0;
  }
}
