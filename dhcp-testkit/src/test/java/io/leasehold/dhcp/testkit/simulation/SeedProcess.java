package io.leasehold.dhcp.testkit.simulation;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A Java virtual machine of its own, which runs a seed and prints the hash of all events. */
final class SeedProcess {

  private SeedProcess() {}

  /** Returns what it prints. */
  static String hashOf(long seed) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                SeedProcess.class.getName(),
                Long.toString(seed))
            .redirectError(Redirect.INHERIT)
            .start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }

  /** Takes the seed. */
  public static void main(String[] arguments) {
    System.out.println(SimulatedNetwork.seed(Long.parseLong(arguments[0])).run().hash());
  }
}
