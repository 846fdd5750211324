package io.leasehold.dhcp.testkit.simulation;

import io.leasehold.dhcp.server.config.AllocationStrategy;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * What a seed makes of a network before anything happens in it.
 *
 * @param segments how many segments there are; the servers are on the first, relay agents on the
 *     others
 * @param servers how many servers there are over one store
 * @param lanes how many threads of each handle datagrams
 * @param poolSize how many addresses there are on each segment
 * @param leaseTime for how long an address is leased
 * @param offerLifetime for how long an offer is stored, if at all
 * @param renewalCacheTime for how long after a renewal another one stores nothing
 * @param storeTime the most that the store takes before and after its work, when all is well
 * @param storeTells whether the store tells what has changed in it
 * @param strategy which address a new client gets
 * @param isRapid whether two messages are enough
 * @param isAuthoritative whether the servers refuse who is unknown to them
 * @param clients how many clients there are of each sort
 * @param disturbances what goes wrong
 * @param duration how long it goes on, until all is calm
 */
public record Scenario(
    int segments,
    int servers,
    int lanes,
    int poolSize,
    Duration leaseTime,
    Duration offerLifetime,
    Duration renewalCacheTime,
    Duration storeTime,
    boolean storeTells,
    AllocationStrategy strategy,
    boolean isRapid,
    boolean isAuthoritative,
    Map<Temper, Integer> clients,
    Set<Disturbance> disturbances,
    Duration duration) {

  private static final int MAX_SEGMENTS = 250;
  private static final int MAX_SERVERS = 9;
  private static final int MAX_LANES = 64;
  private static final int MAX_POOL_SIZE = 60_000;
  private static final int MAX_CLIENTS = 5_000;

  /**
   * Checks the numbers, and copies the collections.
   *
   * @throws IllegalArgumentException when a number or the store's time is out of its range, which
   *     the message has
   */
  public Scenario {
    check("segments", segments, 1, MAX_SEGMENTS);
    check("servers", servers, 1, MAX_SERVERS);
    check("lanes", lanes, 1, MAX_LANES);
    check("poolSize", poolSize, 1, MAX_POOL_SIZE);
    if (storeTime.isNegative() || storeTime.isZero()) {
      throw new IllegalArgumentException("storeTime " + storeTime + ": expected more than nothing");
    }
    clients.forEach((temper, count) -> check("clients " + temper, count, 0, MAX_CLIENTS));
    clients = Map.copyOf(clients);
    disturbances = Set.copyOf(disturbances);
  }

  private static void check(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          name + " " + value + ": expected " + least + " to " + most);
    }
  }

  /** Returns what a seed decides. */
  static Scenario of(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    int segments = random.nextInt(1, 4);
    // Mostly few clients, as most things that can happen happen among few, and sometimes many.
    int most = random.nextInt(20) == 0 ? 40 : random.nextInt(1, 5);
    Map<Temper, Integer> clients = new EnumMap<>(Temper.class);
    for (Temper temper : Temper.values()) {
      clients.put(temper, random.nextInt(3) > 0 ? random.nextInt(0, most + 1) : 0);
    }
    clients.merge(Temper.WELL_BEHAVED, 1, Integer::sum);
    int count = clients.values().stream().mapToInt(Integer::intValue).sum();
    Set<Disturbance> disturbances = EnumSet.noneOf(Disturbance.class);
    if (random.nextInt(4) > 0) {
      for (Disturbance disturbance : Disturbance.values()) {
        if (random.nextInt(4) == 0) {
          disturbances.add(disturbance);
        }
      }
    }
    AllocationStrategy[] strategies = AllocationStrategy.values();
    return new Scenario(
        segments,
        random.nextInt(1, 4),
        random.nextInt(1, 4),
        random.nextInt(1, 2 + count * 2 / segments),
        Duration.ofSeconds(random.nextInt(60, 400)),
        random.nextInt(3) == 0 ? Duration.ofSeconds(random.nextInt(5, 60)) : Duration.ZERO,
        Duration.ofSeconds(random.nextInt(3) == 0 ? random.nextInt(1, 30) : 0),
        Duration.ofMillis(random.nextInt(4) == 0 ? random.nextInt(10, 100) : 3),
        random.nextInt(3) > 0,
        strategies[random.nextInt(strategies.length)],
        random.nextBoolean(),
        random.nextBoolean(),
        clients,
        disturbances,
        Duration.ofSeconds(random.nextInt(300, 1500)));
  }

  boolean has(Disturbance disturbance) {
    return disturbances.contains(disturbance);
  }
}
