package io.leasehold.dhcp.examples.capture;

import io.leasehold.dhcp.codec.DecodeProblem;
import io.leasehold.dhcp.codec.Decoding.Decoded;
import io.leasehold.dhcp.codec.Decoding.Malformed;
import java.io.PrintWriter;

/** Prints messages for people: a paragraph each, and the problems below it. */
final class TextPrinter implements MessagePrinter {

  private final PrintWriter out;

  TextPrinter(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void print(FoundMessage message) {
    StringBuilder text = new StringBuilder("frame ").append(message.frame()).append('\n');
    if (message.decoding() instanceof Decoded decoded) {
      text.append(decoded.message().describe()).append('\n');
      for (DecodeProblem problem : decoded.problems()) {
        text.append("  problem: ").append(problem).append('\n');
      }
    } else if (message.decoding() instanceof Malformed malformed) {
      text.append("malformed: ").append(malformed.problem()).append('\n');
    }
    // As one piece, since the output is flushed after each.
    out.print(text.append('\n'));
  }
}
