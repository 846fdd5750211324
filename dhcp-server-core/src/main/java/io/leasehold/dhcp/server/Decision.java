package io.leasehold.dhcp.server;

import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.octets.Utf8Text;
import io.leasehold.dhcp.server.transport.Destination;
import java.util.List;

/** What the engine makes of a datagram. */
public sealed interface Decision {

  /** Returns how it came about; {@link Trace#NONE} where nobody has asked. */
  Trace trace();

  /** Returns the same decision, with how it came about. */
  Decision withTrace(Trace trace);

  /**
   * A reply is to be sent.
   *
   * @param message the reply
   * @param payload the reply as it goes over the wire
   * @param omitted options that it should have, and has not
   * @param destination where it goes
   * @param trace how it came about
   */
  record Reply(
      DhcpMessage message,
      Octets payload,
      List<Omission> omitted,
      Destination destination,
      Trace trace)
      implements Decision {

    /** Copies the list. */
    public Reply {
      omitted = List.copyOf(omitted);
    }

    @Override
    public Reply withTrace(Trace trace) {
      return new Reply(message, payload, omitted, destination, trace);
    }
  }

  /**
   * Nothing is to be sent.
   *
   * @param reason why
   * @param detail the same for a reader, with the values that led to it: one line of at most some
   *     300 characters, with what cannot be seen spelled out
   * @param trace how it came about
   */
  record Silence(SilenceReason reason, String detail, Trace trace) implements Decision {

    private static final int MAX_DETAIL = 300;

    /**
     * Puts the detail on one line, and shortens it where it is long: clients may have a say in it.
     */
    public Silence {
      detail = Utf8Text.line(detail, MAX_DETAIL);
    }

    /** Says nothing of how it came about. */
    public Silence(SilenceReason reason, String detail) {
      this(reason, detail, Trace.NONE);
    }

    @Override
    public Silence withTrace(Trace trace) {
      return new Silence(reason, detail, trace);
    }
  }
}
