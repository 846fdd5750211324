package io.leasehold.dhcp.examples;

import io.leasehold.dhcp.examples.capture.DecodeCommand;
import io.leasehold.dhcp.examples.capture.ExplainCommand;
import io.leasehold.dhcp.examples.demo.DemoCommand;
import io.leasehold.dhcp.examples.serve.ServeCommand;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The runnable jar: each example is a subcommand. */
@Command(
    name = "leasehold",
    description = "A DHCPv4 server for the JVM, and examples of it.",
    subcommands = {
      DemoCommand.class,
      ServeCommand.class,
      DecodeCommand.class,
      ExplainCommand.class
    })
public final class Leasehold {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Says how a command is used.")
  boolean help;

  private Leasehold() {}

  /** Runs the subcommand that {@code args} name, and ends the process with its exit code. */
  public static void main(String... args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Leasehold())
        .setExecutionExceptionHandler(
            (exception, command, parsed) -> {
              command.getErr().println("leasehold: " + oneLine(exception));
              return CommandLine.ExitCode.SOFTWARE;
            });
  }

  private static String oneLine(Exception exception) {
    return Optional.ofNullable(exception.getMessage())
        .orElseGet(exception::toString)
        .lines()
        .collect(Collectors.joining(" "));
  }
}
