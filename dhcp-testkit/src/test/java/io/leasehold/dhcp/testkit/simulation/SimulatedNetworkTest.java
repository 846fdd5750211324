package io.leasehold.dhcp.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.policy.LeasePolicy;
import io.leasehold.dhcp.server.policy.Terms;
import io.leasehold.dhcp.server.policy.Verdict;
import io.leasehold.dhcp.server.store.ClientKey;
import io.leasehold.dhcp.server.store.CommitResult;
import io.leasehold.dhcp.server.store.CommitResult.Committed;
import io.leasehold.dhcp.server.store.InMemoryLeaseStore;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseChange;
import io.leasehold.dhcp.server.store.LeaseStore;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Simulated networks of all sorts. More of them with {@code -Dleasehold.simulation.seeds=100000},
 * others with {@code -Dleasehold.simulation.first=…}.
 */
class SimulatedNetworkTest {

  private static final int SEEDS = Integer.getInteger("leasehold.simulation.seeds", 200);
  private static final int THREADS = 2;

  // Whatever happens in a network, the promises are kept.
  @Test
  void promisesAreKept() throws InterruptedException {
    long first = Long.getLong("leasehold.simulation.first", 1);
    System.out.println("simulation: leasehold.simulation.first=" + first + ", " + SEEDS + " seeds");
    AtomicLong next = new AtomicLong(first);
    ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    Runnable task =
        () -> {
          for (long seed = next.getAndIncrement();
              seed < first + SEEDS && failures.isEmpty();
              seed = next.getAndIncrement()) {
            try {
              SimulatedNetwork.seed(seed).run().assertAllKept();
            } catch (Throwable e) {
              failures.add("seed " + seed + ": " + e.getMessage());
            }
          }
        };
    List<Thread> threads = LongStream.range(0, THREADS).mapToObj(it -> new Thread(task)).toList();
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(failures).isEmpty();
  }

  // The same seed is the same run, event by event.
  @ParameterizedTest
  @ValueSource(longs = {2, 14, 54})
  void aSeedRepeatsItself(long seed) {
    SimulationReport once = SimulatedNetwork.seed(seed).run();
    SimulationReport again = SimulatedNetwork.seed(seed).run();
    assertThat(again.events()).isEqualTo(once.events());
    assertThat(again.hash()).isEqualTo(once.hash());
  }

  // It is so in another virtual machine, too, where all hashes of objects are others.
  @Test
  void aSeedRepeatsItselfElsewhere() throws IOException {
    long seed = 64;
    assertThat(SeedProcess.hashOf(seed))
        .isEqualTo(Long.toString(SimulatedNetwork.seed(seed).run().hash()));
  }

  // A store that says that it has stored what it has not is found, and the report tells by which
  // seed, and shows what led to it.
  @Test
  void storeThatForgetsIsFound() {
    SimulationReport report = SimulatedNetwork.seed(5).store(ForgetfulStore::new).run();
    assertThat(report.violations()).isNotEmpty();
    assertThatThrownBy(report::assertAllKept)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("seed 5")
        .hasMessageContaining(report.violations().get(0).promise())
        .hasMessageContaining(" xid ")
        .hasMessageContaining(" -> ");
  }

  /** A store that forgets one lease in ten. */
  private static final class ForgetfulStore implements LeaseStore {

    private final LeaseStore leases = new InMemoryLeaseStore();
    private int count;

    @Override
    public Optional<Lease> findByAddress(Ipv4Address address) {
      return leases.findByAddress(address);
    }

    @Override
    public List<Lease> findByClient(ClientKey client) {
      return leases.findByClient(client);
    }

    @Override
    public CommitResult commit(LeaseChange change) {
      return ++count % 10 == 0 ? new Committed(change.lease()) : leases.commit(change);
    }

    @Override
    public void forEach(Consumer<? super Lease> visitor) {
      leases.forEach(visitor);
    }
  }

  // A policy of one's own may refuse clients, and give others terms of their own.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void policyMayRefuse(long seed) {
    LeasePolicy policy =
        request ->
            request.message().hardwareAddress().octets().u8(5) % 3 == 0
                ? Verdict.silence("one in three")
                : Verdict.grant(Terms.USUAL.withLeaseTime(Duration.ofSeconds(90)));
    SimulatedNetwork.seed(seed).policy(() -> policy).run().assertAllKept();
  }

  // Among 200 seeds, there is everything that can go wrong, and clients of every temper.
  @Test
  void seedsAreOfFullVariety() {
    Set<Disturbance> disturbances = EnumSet.noneOf(Disturbance.class);
    Set<Temper> tempers = EnumSet.noneOf(Temper.class);
    Set<Integer> servers = new HashSet<>();
    for (long seed = 0; seed < 200; seed++) {
      Scenario scenario = Scenario.of(seed);
      disturbances.addAll(scenario.disturbances());
      servers.add(scenario.servers());
      scenario.clients().forEach((temper, count) -> addIf(count > 0, tempers, temper));
    }
    assertThat(disturbances).containsExactlyInAnyOrder(Disturbance.values());
    assertThat(tempers).containsExactlyInAnyOrder(Temper.values());
    assertThat(servers).containsExactlyInAnyOrder(1, 2, 3);
  }

  private static <T> void addIf(boolean condition, Set<T> set, T element) {
    if (condition) {
      set.add(element);
    }
  }
}
