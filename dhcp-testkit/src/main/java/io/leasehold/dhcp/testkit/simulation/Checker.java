package io.leasehold.dhcp.testkit.simulation;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.Decision;
import io.leasehold.dhcp.server.LeaseEvent;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.transport.InboundDatagram;
import io.leasehold.dhcp.testkit.ClientLease;
import java.util.Optional;

/** Sees what happens and objects. It knows nothing of how servers work inside. */
interface Checker {

  /** A datagram reaches a server. */
  default void onArrival(InboundDatagram datagram) {}

  /** A server has decided on a datagram. */
  default void onDecision(Ipv4Address server, InboundDatagram datagram, Decision decision) {}

  /** A server tells its listeners. */
  default void onLease(LeaseEvent event) {}

  /** A lease has been stored in the place of what was there before. */
  default void onCommit(Optional<Lease> before, Lease lease) {}

  /** A client believes to have something else than before, or nothing. */
  default void onBelief(Machine machine, Optional<ClientLease> lease) {}

  /** A server starts, and knows nothing but what is stored. */
  default void onStart(Ipv4Address server) {}

  /** A server was killed. */
  default void onCrash(Ipv4Address server) {}

  /** All has been calm for long enough for everybody to have what it wants. */
  default void whenCalm() {}
}
