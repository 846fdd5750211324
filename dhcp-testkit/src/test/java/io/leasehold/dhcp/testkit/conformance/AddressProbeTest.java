package io.leasehold.dhcp.testkit.conformance;

import static io.leasehold.dhcp.testkit.conformance.Ask.A;
import static io.leasehold.dhcp.testkit.conformance.Ask.B;
import static io.leasehold.dhcp.testkit.conformance.Ask.client;
import static io.leasehold.dhcp.testkit.conformance.Ask.discover;
import static io.leasehold.dhcp.testkit.conformance.Ask.initReboot;
import static io.leasehold.dhcp.testkit.conformance.Ask.selecting;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.server.LeaseEvent.Kind;
import io.leasehold.dhcp.server.SilenceReason;
import io.leasehold.dhcp.server.config.AllocationStrategy;
import io.leasehold.dhcp.server.config.ClientClass;
import io.leasehold.dhcp.server.config.Pool;
import io.leasehold.dhcp.server.config.ServerConfig;
import io.leasehold.dhcp.server.config.Setting;
import io.leasehold.dhcp.server.config.Subnet;
import io.leasehold.dhcp.server.match.RequestValue;
import io.leasehold.dhcp.server.policy.PoolUsage;
import io.leasehold.dhcp.server.store.LeaseState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Addresses that are probed ahead of need (RFC 2131 sections 2.2 and 3.1). */
class AddressProbeTest {

  private static final Duration LIFETIME = Duration.ofMinutes(5);

  private final WatchedStore store = new WatchedStore();
  private final List<String> probed = new ArrayList<>();
  private final Set<String> squatters = new HashSet<>();
  private final Lab lab = new Lab();

  AddressProbeTest() {
    lab.store = store;
    lab.engine(engine -> engine.probe(this::isInUse));
  }

  private boolean isInUse(Ipv4Address address) {
    probed.add(address.toString());
    return squatters.contains(address.toString());
  }

  private static ServerConfig pool(String range, UnaryOperator<ServerConfig.Builder> change) {
    return change
        .apply(
            ServerConfig.builder()
                .set(Setting.ALLOCATION_STRATEGY, AllocationStrategy.LOWEST)
                .subnet(Subnet.builder("192.0.2.0/24").pool(range).leaseTime(Lab.LEASE).build()))
        .build();
  }

  /** A server with one pool. */
  private void serve(String range) {
    lab.config(pool(range, server -> server));
  }

  private PoolUsage usage() {
    return lab.engine().poolUsage().get(0);
  }

  // A squatter's address goes into quarantine, and the listener learns of it; others are offered.
  @Test
  @Tag("DISC-19")
  void disc19Squatter() {
    serve("192.0.2.10-192.0.2.11");
    squatters.add("192.0.2.10");
    lab.engine().housekeep();
    assertThat(probed).containsExactly("192.0.2.10", "192.0.2.11");
    assertThat(lab.offer(discover(A)).yiaddr()).isEqualTo("192.0.2.11");
    assertThat(lab.events).hasSize(1);
    assertThat(lab.events.get(0).kind()).isEqualTo(Kind.QUARANTINED);
    assertThat(lab.events.get(0).lease().address()).hasToString("192.0.2.10");
    assertThat(usage().quarantined()).isEqualTo(1);
    lab.engine().housekeep();
    assertThat(probed).hasSize(2);
    assertThat(lab.silence(discover(B))).isEqualTo(SilenceReason.PROBING);
  }

  // A probe of long ago counts for nothing: the address is offered when it is probed again.
  @Test
  @Tag("DISC-19")
  void disc19OldProbe() {
    serve("192.0.2.10-192.0.2.11");
    lab.engine().housekeep();
    lab.clock.advance(LIFETIME.minusSeconds(1));
    assertThat(lab.offer(discover(A)).yiaddr()).isEqualTo("192.0.2.10");
    lab.clock.advance(Duration.ofSeconds(1));
    assertThat(lab.silence(discover(B))).isEqualTo(SilenceReason.PROBING);
    lab.engine().housekeep();
    assertThat(lab.offer(discover(B)).yiaddr()).isEqualTo("192.0.2.11");
    assertThat(probed).containsExactly("192.0.2.10", "192.0.2.11", "192.0.2.11");
  }

  // Addresses are probed again before their time is over, so that there are always some, and those
  // that are taken meanwhile are found.
  @Test
  void probedAgainInTime() {
    serve("192.0.2.10-192.0.2.11");
    lab.engine().housekeep();
    lab.clock.advance(LIFETIME.dividedBy(2).minusSeconds(1));
    lab.engine().housekeep();
    assertThat(probed).hasSize(2);
    squatters.add("192.0.2.10");
    lab.clock.advance(Duration.ofSeconds(1));
    lab.engine().housekeep();
    assertThat(probed).hasSize(4);
    lab.clock.advance(LIFETIME.minusSeconds(1));
    assertThat(lab.offer(discover(A)).yiaddr()).isEqualTo("192.0.2.11");
    assertThat(lab.stored("192.0.2.10").orElseThrow().state()).isEqualTo(LeaseState.QUARANTINED);
  }

