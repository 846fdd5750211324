package io.leasehold.dhcp.testkit.simulation;

import io.leasehold.dhcp.server.policy.LeasePolicy;
import io.leasehold.dhcp.server.store.InMemoryLeaseStore;
import io.leasehold.dhcp.server.store.LeaseStore;
import io.leasehold.dhcp.testkit.network.VirtualProcess;
import io.leasehold.dhcp.testkit.network.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A network with servers, relay agents and clients of every temper, in virtual time: one seed
 * decides everything. The servers are the real ones. Checkers that know nothing of how servers work
 * look at all that happens.
 *
 * <pre>{@code
 * SimulatedNetwork.seed(42).store(MyLeaseStore::new).run().assertAllKept();
 * }</pre>
 *
 * <p>First, things go as the scenario has it. Then all is calm, and every well-behaved client has
 * to get an address if there is one. At last the clients are gone, all leases end, and every
 * address has to be free again.
 */
public final class SimulatedNetwork {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration CALM = Duration.ofMinutes(4);
  private static final Duration SLICE = Duration.ofSeconds(20);
  private static final Duration MARGIN = Duration.ofSeconds(70);

  private final long seed;
  private Supplier<? extends LeaseStore> store = InMemoryLeaseStore::new;
  private Supplier<? extends LeasePolicy> policy = () -> LeasePolicy.USUAL;
  private Scenario scenario;

  private SimulatedNetwork(long seed) {
    this.seed = seed;
    scenario = Scenario.of(seed);
  }

  /** Returns what is to be run for a seed. */
  public static SimulatedNetwork seed(long seed) {
    return new SimulatedNetwork(seed);
  }

  /**
   * Sets what makes the store that all servers share; in memory unless set. It is closed at the
   * end, and must not wait for threads of the run.
   */
  public SimulatedNetwork store(Supplier<? extends LeaseStore> newStore) {
    store = Objects.requireNonNull(newStore, "newStore");
    return this;
  }

  /**
   * Sets what makes the policy that all servers share; {@link LeasePolicy#USUAL} unless set. Nobody
   * wonders about clients that it refuses, as long as it says so for each of them every time.
   */
  public SimulatedNetwork policy(Supplier<? extends LeasePolicy> newPolicy) {
    policy = Objects.requireNonNull(newPolicy, "newPolicy");
    return this;
  }

  /** Changes what the seed has made of the network, in a builder that begins with that. */
  public SimulatedNetwork scenario(UnaryOperator<ScenarioBuilder> change) {
    scenario = change.apply(new ScenarioBuilder(scenario)).build();
    return this;
  }

  /**
   * Runs it, on the calling thread and threads that have ended when this returns.
   *
   * @throws IllegalStateException when a store, a policy or a server has thrown what it must not;
   *     the message has the seed
   */
  public SimulationReport run() {
    try {
      return simulate();
    } catch (RuntimeException e) {
      throw new IllegalStateException(
          "seed " + seed + ": " + e.getMessage() + ", in " + scenario, e);
    }
  }

  private SimulationReport simulate() {
    SplittableRandom random = new SplittableRandom(seed);
    VirtualTime time = VirtualTime.startingAt(START, random.nextLong());
    RunRecord record = new RunRecord(time);
    try (LeaseStore shared = store.get()) {
      try {
        Site site = new Site(scenario, time, shared, policy.get(), random.split(), record);
        new Run(site, shared, random.split()).run();
        return report(site, record, time);
      } finally {
        time.close();
      }
    }
  }

  private SimulationReport report(Site site, RunRecord record, VirtualTime time) {
    return new SimulationReport(
        seed,
        scenario,
        Duration.between(START, time.now()),
        record.lines().size(),
        record.hash(),
        site.findings().violations(),
        site.findings().violations().stream()
            .findFirst()
            .map(first -> Ladder.of(first, record.lines(), START))
            .orElse(""));
  }

  /** One run: what goes wrong, then calm, then the end of everything. */
  private static final class Run {

    private final Site site;
    private final LeaseStore store;
    private final SplittableRandom random;
    private final Map<Machine, VirtualProcess> processes = new HashMap<>();

    private Run(Site site, LeaseStore store, SplittableRandom random) {
      this.site = site;
      this.store = store;
      this.random = random;
    }

    private void run() {
      Weather weather = new Weather(site, random.split());
      Turmoil turmoil = new Turmoil(site, weather, random.split());
      site.network().impair(weather);
      turmoil.startAll();
      site.addMachines();
      site.machines().forEach(this::start);
      turmoil.start(site.time().newProcess());
      pass(site.scenario().duration());

      site.calm();
      site.trouble(StoreTrouble.NONE);
      site.policyFails(false);
      weather.heal();
      site.machines().stream().filter(Run::isBad).forEach(it -> processes.get(it).kill());
      pass(Duration.ofSeconds(10));
      turmoil.startAll();
      pass(CALM);
      Epilogue epilogue = new Epilogue(site, store);
      if (isWell()) {
        site.checks().whenCalm();
        epilogue.checkThatAllAreServed();
      }
      processes.values().forEach(VirtualProcess::kill);
      if (isWell()) {
        // What is on its way arrives, and the servers learn of each other.
        pass(SLICE);
        epilogue.checkThatUsageIsKnown();
        epilogue
            .timeToEnd()
            .ifPresent(
                time -> {
                  pass(time.plus(MARGIN));
                  epilogue.checkThatNothingLeaks();
                });
        epilogue.checkThatLeasesAreRead();
      }
      site.servers().forEach(SimulatedServer::close);
    }

    private void start(Machine machine) {
      VirtualProcess process = site.time().newProcess();
      processes.put(machine, process);
      Behaviour behaviour = new Behaviour(site, machine, random.split());
      process.start(behaviour::run);
    }

    private static boolean isBad(Machine machine) {
      return machine.temper() == Temper.ATTACKER || machine.temper() == Temper.SQUATTER;
    }

    /** Lets time pass, until something is found. */
    private void pass(Duration time) {
      Duration left = time;
      while (left.compareTo(Duration.ZERO) > 0 && isWell()) {
        site.time().sleep(left.compareTo(SLICE) < 0 ? left : SLICE);
        left = left.minus(SLICE);
      }
    }

    private boolean isWell() {
      return site.findings().violations().isEmpty();
    }
  }
}
