package io.leasehold.dhcp.testkit.simulation;

import io.leasehold.dhcp.testkit.network.VirtualProcess;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/** What happens to servers, their clock and their store, as the scenario has it. */
final class Turmoil {

  private final Site site;
  private final Weather weather;
  private final RandomGenerator random;

  Turmoil(Site site, Weather weather, RandomGenerator random) {
    this.site = site;
    this.weather = weather;
    this.random = random;
  }

  /** Has things go wrong, until all is calm. */
  void start(VirtualProcess process) {
    when(Disturbance.PARTITIONS, 180, process, this::partition);
    when(Disturbance.CLOCK_JUMPS, 180, process, this::jump);
    when(Disturbance.STORE_FAILURES, 120, process, () -> trouble(anyFailure()));
    when(Disturbance.STORE_STALLS, 120, process, () -> trouble(StoreTrouble.STALLS));
    when(Disturbance.POLICY_FAILURES, 120, process, this::failPolicy);
    when(Disturbance.CRASHES, 180, process, () -> anyServer().crash());
    when(Disturbance.RESTARTS, 180, process, () -> anyServer().close());
    when(Disturbance.RECONFIGURATIONS, 40, process, () -> anyServer().reconfigure());
    // Whoever does not run is started again, sooner or later.
    process.start(
        () -> {
          while (!site.isCalm()) {
            sleep(60);
            startAll();
          }
        });
  }

  /** Starts all servers that do not run. */
  void startAll() {
    site.servers().stream().filter(SimulatedServer::isDown).forEach(SimulatedServer::start);
  }

  /** Has something happen again and again, after up to some seconds each time. */
  private void when(Disturbance disturbance, int seconds, VirtualProcess process, Runnable what) {
    if (site.scenario().has(disturbance)) {
      process.start(
          () -> {
            while (true) {
              sleep(seconds);
              if (site.isCalm()) {
                return;
              }
              what.run();
            }
          });
    }
  }

  private void partition() {
    weather.partition(site.anySegment(random));
    sleep(120);
    weather.heal();
  }

  private void jump() {
    site.clock().jump(Duration.ofSeconds(random.nextInt(-100, 600)));
  }

  private void trouble(StoreTrouble kind) {
    site.trouble(kind);
    sleep(20);
    site.trouble(StoreTrouble.NONE);
  }

  private void failPolicy() {
    site.policyFails(true);
    sleep(20);
    site.policyFails(false);
  }

  private StoreTrouble anyFailure() {
    return List.of(StoreTrouble.FAILS_BEFORE, StoreTrouble.FAILS_HALFWAY, StoreTrouble.FAILS_AFTER)
        .get(random.nextInt(3));
  }

  private SimulatedServer anyServer() {
    return site.servers().get(random.nextInt(site.servers().size()));
  }

  private void sleep(int seconds) {
    site.time().sleep(Duration.ofMillis(random.nextInt(1, seconds * 1000)));
  }
}