  // An address in stock can be offered while it is probed again, and its client gets it.
  @Test
  void offeredWhileProbedAgain() {
    List<String> offered = new ArrayList<>();
    lab.engine(
        engine ->
            engine.probe(
                address -> {
                  if (!probed.isEmpty()) {
                    offered.add(lab.offer(discover(A)).yiaddr());
                    lab.ack(selecting(A, "192.0.2.10"));
                  }
                  // The client answers the probe itself.
                  return isInUse(address) || !offered.isEmpty();
                }));
    serve("192.0.2.10-192.0.2.10");
    lab.engine().housekeep();
    lab.clock.advance(LIFETIME.dividedBy(2));
    lab.engine().housekeep();
    assertThat(offered).containsExactly("192.0.2.10");
    assertThat(lab.isBound("192.0.2.10", A)).isTrue();
    assertThat(usage().leased()).isEqualTo(1);
  }

  // A clock that is put back makes all probes old, and harms nothing.
  @Test
  void clockPutBack() {
    serve("192.0.2.10-192.0.2.10");
    lab.engine().housekeep();
    lab.clock.advance(Duration.ofDays(-1));
    assertThat(lab.silence(discover(A))).isEqualTo(SilenceReason.PROBING);
    lab.engine().housekeep();
    assertThat(probed).hasSize(2);
    assertThat(lab.offer(discover(A)).yiaddr()).isEqualTo("192.0.2.10");
  }

  // Each pool has a stock of its own, so that clients that may have only its addresses get some.
  @Test
  void stockOfEachPool() {
    lab.config(
        ServerConfig.builder()
            .clientClass(
                ClientClass.builder("phones")
                    .when(RequestValue.option(DhcpOptions.CLASS_ID).is("phone"))
                    .build())
            .set(Setting.PROBE_STOCK, 2)
            .subnet(
                Subnet.builder("192.0.2.0/24")
                    .pool("192.0.2.10-192.0.2.99")
                    .pool(Pool.builder("192.0.2.100-192.0.2.199").onlyFor("phones").build())
                    .build())
            .build());
    lab.engine().housekeep();
    assertThat(probed).hasSize(4);
    assertThat(lab.offer(discover(A).option(DhcpOptions.CLASS_ID, Octets.ofText("phone"))).yiaddr())
        .startsWith("192.0.2.");
    for (int i = 1; i <= 3; i++) {
      lab.send(discover(client(i)));
    }
    assertThat(lab.silence(discover(B))).isEqualTo(SilenceReason.PROBING);
    assertThat(
            lab.offer(discover(client(9)).option(DhcpOptions.CLASS_ID, Octets.ofText("phone")))
                .yiaddr())
        .startsWith("192.0.2.1");
  }

  // What is in stock or being probed is free; explaining takes nothing.
  @Test
  void poolUsage() {
    List<Long> free = new ArrayList<>();
    lab.engine(
        engine ->
            engine.probe(
                address -> {
                  free.add(usage().free());
                  return isInUse(address);
                }));
    serve("192.0.2.10-192.0.2.20");
    squatters.add("192.0.2.10");
    lab.engine().housekeep();
    assertThat(free).startsWith(11L, 10L).endsWith(10L);
    lab.engine().explain(discover(A).datagram());
    assertThat(usage().free()).isEqualTo(10);
    assertThat(lab.offer(discover(A)).yiaddr()).isEqualTo("192.0.2.11");
    assertThat(usage().free()).isEqualTo(9);
    lab.ack(selecting(A, "192.0.2.11"));
    assertThat(usage().leased()).isEqualTo(1);
    assertThat(usage().quarantined()).isEqualTo(1);
  }

  // Where the store fails, the address is not offered and not lost, but probed another time.
  @Test
  void storeFails() {
    serve("192.0.2.10-192.0.2.11");
    squatters.add("192.0.2.10");
    store.beforeCommit(WatchedStore.failure());
    lab.engine().housekeep();
    assertThat(lab.storedLeases()).isZero();
    assertThat(usage().free()).isEqualTo(2);
    assertThat(lab.offer(discover(A)).yiaddr()).isEqualTo("192.0.2.11");
    assertThat(lab.silence(discover(B))).isEqualTo(SilenceReason.PROBING);
    store.beforeCommit(() -> {});
    lab.engine().housekeep();
    assertThat(lab.stored("192.0.2.10").orElseThrow().state()).isEqualTo(LeaseState.QUARANTINED);
    assertThat(usage().quarantined()).isEqualTo(1);
  }

