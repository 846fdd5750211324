package io.leasehold.dhcp.server;

import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.octets.Utf8Text;
import io.leasehold.dhcp.server.transport.Destination;
import java.util.List;

/** What the engine makes of a datagram. */
public sealed interface Decision {

  /**
   * A reply is to be sent.
   *
   * @param message the reply
   * @param payload the reply as it goes over the wire
   * @param omitted options that it should have, and has not
   * @param destination where it goes
   */
  record Reply(DhcpMessage message, Octets payload, List<Omission> omitted, Destination destination)
      implements Decision {

    /** Copies the list. */
    public Reply {
      omitted = List.copyOf(omitted);
    }
  }

  /**
   * Nothing is to be sent.
   *
   * @param reason why
   * @param detail the same for a reader, with the values that led to it: one line of at most some
   *     300 characters, with what cannot be seen spelled out
   */
  record Silence(SilenceReason reason, String detail) implements Decision {

    private static final int MAX_DETAIL = 300;

    /**
     * Puts the detail on one line, and shortens it where it is long: clients may have a say in it.
     */
    public Silence {
      detail = Utf8Text.line(detail, MAX_DETAIL);
    }
  }
}
