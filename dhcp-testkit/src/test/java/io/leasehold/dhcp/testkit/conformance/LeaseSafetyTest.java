package io.leasehold.dhcp.testkit.conformance;

import static io.leasehold.dhcp.testkit.conformance.Ask.A;
import static io.leasehold.dhcp.testkit.conformance.Ask.B;
import static io.leasehold.dhcp.testkit.conformance.Ask.discover;
import static io.leasehold.dhcp.testkit.conformance.Ask.renewing;
import static io.leasehold.dhcp.testkit.conformance.Ask.request;
import static io.leasehold.dhcp.testkit.conformance.Ask.selecting;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.value.ClientIdentifier;
import io.leasehold.dhcp.server.store.Lease;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A lease stays its client's, whatever others send. */
class LeaseSafetyTest {

  private final Lab lab = new Lab();

  // A message that names somebody's address as its relay agent's takes it from nobody.
  @Test
  void spoofedRelayAgentTakesNoAddress() {
    lab.bound(A, "192.0.2.15");
    lab.offer(discover(B).relayed(Ipv4Address.parse("192.0.2.15")));
    assertThat(lab.ack(renewing(A, "192.0.2.15")).yiaddr()).isEqualTo("192.0.2.15");
    Lab.Answer offer = lab.offer(discover(Ask.client(1)).relayed(Ipv4Address.parse("192.0.2.11")));
    assertThat(offer.yiaddr()).isEqualTo("192.0.2.12");
    assertThat(lab.offer(discover(Ask.client(2))).yiaddr()).isEqualTo("192.0.2.11");
  }

  // A client that loses the race for another address keeps the one that it has.
  @Test
  void loserOfARaceKeepsItsLease() {
    WatchedStore store = new WatchedStore();
    lab.store = store;
    lab.bound(A, "192.0.2.12");
    lab.engine();
    store.beforeCommit(
        () -> {
          if (lab.stored("192.0.2.15").isEmpty()) {
            lab.bound(B, "192.0.2.15");
          }
        });
    lab.nak(selecting(A, "192.0.2.15"));
    assertThat(lab.isBound("192.0.2.12", A)).isTrue();
    assertThat(lab.isBound("192.0.2.15", B)).isTrue();
  }

  // Two machines with one hardware address differ in their identifiers: a message without one frees
  // the lease of neither.
  @Test
  void sharedHardwareAddressFreesNoLease() {
    ClientIdentifier first = new ClientIdentifier(Octets.of(0, 1));
    ClientIdentifier second = new ClientIdentifier(Octets.of(0, 2));
    lab.bound(Optional.of(first), A, "192.0.2.11", lab.clock.instant().plus(Lab.LEASE));
    lab.bound(Optional.of(second), A, "192.0.2.12", lab.clock.instant().plus(Lab.LEASE));
    lab.ack(renewing(A, "192.0.2.11"));
    assertThat(lab.stored("192.0.2.12").filter(lease -> lease.isBoundAt(lab.clock.instant())))
        .flatMap(Lease::clientIdentifier)
        .contains(second);
  }

  // What is offered to a client with an identifier is not kept from it when it sends none.
  @Test
  void offerIsForTheClientWithAndWithoutIdentifier() {
    String offered = lab.offer(discover(A).clientId(0, 1)).yiaddr();
    assertThat(lab.ack(request(A).server(Ask.SERVER).wanting(offered)).yiaddr()).isEqualTo(offered);
  }
}
