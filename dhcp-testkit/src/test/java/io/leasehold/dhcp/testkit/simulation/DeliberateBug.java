package io.leasehold.dhcp.testkit.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A bug that can be put into the server on purpose.
 *
 * @param name what is wrong
 * @param file the source file, below the root package of the server
 * @param right what stands there, once
 * @param wrong what stands there with the bug
 * @param seed one that has found it
 */
record DeliberateBug(String name, String file, String right, String wrong, long seed) {

  private static final String ROOT = "../dhcp-server-core/src/main/java/io/leasehold/dhcp/server/";

  Path source() {
    return Path.of(ROOT + file);
  }

  /** Returns the source file with the bug. */
  String text() throws IOException {
    String text = Files.readString(source());
    int at = text.indexOf(right);
    if (at < 0 || text.indexOf(right, at + 1) >= 0) {
      throw new IllegalStateException(
          "«" + name + "»: expected once in " + file + ", and is not: " + right);
    }
    return text.substring(0, at) + wrong + text.substring(at + right.length());
  }

  @Override
  public String toString() {
    return name;
  }
}
