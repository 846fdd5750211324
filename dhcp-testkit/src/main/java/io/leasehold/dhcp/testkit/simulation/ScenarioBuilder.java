package io.leasehold.dhcp.testkit.simulation;

import io.leasehold.dhcp.server.config.AllocationStrategy;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Makes a {@link Scenario} out of another one. For one thread.
 *
 * <pre>{@code
 * SimulatedNetwork.seed(42)
 *     .scenario(it -> it.clients(Temper.WELL_BEHAVED, 500).poolSize(600).duration(Duration.ofHours(1)))
 * }</pre>
 */
public final class ScenarioBuilder {

  private int segments;
  private int servers;
  private int lanes;
  private int poolSize;
  private Duration leaseTime;
  private Duration offerLifetime;
  private Duration renewalCacheTime;
  private Duration storeTime;
  private boolean storeTells;
  private AllocationStrategy strategy;
  private boolean isRapid;
  private boolean isAuthoritative;
  private final Map<Temper, Integer> clients = new EnumMap<>(Temper.class);
  private final Set<Disturbance> disturbances = EnumSet.noneOf(Disturbance.class);
  private Duration duration;

  ScenarioBuilder(Scenario scenario) {
    segments = scenario.segments();
    servers = scenario.servers();
    lanes = scenario.lanes();
    poolSize = scenario.poolSize();
    leaseTime = scenario.leaseTime();
    offerLifetime = scenario.offerLifetime();
    renewalCacheTime = scenario.renewalCacheTime();
    storeTime = scenario.storeTime();
    storeTells = scenario.storeTells();
    strategy = scenario.strategy();
    isRapid = scenario.isRapid();
    isAuthoritative = scenario.isAuthoritative();
    clients.putAll(scenario.clients());
    disturbances.addAll(scenario.disturbances());
    duration = scenario.duration();
  }

  /** Sets how many segments there are, 1 to 250. */
  public ScenarioBuilder segments(int segments) {
    this.segments = segments;
    return this;
  }

  /** Sets how many servers there are over one store, 1 to 9. */
  public ScenarioBuilder servers(int servers) {
    this.servers = servers;
    return this;
  }

  /** Sets how many threads of each server handle datagrams, 1 to 64. */
  public ScenarioBuilder lanes(int lanes) {
    this.lanes = lanes;
    return this;
  }

  /** Sets how many addresses there are on each segment, 1 to 60,000. */
  public ScenarioBuilder poolSize(int poolSize) {
    this.poolSize = poolSize;
    return this;
  }

  /** Sets for how long an address is leased, a second or more. */
  public ScenarioBuilder leaseTime(Duration leaseTime) {
    this.leaseTime = Objects.requireNonNull(leaseTime, "leaseTime");
    return this;
  }

  /** Sets for how long an offer is stored; nothing where none is. */
  public ScenarioBuilder offerLifetime(Duration offerLifetime) {
    this.offerLifetime = Objects.requireNonNull(offerLifetime, "offerLifetime");
    return this;
  }

  /** Sets for how long after a renewal another one stores nothing. */
  public ScenarioBuilder renewalCacheTime(Duration renewalCacheTime) {
    this.renewalCacheTime = Objects.requireNonNull(renewalCacheTime, "renewalCacheTime");
    return this;
  }

  /**
   * Sets the most that the store takes before and after its work, when all is well; more than
   * nothing.
   */
  public ScenarioBuilder storeTime(Duration storeTime) {
    this.storeTime = Objects.requireNonNull(storeTime, "storeTime");
    return this;
  }

  /** Sets whether the store tells what has changed in it. */
  public ScenarioBuilder storeTells(boolean storeTells) {
    this.storeTells = storeTells;
    return this;
  }

  /** Sets which address a new client gets. */
  public ScenarioBuilder strategy(AllocationStrategy strategy) {
    this.strategy = Objects.requireNonNull(strategy, "strategy");
    return this;
  }

  /** Sets whether two messages are enough. */
  public ScenarioBuilder rapid(boolean rapid) {
    isRapid = rapid;
    return this;
  }

  /** Sets whether the servers refuse who is unknown to them. */
  public ScenarioBuilder authoritative(boolean authoritative) {
    isAuthoritative = authoritative;
    return this;
  }

  /** Sets how many clients there are of one sort, 0 to 5,000. */
  public ScenarioBuilder clients(Temper temper, int count) {
    clients.put(temper, count);
    return this;
  }

  /** Has no clients but those that are set from here on. */
  public ScenarioBuilder noClients() {
    clients.clear();
    return this;
  }

  /** Sets all that goes wrong; nothing does where this is empty. */
  public ScenarioBuilder disturbances(Set<Disturbance> all) {
    disturbances.clear();
    disturbances.addAll(all);
    return this;
  }

  /** Sets how long it goes on, until all is calm. */
  public ScenarioBuilder duration(Duration duration) {
    this.duration = Objects.requireNonNull(duration, "duration");
    return this;
  }

  Scenario build() {
    return new Scenario(
        segments,
        servers,
        lanes,
        poolSize,
        leaseTime,
        offerLifetime,
        renewalCacheTime,
        storeTime,
        storeTells,
        strategy,
        isRapid,
        isAuthoritative,
        clients,
        disturbances,
        duration);
  }
}
