package io.leasehold.dhcp.testkit.conformance;

import static io.leasehold.dhcp.testkit.conformance.Ask.A;
import static io.leasehold.dhcp.testkit.conformance.Ask.B;
import static io.leasehold.dhcp.testkit.conformance.Ask.client;
import static io.leasehold.dhcp.testkit.conformance.Ask.discover;
import static io.leasehold.dhcp.testkit.conformance.Ask.initReboot;
import static io.leasehold.dhcp.testkit.conformance.Ask.release;
import static io.leasehold.dhcp.testkit.conformance.Ask.renewing;
import static io.leasehold.dhcp.testkit.conformance.Ask.selecting;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.server.Decision;
import io.leasehold.dhcp.server.Decision.Silence;
import io.leasehold.dhcp.server.SilenceReason;
import io.leasehold.dhcp.server.config.AllocationStrategy;
import io.leasehold.dhcp.server.config.ServerConfig;
import io.leasehold.dhcp.server.config.Setting;
import io.leasehold.dhcp.server.config.Subnet;
import io.leasehold.dhcp.server.store.InMemoryLeaseStore;
import io.leasehold.dhcp.server.store.Lease;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Two servers share a store that tells of changes. */
class SharedStoreTest {

  // A server learns, by the way, of an address that a client has given back to the other one.
  @Test
  void addressesFreedByAnotherServerAreLearned() {
    ServerConfig config =
        ServerConfig.of(Subnet.builder("192.0.2.0/24").pool("192.0.2.10-192.0.2.10").build());
    Lab one = new Lab();
    Lab other = new Lab();
    other.store = one.store;
    one.config(config);
    other.config(config);
    one.offer(discover(A));
    one.ack(selecting(A, "192.0.2.10"));
    assertThat(other.silence(discover(B))).isEqualTo(SilenceReason.NO_FREE_ADDRESS);
    one.silence(release(A, "192.0.2.10"));

    other.engine().housekeep();

    assertThat(other.offer(discover(B)).yiaddr()).isEqualTo("192.0.2.10");
  }

  // A server that nothing has told of what another one has leased finds the address that is free,
  // and where that takes many looks, it goes on from there when it is asked again.
  @Test
  void freeAddressIsFoundAmongLeasesOfAnotherServer() {
    Lab lab = new Lab();
    lab.config(
        ServerConfig.of(
            Subnet.builder("192.0.2.0/24")
                .pool("192.0.2.10-192.0.2.89")
                .set(Setting.ALLOCATION_STRATEGY, AllocationStrategy.LOWEST)
                .build()));
    lab.engine();
    lease(lab, 10, 40);
    assertThat(lab.offer(discover(A)).yiaddr()).isEqualTo("192.0.2.41");

    lease(lab, 41, 88);
    assertThat(lab.silence(discover(B))).isEqualTo(SilenceReason.CONTENTION);
    assertThat(lab.offer(discover(B)).yiaddr()).isEqualTo("192.0.2.89");
  }

  // A store that has fallen back behind what a server knows of it costs some looks, and no more.
  @Test
  void storeThatTheBookDoesNotBelieveIsGivenUp() {
    InMemoryLeaseStore store = new InMemoryLeaseStore();
    Lab lab = new Lab();
    lab.store = store;
    lab.config(
        ServerConfig.of(Subnet.builder("192.0.2.0/24").pool("192.0.2.10-192.0.2.10").build()));
    lab.offer(discover(A));
    lab.ack(selecting(A, "192.0.2.10"));
    Lease before = lab.stored("192.0.2.10").orElseThrow();
    lab.silence(release(A, "192.0.2.10"));
    store.put(before);

    Decision decision = lab.send(discover(B));

    assertThat(((Silence) decision).detail()).isEqualTo("others were quicker 8 times");
  }

  private static void lease(Lab lab, int first, int last) {
    for (int host = first; host <= last; host++) {
      lab.bound(client(host), "192.0.2." + host);
    }
  }

  // What is held for a client is another one's when another server has leased it to that one: the
  // holder of the lease keeps it, by whichever server it asks, and whatever it asks.
  @Test
  void leasesOfAnotherServerGoBeforeHolds() {
    Lab lab = new Lab();
    assertThat(lab.offer(discover(B)).yiaddr()).isEqualTo("192.0.2.10");
    lab.bound(A, "192.0.2.10");

    assertThat(lab.ack(initReboot(A, "192.0.2.10")).yiaddr()).isEqualTo("192.0.2.10");

    assertThat(lab.isBound("192.0.2.10", A)).isTrue();
    assertThat(lab.offer(discover(B)).yiaddr()).isEqualTo("192.0.2.11");
    lab.bound(A, "192.0.2.11");
    assertThat(lab.offer(discover(A)).yiaddr()).isIn("192.0.2.10", "192.0.2.11");
    lab.nak(selecting(B, "192.0.2.11"));
  }

  // A server whose clock is behind, or that has been about a request for longer, does not shorten
  // what another one has told the client since.
  @Test
  void leasesAreNotShortenedByOlderRequests() {
    Lab ahead = new Lab();
    Lab behind = new Lab();
    behind.store = ahead.store;
    ahead.clock.advance(Duration.ofSeconds(3));
    ahead.offer(discover(A));
    ahead.ack(selecting(A, "192.0.2.10"));
    Instant told = ahead.stored("192.0.2.10").orElseThrow().endsAt();

    behind.ack(renewing(A, "192.0.2.10"));

    assertThat(ahead.stored("192.0.2.10").orElseThrow().endsAt()).isEqualTo(told);
    behind.clock.advance(Duration.ofSeconds(1));
    behind.ack(renewing(A, "192.0.2.10"));
    assertThat(ahead.stored("192.0.2.10").orElseThrow().endsAt()).isEqualTo(told);
    behind.clock.advance(Duration.ofSeconds(4));
    behind.ack(renewing(A, "192.0.2.10"));
    assertThat(ahead.stored("192.0.2.10").orElseThrow().endsAt()).isAfter(told);
  }
}
