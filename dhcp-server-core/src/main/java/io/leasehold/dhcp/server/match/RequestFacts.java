package io.leasehold.dhcp.server.match;

import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.server.transport.InboundDatagram;
import java.util.Objects;
import java.util.Set;

/**
 * What is known of a request when conditions are looked at.
 *
 * @param datagram what carried the message
 * @param message the message
 * @param classes the names of the classes that the client is known to be in so far; not to be
 *     written to
 */
public record RequestFacts(InboundDatagram datagram, DhcpMessage message, Set<String> classes) {

  /** Checks for null. */
  public RequestFacts {
    Objects.requireNonNull(datagram, "datagram");
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(classes, "classes");
  }

  /** Returns these facts with other classes. */
  public RequestFacts withClasses(Set<String> others) {
    return new RequestFacts(datagram, message, others);
  }
}
