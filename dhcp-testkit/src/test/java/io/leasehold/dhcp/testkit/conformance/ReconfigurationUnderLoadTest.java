package io.leasehold.dhcp.testkit.conformance;

import static io.leasehold.dhcp.testkit.conformance.Ask.decline;
import static io.leasehold.dhcp.testkit.conformance.Ask.discover;
import static io.leasehold.dhcp.testkit.conformance.Ask.release;
import static io.leasehold.dhcp.testkit.conformance.Ask.renewing;
import static io.leasehold.dhcp.testkit.conformance.Ask.selecting;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.value.MessageType;
import io.leasehold.dhcp.server.Decision;
import io.leasehold.dhcp.server.Decision.Reply;
import io.leasehold.dhcp.server.Decision.Silence;
import io.leasehold.dhcp.server.LeaseEvent;
import io.leasehold.dhcp.server.SilenceReason;
import io.leasehold.dhcp.server.config.AllocationStrategy;
import io.leasehold.dhcp.server.config.ServerConfig;
import io.leasehold.dhcp.server.config.Setting;
import io.leasehold.dhcp.server.config.Subnet;
import io.leasehold.dhcp.server.policy.PoolUsage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that fight for few addresses, while the configuration changes back and forth. */
class ReconfigurationUnderLoadTest {

  private static final int THREADS = 3;
  private static final int CLIENTS_OF_A_THREAD = 6;
  private static final int STEPS = 1500;
  private static final int ADDRESSES = 16;
  private static final int NEWCOMER = 10_000;

  private final Lab lab = new Lab();
  private final long seed = new Random().nextLong();
  private final AtomicInteger running = new AtomicInteger(THREADS);
  // Who has been offered which address, and has not asked for it yet.
  private final Map<String, HardwareAddress> offers = new ConcurrentHashMap<>();

  private static ServerConfig config(AllocationStrategy strategy, String... pools) {
    Subnet.Builder subnet =
        Subnet.builder("192.0.2.0/24")
            .leaseTime(Lab.LEASE)
            .set(Setting.ALLOCATION_STRATEGY, strategy);
    for (String pool : pools) {
      subnet.pool(pool);
    }
    return ServerConfig.builder()
        .set(Setting.QUARANTINE_TIME, Duration.ofMinutes(10))
        .subnet(subnet.build())
        .build();
  }

  // The last four addresses come and go.
  private static final List<ServerConfig> CONFIGS =
      List.of(
          config(AllocationStrategy.LOWEST, "192.0.2.10-192.0.2.25"),
          config(
              AllocationStrategy.LEAST_RECENTLY_USED,
              "192.0.2.20-192.0.2.25",
              "192.0.2.10-192.0.2.19"),
          config(AllocationStrategy.HASHED, "192.0.2.8-192.0.2.9", "192.0.2.10-192.0.2.21"));

  private static boolean isAlwaysThere(String address) {
    int last = Integer.parseInt(address.substring(address.lastIndexOf('.') + 1));
    return last >= 10 && last <= 21;
  }

  // An address has one client, an offer holds, and in the end every address is there for somebody.
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void oneAddressOneClient(boolean probing) throws InterruptedException, ExecutionException {
    if (probing) {
      lab.engine(engine -> engine.probe(address -> false));
    }
    lab.config(CONFIGS.get(0));
    List<Callable<Integer>> tasks = new ArrayList<>();
    for (int thread = 0; thread < THREADS; thread++) {
      int number = thread;
      tasks.add(
          () -> {
            try {
              return actAtRandom(number, new Random(seed + number));
            } finally {
              running.decrementAndGet();
            }
          });
    }
    tasks.add(this::reconfigure);
    tasks.add(this::keepHouse);
    List<Integer> counts = Crowd.run(tasks.size(), tasks);
    assertThat(counts).as("seed %d", seed).doesNotContain(0);
    assertThat(lab.events).filteredOn(this::takesFromAnother).as("seed %d", seed).isEmpty();

    lab.engine().reconfigure(CONFIGS.get(0));
    lab.clock.advance(Lab.LEASE.multipliedBy(2));
    lab.engine().housekeep();
    assertThat(lab.engine().poolUsage())
        .as("seed %d", seed)
        .extracting(PoolUsage::free)
        .containsExactly((long) ADDRESSES);
    Set<String> leased = new HashSet<>();
    for (int i = 0; i < ADDRESSES; i++) {
      HardwareAddress client = Ask.client(NEWCOMER + i);
      String address = lab.offer(discover(client)).yiaddr();
      lab.ack(selecting(client, address));
      leased.add(address);
      lab.engine().housekeep();
    }
    assertThat(leased).as("seed %d", seed).hasSize(ADDRESSES);
  }

  private boolean takesFromAnother(LeaseEvent event) {
    return event.kind() == LeaseEvent.Kind.LEASED
        && event.before().filter(before -> before.isBoundAt(lab.clock.instant())).isPresent();
  }

  private int reconfigure() {
    int swaps = 0;
    while (running.get() > 0) {
      lab.engine().reconfigure(CONFIGS.get(++swaps % CONFIGS.size()));
    }
    return swaps;
  }

  private int keepHouse() {
    int times = 0;
    while (running.get() > 0) {
      lab.engine().housekeep();
      times++;
    }
    return times;
  }

  /** Returns how many leases there were. */
  private int actAtRandom(int thread, Random random) {
    Map<HardwareAddress, String> bound = new HashMap<>();
    Map<HardwareAddress, String> offered = new HashMap<>();
    int leases = 0;
    for (int step = 0; step < STEPS; step++) {
      HardwareAddress client =
          Ask.client(thread * CLIENTS_OF_A_THREAD + random.nextInt(CLIENTS_OF_A_THREAD));
      if (bound.containsKey(client)) {
        useLease(client, bound, random);
      } else if (offered.containsKey(client) && random.nextInt(4) > 0) {
        String address = offered.remove(client);
        offers.remove(address, client);
        if (isAcknowledged(selecting(client, address), address)) {
          bound.put(client, address);
          leases++;
        }
      } else {
        seekOffer(client, offered);
      }
    }
    return leases;
  }

  private void useLease(HardwareAddress client, Map<HardwareAddress, String> bound, Random random) {
    String address = bound.get(client);
    int choice = random.nextInt(20);
    if (choice < 8) {
      if (!isAcknowledged(renewing(client, address), address)) {
        bound.remove(client);
      }
    } else {
      bound.remove(client);
      lab.send(choice == 19 ? decline(client, address) : release(client, address));
    }
  }

  private void seekOffer(HardwareAddress client, Map<HardwareAddress, String> offered) {
    Decision decision = lab.send(discover(client));
    if (decision instanceof Silence silence) {
      assertThat(silence.reason())
          .as("seed %d: %s", seed, silence)
          .isIn(SilenceReason.NO_FREE_ADDRESS, SilenceReason.PROBING);
      return;
    }
    String address = ((Reply) decision).message().yiaddr().toString();
    String before = offered.put(client, address);
    if (before != null) {
      offers.remove(before, client);
    }
    if (isAlwaysThere(address)) {
      assertThat(offers.put(address, client))
          .as("seed %d: who else has been offered %s", seed, address)
          .isNull();
    }
  }

  /** Sends a REQUEST, which is refused only where the configuration may lack the address. */
  private boolean isAcknowledged(Ask ask, String address) {
    Lab.Answer answer = lab.reply(ask);
    if (isAlwaysThere(address)) {
      answer.is(MessageType.ACK);
    }
    return answer.message().messageType().filter(MessageType.ACK::equals).isPresent();
  }
}
