package io.leasehold.dhcp.testkit.simulation;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.Decision;
import io.leasehold.dhcp.server.LeaseEvent;
import io.leasehold.dhcp.server.store.CommitResult;
import io.leasehold.dhcp.server.store.CommitResult.Committed;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseChange;
import io.leasehold.dhcp.server.store.LeaseStore;
import io.leasehold.dhcp.server.transport.InboundDatagram;
import io.leasehold.dhcp.testkit.ClientLease;
import io.leasehold.dhcp.testkit.network.Impairment.Delivery;
import io.leasehold.dhcp.testkit.network.TestNetwork;
import io.leasehold.dhcp.testkit.network.Transit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Tells all checkers, and the record of the run, what happens. */
final class Checks implements TestNetwork.Listener {

  private final LeaseStore store;
  private final RunRecord record;
  private final List<Checker> checkers;
  private final Map<Ipv4Address, Lease> before = new HashMap<>();

  Checks(LeaseStore store, RunRecord record, List<Checker> checkers) {
    this.store = store;
    this.record = record;
    this.checkers = checkers;
  }

  @Override
  public void onTransit(Transit transit, List<Delivery> deliveries) {
    record.sent(transit, deliveries);
  }

  @Override
  public void onArrival(InboundDatagram datagram) {
    tell(it -> it.onArrival(datagram));
  }

  void onDecision(Ipv4Address server, InboundDatagram datagram, Decision decision) {
    record.decided(server, datagram, decision);
    tell(it -> it.onDecision(server, datagram, decision));
  }

  void onLease(LeaseEvent event) {
    record.told(event);
    tell(it -> it.onLease(event));
  }

  void beforeCommit(List<LeaseChange> changes) {
    before.clear();
    for (LeaseChange change : changes) {
      Ipv4Address address = change.lease().address();
      store.findByAddress(address).ifPresent(lease -> before.put(address, lease));
    }
  }

  void afterCommit(List<CommitResult> results) {
    for (CommitResult result : results) {
      if (result instanceof Committed committed) {
        Lease lease = committed.lease();
        record.stored(lease);
        tell(it -> it.onCommit(Optional.ofNullable(before.get(lease.address())), lease));
        before.put(lease.address(), lease);
      }
    }
  }

  void onBelief(Machine machine, Optional<ClientLease> lease) {
    record.believed(machine, lease);
    tell(it -> it.onBelief(machine, lease));
  }

  void onStart(Ipv4Address server) {
    record.note("server " + server, "starts");
    tell(it -> it.onStart(server));
  }

  void onCrash(Ipv4Address server) {
    record.note("server " + server, "is killed");
    tell(it -> it.onCrash(server));
  }

  void whenCalm() {
    tell(Checker::whenCalm);
  }

  private void tell(Consumer<Checker> what) {
    checkers.forEach(what);
  }
}
