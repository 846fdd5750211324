package io.leasehold.dhcp.testkit.conformance;

import static io.leasehold.dhcp.testkit.conformance.Ask.A;
import static io.leasehold.dhcp.testkit.conformance.Ask.B;
import static io.leasehold.dhcp.testkit.conformance.Ask.client;
import static io.leasehold.dhcp.testkit.conformance.Ask.discover;
import static io.leasehold.dhcp.testkit.conformance.Ask.renewing;
import static io.leasehold.dhcp.testkit.conformance.Ask.selecting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.SilenceReason;
import io.leasehold.dhcp.server.config.AllocationStrategy;
import io.leasehold.dhcp.server.config.HostKey;
import io.leasehold.dhcp.server.config.Pool;
import io.leasehold.dhcp.server.config.Reservation;
import io.leasehold.dhcp.server.config.ServerConfig;
import io.leasehold.dhcp.server.config.Setting;
import io.leasehold.dhcp.server.config.Subnet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which address a new client gets, and which nobody gets. */
class AllocationTest {

  private final Lab lab = new Lab();

  private String offered(HardwareAddress client) {
    return lab.offer(discover(client)).yiaddr();
  }

  private String join(HardwareAddress client) {
    String address = offered(client);
    lab.ack(selecting(client, address));
    return address;
  }

  private List<String> joinAll(int clients) {
    return IntStream.range(0, clients).mapToObj(number -> join(client(number))).toList();
  }

  private static List<String> addresses(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(last -> "192.0.2." + last).toList();
  }

  private void strategy(AllocationStrategy strategy) {
    lab.server(server -> server.set(Setting.ALLOCATION_STRATEGY, strategy));
  }

  private void pools(Pool... pools) {
    Subnet.Builder subnet = Subnet.builder("192.0.2.0/24").leaseTime(Lab.LEASE);
    List.of(pools).forEach(subnet::pool);
    lab.config(
        ServerConfig.builder()
            .set(Setting.ALLOCATION_STRATEGY, AllocationStrategy.LOWEST)
            .subnet(subnet.build())
            .build());
  }

  // The lowest free address goes first, also where one has come free in between.
  @Test
  @Tag("ALLOC-01")
  void alloc01LowestFirst() {
    assertThat(joinAll(3)).isEqualTo(addresses(10, 12));
    assertThat(offered(A)).isEqualTo("192.0.2.13");
    lab.clock.advance(Duration.ofMinutes(2));
    assertThat(offered(B)).isEqualTo("192.0.2.13");
  }

  // A pool serves as many clients as it has addresses, whatever the strategy.
  @ParameterizedTest
  @EnumSource(AllocationStrategy.class)
  @Tag("ALLOC-02")
  void alloc02EachAddressOnce(AllocationStrategy strategy) {
    strategy(strategy);
    assertThat(joinAll(11)).containsExactlyInAnyOrderElementsOf(addresses(10, 20));
    assertThat(lab.silence(discover(A))).isEqualTo(SilenceReason.NO_FREE_ADDRESS);
  }

  // Each address can be the first that a random choice gives out.
  @Test
  @Tag("ALLOC-02")
  void alloc02RandomReachesAll() {
    strategy(AllocationStrategy.RANDOM);
    SplittableRandom random = new SplittableRandom(7);
    lab.engine(engine -> engine.random(random));
    Set<String> first = new HashSet<>();
    for (int start = 0; start < 200; start++) {
      first.add(offered(A));
      lab.restart();
    }
    assertThat(first).containsExactlyInAnyOrderElementsOf(addresses(10, 20));
  }

  // The hash of its identifier leads a client to the same address, though nothing of it is known
  // any more; different clients are spread over the pool.
  @Test
  void hashedIsTheSameAfterLoss() {
    strategy(AllocationStrategy.HASHED);
    List<String> before = new ArrayList<>();
    for (int number = 0; number < 30; number++) {
      before.add(offered(client(number)));
      lab.restart();
    }
    assertThat(new HashSet<>(before)).hasSizeGreaterThan(6);
    for (int number = 29; number >= 0; number--) {
      assertThat(offered(client(number))).isEqualTo(before.get(number));
      lab.restart();
    }
  }

