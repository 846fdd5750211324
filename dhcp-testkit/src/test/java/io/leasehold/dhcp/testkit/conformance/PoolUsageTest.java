package io.leasehold.dhcp.testkit.conformance;

import static io.leasehold.dhcp.testkit.conformance.Ask.A;
import static io.leasehold.dhcp.testkit.conformance.Ask.B;
import static io.leasehold.dhcp.testkit.conformance.Ask.client;
import static io.leasehold.dhcp.testkit.conformance.Ask.decline;
import static io.leasehold.dhcp.testkit.conformance.Ask.discover;
import static io.leasehold.dhcp.testkit.conformance.Ask.release;
import static io.leasehold.dhcp.testkit.conformance.Ask.selecting;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.address.Ipv4Network;
import io.leasehold.dhcp.codec.address.Ipv4Range;
import io.leasehold.dhcp.server.config.HostKey;
import io.leasehold.dhcp.server.config.Pool;
import io.leasehold.dhcp.server.config.Reservation;
import io.leasehold.dhcp.server.config.Setting;
import io.leasehold.dhcp.server.policy.PoolUsage;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How much of a pool is used, in numbers. */
class PoolUsageTest {

  private final Lab lab = new Lab();

  private void isUsed(long leased, long reserved, long quarantined, long free) {
    assertThat(lab.engine().poolUsage().get(0))
        .isEqualTo(
            new PoolUsage(
                "192.0.2.0/24",
                Ipv4Network.parse("192.0.2.0/24"),
                Ipv4Range.parse("192.0.2.10-192.0.2.20"),
                11,
                leased,
                reserved,
                quarantined,
                free));
  }

  // Each address is in one of the numbers, or offered; all that happens to it is seen at once.
  @Test
  void lifeOfAnAddress() {
    isUsed(0, 0, 0, 11);
    lab.offer(discover(A));
    isUsed(0, 0, 0, 10);
    lab.ack(selecting(A, "192.0.2.10"));
    isUsed(1, 0, 0, 10);
    lab.offer(discover(A));
    isUsed(1, 0, 0, 10);
    lab.ack(selecting(B, "192.0.2.11"));
    isUsed(2, 0, 0, 9);
    lab.send(release(B, "192.0.2.11"));
    isUsed(1, 0, 0, 10);
    lab.send(decline(A, "192.0.2.10"));
    isUsed(0, 0, 1, 10);
    lab.clock.advance(Duration.ofDays(1));
    isUsed(0, 0, 0, 11);
  }

  // A lease that ends without a word of its client frees its address.
  @Test
  void endOfALease() {
    lab.ack(selecting(A, "192.0.2.10"));
    lab.clock.advance(Lab.LEASE.minusSeconds(1));
    isUsed(1, 0, 0, 10);
    lab.clock.advance(Duration.ofSeconds(1));
    isUsed(0, 0, 0, 11);
  }

  // What was stored before the start counts, and after another configuration too.
  @Test
  void afterRestart() {
    lab.bound(A, "192.0.2.10");
    lab.bound(B, "192.0.2.11");
    isUsed(2, 0, 0, 9);
    lab.engine().reconfigure(lab.engine().config());
    isUsed(2, 0, 0, 9);
  }

  // Reserved addresses are reserved whether they are leased or not.
  @Test
  void reserved() {
    lab.s1(s1 -> s1.reservation(Reservation.builder(HostKey.of(B)).address("192.0.2.15").build()));
    isUsed(0, 1, 0, 10);
    lab.ack(selecting(B, "192.0.2.15"));
    isUsed(0, 1, 0, 10);
  }

  // An ended lease that is kept for its last client counts as leased.
  @Test
  void keptForLastClient() {
    lab.server(server -> server.set(Setting.LEASE_AFFINITY, Duration.ofMinutes(10)));
    lab.ack(selecting(A, "192.0.2.10"));
    lab.clock.advance(Lab.LEASE);
    isUsed(1, 0, 0, 10);
    lab.clock.advance(Duration.ofMinutes(10));
    isUsed(0, 0, 0, 11);
  }

  // Excluded addresses are not of the size; each pool has numbers of its own.
  @Test
  void manyPools() {
    lab.s1(
        s1 -> s1.pool(Pool.builder("192.0.2.100-192.0.2.109").exclude("192.0.2.100/31").build()));
    for (int number = 0; number < 12; number++) {
      lab.ack(selecting(client(number), lab.offer(discover(client(number))).yiaddr()));
    }
    isUsed(11, 0, 0, 0);
    PoolUsage second = lab.engine().poolUsage().get(1);
    assertThat(second.size()).isEqualTo(8);
    assertThat(second.leased()).isEqualTo(1);
    assertThat(second.free()).isEqualTo(7);
    assertThat(lab.engine().poolUsage()).hasSize(3);
  }
}
