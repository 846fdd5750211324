package io.leasehold.dhcp.testkit.conformance;

import static io.leasehold.dhcp.testkit.conformance.Ask.A;
import static io.leasehold.dhcp.testkit.conformance.Ask.B;
import static io.leasehold.dhcp.testkit.conformance.Ask.discover;
import static io.leasehold.dhcp.testkit.conformance.Ask.renewing;
import static io.leasehold.dhcp.testkit.conformance.Ask.selecting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.server.LeaseEvent;
import io.leasehold.dhcp.server.Misfit;
import io.leasehold.dhcp.server.ServerListener;
import io.leasehold.dhcp.server.SilenceReason;
import io.leasehold.dhcp.server.config.AllocationStrategy;
import io.leasehold.dhcp.server.config.HostKey;
import io.leasehold.dhcp.server.config.Reservation;
import io.leasehold.dhcp.server.config.ServerConfig;
import io.leasehold.dhcp.server.config.Setting;
import io.leasehold.dhcp.server.config.Subnet;
import io.leasehold.dhcp.testkit.conformance.Lab.Answer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Another configuration for a running engine. */
class ReconfigurationTest {

  private static final int CLIENTS = 300;

  private final WatchedStore store = new WatchedStore();
  private final Lab lab = new Lab();

  ReconfigurationTest() {
    lab.store = store;
  }

  private static ServerConfig with(UnaryOperator<Subnet.Builder> change) {
    return ServerConfig.of(
        change
            .apply(
                Subnet.builder("192.0.2.0/24")
                    .leaseTime(Lab.LEASE)
                    .set(Setting.ALLOCATION_STRATEGY, AllocationStrategy.LOWEST))
            .build());
  }

  private static ServerConfig pool(String range) {
    return with(subnet -> subnet.pool(range));
  }

  private String lease(HardwareAddress client) {
    String address = lab.offer(discover(client)).yiaddr();
    lab.ack(selecting(client, address));
    return address;
  }

  // A lease that fits no more is kept, listed and refused at renewal; one that fits is renewed.
  @Test
  @Tag("ROB-05")
  void rob05LeasesThatFitNoMore() {
    assertThat(lease(A)).isEqualTo("192.0.2.10");
    assertThat(lease(B)).isEqualTo("192.0.2.11");
    assertThat(lab.engine().misfits()).isEmpty();
    lab.engine().reconfigure(pool("192.0.2.11-192.0.2.30"));
    assertThat(lab.isBound("192.0.2.10", A)).isTrue();
    assertThat(lab.engine().misfits())
        .containsExactly(new Misfit(lab.stored("192.0.2.10").get(), "192.0.2.10 is in no pool"));
    lab.ack(renewing(B, "192.0.2.11"));
    lab.nak(renewing(A, "192.0.2.10"));
    assertThat(lab.engine().misfits()).isEmpty();
    assertThat(lab.offer(discover(A)).yiaddr()).isEqualTo("192.0.2.12");
  }

  // Why a lease does not fit: its subnet, a reservation of its address, one for its client.
  @Test
  void reasonsOfMisfits() {
    lease(A);
    lab.engine().reconfigure(pool("192.0.2.10-192.0.2.20"));
    assertThat(lab.engine().misfits()).isEmpty();
    lab.engine()
        .reconfigure(
            with(
                subnet ->
                    subnet
                        .pool("192.0.2.10-192.0.2.20")
                        .reservation(
                            Reservation.builder(HostKey.of(B))
                                .address(Ipv4Address.parse("192.0.2.10"))
                                .build())));
    assertThat(lab.engine().misfits())
        .extracting(Misfit::why)
        .containsExactly("192.0.2.10 is reserved for another client");
    lab.engine()
        .reconfigure(
            with(
                subnet ->
                    subnet
                        .pool("192.0.2.10-192.0.2.20")
                        .reservation(
                            Reservation.builder(HostKey.of(A))
                                .address(Ipv4Address.parse("192.0.2.12"))
                                .build())));
    assertThat(lab.engine().misfits())
        .extracting(Misfit::why)
        .containsExactly("192.0.2.12 is reserved for its client");
    lab.engine().reconfigure(ServerConfig.of(Lab.s2().build()));
    assertThat(lab.engine().misfits())
        .extracting(Misfit::why)
        .containsExactly("192.0.2.10 is in no subnet");
  }