  // Hashed is what holds where nothing is set, and does not start at the lowest.
  @Test
  void hashedByDefault() {
    lab.config(ServerConfig.of(Lab.s1().build()));
    assertThat(offered(A)).isEqualTo("192.0.2.20");
  }

  // An address that was offered and not taken comes last again.
  @Test
  void leastRecentlyUsedGoesRound() {
    strategy(AllocationStrategy.LEAST_RECENTLY_USED);
    assertThat(offered(A)).isEqualTo("192.0.2.10");
    lab.clock.advance(Duration.ofMinutes(2));
    assertThat(joinAll(11)).endsWith("192.0.2.10").startsWith("192.0.2.11");
  }

  // Pools are used up in their order, and all of them are.
  @Test
  @Tag("ALLOC-03")
  void alloc03PoolsInOrder() {
    pools(
        Pool.builder("192.0.2.100-192.0.2.101").build(),
        Pool.builder("192.0.2.10-192.0.2.12").build());
    assertThat(joinAll(5))
        .containsExactly("192.0.2.100", "192.0.2.101", "192.0.2.10", "192.0.2.11", "192.0.2.12");
    assertThat(lab.silence(discover(A))).isEqualTo(SilenceReason.NO_FREE_ADDRESS);
  }

  // The address of a lease that has ended goes to the next client, without any housekeeping.
  @Test
  @Tag("ALLOC-04")
  void alloc04EndedIsFreeAtOnce() {
    pools(Pool.builder("192.0.2.10-192.0.2.11").build());
    join(client(1));
    lab.clock.advance(Duration.ofMinutes(1));
    join(client(2));
    assertThat(lab.silence(discover(A))).isEqualTo(SilenceReason.NO_FREE_ADDRESS);
    lab.clock.advance(Lab.LEASE.minusMinutes(1));
    assertThat(join(A)).isEqualTo("192.0.2.10");
    assertThat(lab.silence(discover(B))).isEqualTo(SilenceReason.NO_FREE_ADDRESS);
  }

  // Of the leases that have ended, that of longest ago is given up first, whatever the strategy.
  @ParameterizedTest
  @EnumSource(AllocationStrategy.class)
  @Tag("ALLOC-05")
  void alloc05EndedLongestAgoFirst(AllocationStrategy strategy) {
    strategy(strategy);
    List<String> order = new ArrayList<>();
    for (int number = 0; number < 11; number++) {
      order.add(join(client(number)));
      lab.clock.advance(Duration.ofSeconds(1));
    }
    lab.clock.advance(Duration.ofDays(1));
    for (int number = 0; number < 11; number++) {
      assertThat(join(client(100 + number))).isEqualTo(order.get(number));
    }
  }

  // A reserved address inside a pool is for its client alone, though it be the last one.
  @Test
  @Tag("ALLOC-10")
  void alloc10ReservedInsidePool() {
    lab.s1(
        s1 ->
            s1.reservation(
                Reservation.builder(HostKey.of(B))
                    .address(Ipv4Address.parse("192.0.2.15"))
                    .build()));
    assertThat(joinAll(10)).doesNotContain("192.0.2.15");
    assertThat(lab.silence(discover(A).wanting("192.0.2.15")))
        .isEqualTo(SilenceReason.NO_FREE_ADDRESS);
    assertThat(offered(B)).isEqualTo("192.0.2.15");
  }

  // A lease that has not ended goes to nobody else, one second before its end.
  @Test
  @Tag("ALLOC-11")
  void alloc11NotBeforeItsEnd() {
    pools(Pool.builder("192.0.2.10-192.0.2.10").build());
    join(A);
    lab.clock.advance(Lab.LEASE.minusSeconds(1));
    assertThat(lab.silence(discover(B).wanting("192.0.2.10")))
        .isEqualTo(SilenceReason.NO_FREE_ADDRESS);
    lab.clock.advance(Duration.ofSeconds(1));
    assertThat(offered(B)).isEqualTo("192.0.2.10");
  }

  // Every address of a subnet without broadcast is a host's.
  @Test
  @Tag("ALLOC-15")
  void alloc15PointToPoint() {
    lab.config(ServerConfig.of(behindIf0("192.0.2.64/31")));
    assertThat(joinAll(2)).containsExactlyInAnyOrder("192.0.2.64", "192.0.2.65");
    assertThat(lab.silence(discover(A))).isEqualTo(SilenceReason.NO_FREE_ADDRESS);
    Lab single = new Lab().config(ServerConfig.of(behindIf0("192.0.2.64/32")));
    assertThat(single.offer(discover(A)).yiaddr()).isEqualTo("192.0.2.64");
  }

