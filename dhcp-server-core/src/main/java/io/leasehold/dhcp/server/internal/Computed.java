package io.leasehold.dhcp.server.internal;

import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.server.match.RequestFacts;
import io.leasehold.dhcp.server.match.RequestValue;
import io.leasehold.dhcp.server.transport.InboundDatagram;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Computes what hosts and clients are known by, with values of the embedder's. */
public final class Computed {

  private static final Logger LOG = LoggerFactory.getLogger(Computed.class);

  private Computed() {}

  /** Returns a value; empty where it throws. */
  public static Optional<Octets> of(
      RequestValue value, InboundDatagram datagram, DhcpMessage message) {
    try {
      return value.of(new RequestFacts(datagram, message, Set.of()));
    } catch (Throwable e) {
      LOG.debug("What identifies a host threw, and is absent: {}", value, e);
      return Optional.empty();
    }
  }
}