  // A squatter that comes while a quarantine cannot be stored is offered to nobody, either.
  @Test
  void storeFailsLater() {
    serve("192.0.2.10-192.0.2.10");
    lab.engine().housekeep();
    squatters.add("192.0.2.10");
    lab.clock.advance(LIFETIME.dividedBy(2));
    store.beforeCommit(WatchedStore.failure());
    lab.engine().housekeep();
    assertThat(lab.silence(discover(A))).isEqualTo(SilenceReason.PROBING);
    assertThat(usage().free()).isEqualTo(1);
  }

  // A probe that throws leaves the address to be probed another time, and costs no other.
  @Test
  void probeThrows() {
    lab.engine(
        engine ->
            engine.probe(
                address -> {
                  if (isInUse(address)) {
                    squatters.clear();
                    throw new NoClassDefFoundError("com/example/Gone");
                  }
                  return false;
                }));
    serve("192.0.2.10-192.0.2.11");
    squatters.add("192.0.2.10");
    lab.engine().housekeep();
    assertThat(lab.offer(discover(A)).yiaddr()).isEqualTo("192.0.2.11");
    assertThat(usage().free()).isEqualTo(1);
    lab.engine().housekeep();
    assertThat(lab.offer(discover(B)).yiaddr()).isEqualTo("192.0.2.10");
  }

  // What another server has leased meanwhile is not probed, and not offered.
  @Test
  void leasedElsewhere() {
    serve("192.0.2.10-192.0.2.10");
    lab.bound(B, "192.0.2.10");
    lab.engine().housekeep();
    assertThat(probed).isEmpty();
    assertThat(lab.silence(discover(A))).isEqualTo(SilenceReason.PROBING);
    assertThat(usage().leased()).isEqualTo(1);
  }

  // Another configuration keeps what was probed, with its age; what is found late holds for it.
  @Test
  void reconfigured() {
    serve("192.0.2.10-192.0.2.12");
    lab.engine().housekeep();
    lab.clock.advance(LIFETIME.dividedBy(2));
    lab.engine().reconfigure(pool("192.0.2.11-192.0.2.13", server -> server));
    assertThat(lab.offer(discover(A)).yiaddr()).isEqualTo("192.0.2.11");
    lab.clock.advance(LIFETIME.dividedBy(2));
    assertThat(lab.silence(discover(B))).isEqualTo(SilenceReason.PROBING);
    lab.engine().reconfigure(pool("192.0.2.20-192.0.2.22", server -> server));
    assertThat(lab.silence(discover(B))).isEqualTo(SilenceReason.PROBING);
    lab.engine().housekeep();
    assertThat(lab.offer(discover(B)).yiaddr()).isEqualTo("192.0.2.20");
  }

  // A squatter that is found while the configuration is replaced is in quarantine under the new
  // one.
  @Test
  void reconfiguredWhileProbing() {
    ServerConfig other =
        pool("192.0.2.10-192.0.2.11", server -> server.set(Setting.PROBE_STOCK, 1));
    lab.engine(
        engine ->
            engine.probe(
                address -> {
                  if (probed.isEmpty()) {
                    lab.engine().reconfigure(other);
                  }
                  return isInUse(address);
                }));
    serve("192.0.2.10-192.0.2.11");
    squatters.add("192.0.2.10");
    lab.engine().housekeep();
    assertThat(lab.engine().config()).isEqualTo(other);
    assertThat(usage().quarantined()).isEqualTo(1);
    lab.engine().housekeep();
    assertThat(lab.offer(discover(A)).yiaddr()).isEqualTo("192.0.2.11");
  }

  // A client that comes back is offered its address without a probe, as it may answer itself.
  @Test
  void formerClient() {
    serve("192.0.2.10-192.0.2.11");
    lab.engine().housekeep();
    lab.ack(selecting(A, lab.offer(discover(A)).yiaddr()));
    lab.clock.advance(Lab.LEASE.plusSeconds(1));
    squatters.add("192.0.2.10");
    assertThat(lab.offer(discover(A)).yiaddr()).isEqualTo("192.0.2.10");
    lab.ack(selecting(A, "192.0.2.10"));
    lab.ack(initReboot(A, "192.0.2.10"));
    assertThat(probed).containsOnlyOnce("192.0.2.10");
  }

  // When a quarantine is over the address is probed before anybody gets it.
  @Test
  void afterQuarantine() {
    serve("192.0.2.10-192.0.2.10");
    squatters.add("192.0.2.10");
    lab.engine().housekeep();
    squatters.clear();
    lab.clock.advance(Duration.ofDays(1).plusSeconds(1));
    assertThat(lab.silence(discover(A))).isEqualTo(SilenceReason.PROBING);
    lab.engine().housekeep();
    assertThat(lab.offer(discover(A)).yiaddr()).isEqualTo("192.0.2.10");
    assertThat(probed).hasSize(2);
  }
}