  // What is offered before is kept for its client after, and is offered to nobody else.
  @Test
  @Tag("ROB-05")
  void rob05OffersAreKept() {
    assertThat(lab.offer(discover(A)).yiaddr()).isEqualTo("192.0.2.10");
    lab.engine().reconfigure(pool("192.0.2.10-192.0.2.30"));
    assertThat(lab.offer(discover(B)).yiaddr()).isEqualTo("192.0.2.11");
    lab.ack(selecting(A, "192.0.2.10"));
  }

  // So is what is offered of addresses that others had before, though the store knows of them.
  @Test
  void offersOfAddressesThatWereLeasedAreKept() {
    HardwareAddress last = HardwareAddress.ethernet("02:00:00:00:00:0c");
    lab.config(pool("192.0.2.10-192.0.2.10"));
    lease(A);
    lab.clock.advance(Lab.LEASE);
    assertThat(lab.offer(discover(B)).yiaddr()).isEqualTo("192.0.2.10");
    lab.engine().reconfigure(pool("192.0.2.10-192.0.2.10"));
    assertThat(lab.silence(discover(last))).isEqualTo(SilenceReason.NO_FREE_ADDRESS);
    lab.clock.advance(Setting.OFFER_HOLD_TIME.fallback().get());
    assertThat(lab.offer(discover(last)).yiaddr()).isEqualTo("192.0.2.10");
  }

  // Addresses of a pool that is new are known to be leased where they are.
  @Test
  void leasesOfNewPoolsAreKnown() {
    lab.bound(A, "192.0.2.100");
    lab.engine().reconfigure(pool("192.0.2.100-192.0.2.101"));
    assertThat(lab.offer(discover(B)).yiaddr()).isEqualTo("192.0.2.101");
  }

  // A batch that has begun meets its configuration to its end, and what it stores is known after.
  @Test
  @Tag("ROB-05")
  void rob05BatchKeepsItsConfiguration() {
    lab.offer(discover(A));
    AtomicBoolean first = new AtomicBoolean(true);
    store.beforeCommit(
        () -> {
          if (first.getAndSet(false)) {
            lab.engine()
                .reconfigure(
                    with(
                        subnet ->
                            subnet
                                .pool("192.0.2.10-192.0.2.11")
                                .option(DhcpOptions.DOMAIN_NAME, "example.net")));
            // Somebody is served by the new configuration before the batch ends.
            assertThat(lab.offer(discover(B)).yiaddr()).isEqualTo("192.0.2.11");
          }
        });
    assertThat(lab.ack(selecting(A, "192.0.2.10")).option(DhcpOptions.DOMAIN_NAME))
        .isEqualTo("example.org");
    assertThat(first).isFalse();
    assertThat(lab.silence(discover(HardwareAddress.ethernet("02:00:00:00:00:0c"))))
        .isEqualTo(SilenceReason.NO_FREE_ADDRESS);
    assertThat(lab.offer(discover(A)).option(DhcpOptions.DOMAIN_NAME)).isEqualTo("example.net");
  }

  // An offer that a batch makes after the configuration was replaced is known to the new one, too.
  @Test
  void lateOfferIsKnown() {
    AtomicBoolean first = new AtomicBoolean(true);
    store.beforeRead(
        () -> {
          if (first.getAndSet(false)) {
            lab.engine().reconfigure(pool("192.0.2.10-192.0.2.11"));
          }
        });
    assertThat(lab.offer(discover(A)).yiaddr()).isEqualTo("192.0.2.10");
    assertThat(first).isFalse();
    assertThat(lab.offer(discover(B)).yiaddr()).isEqualTo("192.0.2.11");
    lab.ack(selecting(A, "192.0.2.10"));
  }