  private static Subnet behindIf0(String network) {
    return Subnet.builder(network).pool(network).interfaceName("if0").build();
  }

  // Where it is so set, what ends in 0 or 255 goes to nobody, be it free, asked for, or leased.
  @Test
  @Tag("ALLOC-16")
  void alloc16WithoutZeroAnd255() {
    lab.config(wide(true, "10.0.0.0/23", "10.0.0.254-10.0.1.1"));
    lab.bound(B, "10.0.1.0");
    assertThat(lab.offer(wide(discover(A)).wanting("10.0.0.255")).yiaddr())
        .isIn("10.0.0.254", "10.0.1.1");
    assertThat(lab.send(wide(renewing(B, "10.0.1.0"))).toString()).doesNotContain("ACK");
    lab.offer(wide(discover(client(1))));
    assertThat(lab.silence(wide(discover(client(2))))).isEqualTo(SilenceReason.NO_FREE_ADDRESS);
  }

  // They are hosts like others where that is not set.
  @Test
  @Tag("ALLOC-16")
  void alloc16ZeroAnd255ByDefault() {
    lab.config(wide(false, "10.0.0.0/23", "10.0.0.254-10.0.1.1"));
    assertThat(lab.offer(wide(discover(A)).wanting("10.0.0.255")).yiaddr()).isEqualTo("10.0.0.255");
    assertThat(lab.offer(wide(discover(B)).wanting("10.0.1.0")).yiaddr()).isEqualTo("10.0.1.0");
  }

  private static ServerConfig wide(boolean skip, String network, String pool) {
    return ServerConfig.of(
        Subnet.builder(network).pool(pool).set(Setting.SKIP_0_AND_255, skip).build());
  }

  private static Ask wide(Ask ask) {
    return ask.at("if0", "10.0.0.1");
  }

  // An excluded address is not offered, not given to who asks for it, and not renewed.
  @Test
  void excludedAddresses() {
    pools(
        Pool.builder("192.0.2.10-192.0.2.14")
            .exclude("192.0.2.11-192.0.2.12")
            .exclude("192.0.2.14/32")
            .build());
    lab.bound(B, "192.0.2.12");
    assertThat(offered(A)).isEqualTo("192.0.2.10");
    assertThat(lab.offer(discover(client(1)).wanting("192.0.2.11")).yiaddr())
        .isEqualTo("192.0.2.13");
    assertThat(lab.silence(discover(client(2)))).isEqualTo(SilenceReason.NO_FREE_ADDRESS);
    assertThat(lab.send(renewing(B, "192.0.2.12")).toString()).doesNotContain("ACK");
  }

  // What is excluded is inside the pool, or the configuration is refused with both named.
  @Test
  void excludedOutsidePool() {
    Pool pool = Pool.builder("192.0.2.10-192.0.2.14").exclude("192.0.2.14-192.0.2.15").build();
    assertThatThrownBy(() -> ServerConfig.of(Subnet.builder("192.0.2.0/24").pool(pool).build()))
        .hasMessageContaining(
            "pool 192.0.2.10-192.0.2.14, excluded 192.0.2.14-192.0.2.15: expected addresses inside"
                + " the pool");
  }

  // The order of RFC 2131 section 4.3.1: the lease, the one before it, what is asked for, any.
  @Test
  void orderOfChoice() {
    lab.bound(B, "192.0.2.18");
    assertThat(lab.offer(discover(B).wanting("192.0.2.19")).yiaddr()).isEqualTo("192.0.2.18");
    lab.bound(Optional.empty(), A, "192.0.2.17", lab.clock.instant().minusSeconds(60));
    assertThat(lab.offer(discover(A).wanting("192.0.2.19")).yiaddr()).isEqualTo("192.0.2.17");
    assertThat(lab.offer(discover(client(1)).wanting("192.0.2.19")).yiaddr())
        .isEqualTo("192.0.2.19");
    assertThat(offered(client(2))).isEqualTo("192.0.2.10");
  }
}
