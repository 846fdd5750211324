package io.leasehold.dhcp.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The demo, as the command line runs it. */
class DemoCommandTest {

  // The whole life of a lease is on the ladder, a silence with its reason, and the rows on the
  // disk.
  @Test
  void tellsItsStory() {
    StringWriter out = new StringWriter();
    CommandLine commandLine = Leasehold.commandLine().setOut(new PrintWriter(out));
    assertThat(commandLine.execute("demo")).isZero();
    assertThat(out.toString())
        .containsSubsequence(
            "-- DISCOVER -",
            "- OFFER 127.0.1.10 for 1 h, T1 30 min --",
            "-- REQUEST 127.0.1.10  takes the offer -",
            "- ACK 127.0.1.10 for 1 h, T1 30 min --",
            "-- REQUEST 127.0.1.10  renews -",
            "- ACK 127.0.1.10 for 1 h",
            "-- RELEASE 127.0.1.10 -",
            "no reply: RELEASED",
            "no reply: UNKNOWN_CLIENT (RFC 2131 section 4.3.2)",
            "no reply: DECLINED")
        .containsPattern("127\\.0\\.1\\.10 +QUARANTINED +020000000001 +laptop")
        .containsPattern("127\\.0\\.1\\.11 +BOUND +020000000003 +phone")
        .containsPattern("127\\.0\\.1\\.30 +BOUND +020000000002 +printer");
  }
}