  // A store that cannot be read leaves everything as it was.
  @Test
  void failedReconfiguration() {
    lab.offer(discover(A));
    ServerConfig before = lab.engine().config();
    store.beforeVisit(WatchedStore.failure());
    ServerConfig failing =
        pool("192.0.2.30-192.0.2.31").toBuilder().set(Setting.OFFER_HOLD_TIME, Lab.LEASE).build();
    assertThatThrownBy(() -> lab.engine().reconfigure(failing))
        .hasMessage("no space left on device");
    assertThat(lab.engine().config()).isEqualTo(before);
    lab.ack(selecting(A, "192.0.2.10"));
    assertThat(lab.offer(discover(B)).yiaddr()).isEqualTo("192.0.2.11");
    lab.clock.advance(Setting.OFFER_HOLD_TIME.fallback().get());
    assertThat(lab.offer(discover(HardwareAddress.ethernet("02:00:00:00:00:0c"))).yiaddr())
        .isEqualTo("192.0.2.11");
  }

  // The listener is told once it is done, with both configurations.
  @Test
  void listenerIsTold() {
    List<ServerConfig> told = new ArrayList<>();
    lab.engine(
        engine ->
            engine.listener(
                new ServerListener() {
                  @Override
                  public void onLease(LeaseEvent event) {}

                  @Override
                  public void onReconfiguration(ServerConfig before, ServerConfig now) {
                    told.add(before);
                    told.add(now);
                    assertThat(lab.engine().config()).isEqualTo(now);
                  }
                }));
    ServerConfig before = lab.engine().config();
    ServerConfig now = pool("192.0.2.30-192.0.2.31");
    lab.engine().reconfigure(now);
    assertThat(told).containsExactly(before, now);
  }

  // Under load each datagram is answered by one configuration, and no address goes to two clients.
  @Test
  @Tag("ROB-05")
  void rob05UnderLoad() throws InterruptedException, ExecutionException {
    lab.config(marked("example.org"));
    AtomicInteger running = new AtomicInteger(3);
    List<Callable<Set<String>>> tasks = new ArrayList<>();
    for (int task = 1; task <= running.get(); task++) {
      int number = task;
      tasks.add(
          () -> {
            try {
              return leaseMany(number);
            } finally {
              running.decrementAndGet();
            }
          });
    }
    AtomicInteger swaps = new AtomicInteger();
    tasks.add(
        () -> {
          while (running.get() > 0) {
            boolean even = swaps.incrementAndGet() % 2 == 0;
            lab.engine().reconfigure(marked(even ? "example.org" : "example.net"));
          }
          return Set.of();
        });
    Set<String> leased = new HashSet<>();
    Crowd.run(tasks.size(), tasks).forEach(leased::addAll);
    assertThat(leased).hasSize(3 * CLIENTS);
    assertThat(swaps.get()).isPositive();
  }

  /** A configuration of which two values are alike, at two levels. */
  private static ServerConfig marked(String mark) {
    return ServerConfig.builder()
        .option(DhcpOptions.DOMAIN_NAME, mark)
        .subnet(
            Subnet.builder("192.0.0.0/20")
                .serverIdentifier(Ipv4Address.parse("192.0.2.1"))
                .interfaceName("eth0")
                .pool("192.0.4.0-192.0.12.255")
                .leaseTime(Lab.LEASE)
                .set(Setting.BOOT_FILE_NAME, mark)
                .build())
        .build();
  }

  private Set<String> leaseMany(int task) {
    Set<String> addresses = new HashSet<>();
    for (int i = 0; i < CLIENTS; i++) {
      HardwareAddress client =
          HardwareAddress.ethernet(String.format("02:00:00:%02x:%02x:%02x", task, i >> 8, i & 255));
      String address = markedAlike(lab.offer(discover(client))).yiaddr();
      assertThat(markedAlike(lab.ack(selecting(client, address))).yiaddr()).isEqualTo(address);
      markedAlike(lab.ack(renewing(client, address)));
      addresses.add(address);
    }
    return addresses;
  }

  private static Answer markedAlike(Answer answer) {
    assertThat(answer.message().file().toText()).startsWith(answer.option(DhcpOptions.DOMAIN_NAME));
    return answer;
  }
}
