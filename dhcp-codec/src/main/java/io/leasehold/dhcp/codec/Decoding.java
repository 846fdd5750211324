package io.leasehold.dhcp.codec;

import io.leasehold.dhcp.codec.octets.Octets;
import java.util.List;

/** What became of a datagram: a message, or the reason why it is none. */
public sealed interface Decoding {

  /**
   * The datagram is a message, with everything in it that could be read.
   *
   * <p>Immutable, equal by content, and safe for use by any thread.
   */
  final class Decoded implements Decoding {

    private final DhcpMessage message;
    private final Octets datagram;

    Decoded(DhcpMessage message, Octets datagram) {
      this.message = message;
      this.datagram = datagram;
    }

    /** Returns the message. */
    public DhcpMessage message() {
      return message;
    }

    /** Returns the octets that the message was read from. */
    public Octets datagram() {
      return datagram;
    }

    /**
     * Returns what the sender should have written otherwise, although it did not cost the message.
     * An option whose octets are all there is kept raw, one that is cut off is not. Found anew with
     * each call, so that nobody pays who does not ask.
     */
    public List<DecodeProblem> problems() {
      return DatagramCheck.problemsOf(datagram);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Decoded that && datagram.equals(that.datagram);
    }

    @Override
    public int hashCode() {
      return datagram.hashCode();
    }

    /** Returns the message and the problems on one line. */
    @Override
    public String toString() {
      return "Decoded[message=" + message + ", problems=" + problems() + "]";
    }
  }

  /**
   * The datagram is no message.
   *
   * @param problem what is wrong with it
   */
  record Malformed(DecodeProblem problem) implements Decoding {}
}
