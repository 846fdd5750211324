package io.leasehold.dhcp.codec;

import java.util.List;

/** What became of a datagram: a message, or the reason why it is none. */
public sealed interface Decoding {

  /**
   * The datagram is a message.
   *
   * @param message the message, with everything in it that could be read
   * @param problems what was wrong without costing the message; an option whose octets are all
   *     there is kept raw, one that is cut off is not
   */
  record Decoded(DhcpMessage message, List<DecodeProblem> problems) implements Decoding {

    /** Copies the list. */
    public Decoded {
      problems = List.copyOf(problems);
    }
  }

  /**
   * The datagram is no message.
   *
   * @param problem what is wrong with it
   */
  record Malformed(DecodeProblem problem) implements Decoding {}
}
