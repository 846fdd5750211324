package io.leasehold.dhcp.testkit.conformance;

import static io.leasehold.dhcp.testkit.conformance.Ask.A;
import static io.leasehold.dhcp.testkit.conformance.Ask.rebinding;
import static io.leasehold.dhcp.testkit.conformance.Ask.renewing;
import static io.leasehold.dhcp.testkit.conformance.Ask.selecting;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.server.store.Lease;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Option 82 that is kept with a lease, for leasequery (RFC 4388, RFC 6925). */
class StoredRelayAgentTest {

  private static final String ADDRESS = "198.51.100.12";

  private final Lab lab = new Lab();

  private Optional<Octets> stored() {
    return lab.stored(ADDRESS).flatMap(Lease::relayAgentInformation);
  }

  // The lease has option 82 of the last request, whole, and keeps it when the client renews past
  // the relay agent.
  @Test
  @Tag("RAI-20")
  void rai20LatestIsStored() {
    lab.ack(selecting(A, ADDRESS).relayed().raw(82, 1, 1, 7));
    assertThat(stored()).contains(Octets.of(1, 1, 7));

    lab.ack(rebinding(A, ADDRESS).relayed().raw(82, 1, 1, 8, 200, 0));
    assertThat(stored()).contains(Octets.of(1, 1, 8, 200, 0));

    lab.ack(renewing(A, ADDRESS));
    assertThat(stored()).contains(Octets.of(1, 1, 8, 200, 0));
  }

  // The relay agent's identifier is among what is stored.
  @Test
  @Tag("RAI-16")
  void rai16RelayIdentifier() {
    lab.ack(selecting(A, ADDRESS).relayed().raw(82, 12, 3, 0, 1, 2));
    assertThat(stored()).contains(Octets.of(12, 3, 0, 1, 2));
  }

  // A client without a relay agent has none, though another had the address before it.
  @Test
  void nextClientHasItsOwn() {
    lab.ack(selecting(A, ADDRESS).relayed().raw(82, 1, 1, 7));
    lab.clock.advance(Lab.LEASE);
    lab.ack(selecting(Ask.B, ADDRESS).relayed());
    assertThat(stored()).isEmpty();
  }
}
