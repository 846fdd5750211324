package io.leasehold.dhcp.server.internal.allocate;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.server.store.LeaseState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** The leases of a pool: in which order they end, and how many there are of which kind. */
class PoolLeasesTest {

  private static final long ONE_DAY = 86_400;

  private PoolLeases leases = new PoolLeases();

  private List<Long> takeAll(long now) {
    List<Long> taken = new ArrayList<>();
    for (long number = leases.takeEnded(now); number >= 0; number = leases.takeEnded(now)) {
      taken.add(number);
    }
    return taken;
  }

  private static final List<LeaseState> STATES = List.of(LeaseState.values());

  private record Known(long version, long second, LeaseState state, boolean taken) {}

  // Whatever happens to the leases, counts, versions and what has ended are those of a plain map.
  @Property(tries = 300)
  void isAMap(@ForAll long seed) {
    leases = new PoolLeases();
    Random random = new Random(seed);
    Map<Long, Known> model = new HashMap<>();
    long now = 100_000;
    for (int step = 0; step < 2000; step++) {
      long number = random.nextInt(200);
      Known known = model.get(number);
      switch (random.nextInt(6)) {
        case 0, 1 -> {
          Known lease =
              new Known(
                  random.nextLong() >>> 1,
                  now + random.nextInt(60) - 10,
                  STATES.get(random.nextInt(STATES.size())),
                  false);
          leases.put(number, lease.version, lease.second, lease.state);
          model.put(number, lease);
        }
        case 2 -> {
          leases.take(number);
          model.computeIfPresent(
              number, (k, it) -> new Known(it.version, it.second, it.state, true));
        }
        case 3 -> {
          assertThat(leases.putBack(number)).isEqualTo(known != null);
          model.computeIfPresent(
              number, (k, it) -> new Known(it.version, it.second, it.state, false));
        }
        case 4 -> {
          long time = now;
          long ended = leases.takeEnded(now);
          assertThat(ended >= 0)
              .as("seed %d, step %d", seed, step)
              .isEqualTo(model.values().stream().anyMatch(it -> !it.taken && it.second <= time));
          if (ended >= 0) {
            Known it = model.get(ended);
            assertThat(it.taken || it.second > now).isFalse();
            model.put(ended, new Known(it.version, it.second, it.state, true));
          }
        }
        default -> now += random.nextInt(40) == 0 ? -61 - random.nextInt(100) : random.nextInt(5);
      }
      leases.endUntil(now);
      long time = now;
      Predicate<Known> runs = it -> it.second > time;
      Predicate<Known> inQuarantine = it -> it.state == LeaseState.QUARANTINED;
      Predicate<Known> isLease = inQuarantine.negate().and(it -> it.state != LeaseState.OFFERED);
      assertThat(leases.running())
          .isEqualTo(model.values().stream().filter(runs.and(isLease)).count());
      assertThat(leases.quarantined())
          .isEqualTo(model.values().stream().filter(runs.and(inQuarantine)).count());
      assertThat(leases.version(number))
          .isEqualTo(model.containsKey(number) ? model.get(number).version : 0);
    }
  }

  // Who ended first goes first; who was taken and comes back keeps that place.
  @Test
  void inTheOrderOfTheirEnds() {
    leases.put(1, 1, 30, LeaseState.BOUND);
    leases.put(2, 1, 10, LeaseState.BOUND);
    leases.put(3, 1, 20, LeaseState.BOUND);
    leases.put(4, 1, 20, LeaseState.BOUND);
    leases.put(5, 1, 31, LeaseState.BOUND);
    assertThat(leases.takeEnded(9)).isEqualTo(-1);
    assertThat(leases.takeEnded(30)).isEqualTo(2);
    leases.putBack(2);
    assertThat(takeAll(30)).containsExactly(2L, 3L, 4L, 1L);
  }

  // A clock that is put back makes no lease end that has not ended by the new time.
  @Test
  void clockPutBack() {
    leases.put(1, 1, 100, LeaseState.BOUND);
    leases.endUntil(100);
    assertThat(leases.takeEnded(99)).isEqualTo(-1);
    assertThat(leases.takeEnded(100)).isEqualTo(1);
  }

  // Nor does a clock that was far ahead for a moment have leases end late, or count as ended.
  @Test
  void clockFarAheadForAMoment() {
    leases.put(1, 1, 9000, LeaseState.BOUND);
    leases.put(2, 1, 500, LeaseState.BOUND);
    leases.put(3, 1, 200, LeaseState.BOUND);
    leases.take(3);
    leases.endUntil(1_000_000);
    leases.endUntil(100);
    leases.putBack(3);
    leases.put(4, 1, 400, LeaseState.QUARANTINED);
    leases.endUntil(100);
    assertThat(leases.running()).isEqualTo(3);
    assertThat(leases.quarantined()).isEqualTo(1);
    assertThat(leases.ended()).isZero();
    assertThat(takeAll(500)).containsExactly(3L, 4L, 2L);
  }

  // A lease that has been extended is not free at the end that it had.
  @Test
  void extended() {
    leases.put(1, 1, 100, LeaseState.BOUND);
    leases.put(1, 2, 200, LeaseState.BOUND);
    assertThat(leases.takeEnded(199)).isEqualTo(-1);
    assertThat(leases.takeEnded(200)).isEqualTo(1);
  }

  // What does not end never is free, and what ends in the distant future does not end.
  @Test
  void neverEnding() {
    leases.put(1, 1, 253_402_300_799L, LeaseState.BOUND);
    leases.put(2, 1, 0xffff_fffeL, LeaseState.BOUND);
    assertThat(leases.takeEnded(0xffff_fffdL)).isEqualTo(-1);
    assertThat(leases.running()).isEqualTo(2);
  }

  // Many leases have their places, far apart as they are.
  @Test
  void growing() {
    for (long number = 0; number < 100_000; number++) {
      leases.put(number * 41, number + 1, ONE_DAY + number / 100, LeaseState.BOUND);
    }
    for (long number = 0; number < 100_000; number++) {
      assertThat(leases.version(number * 41)).isEqualTo(number + 1);
    }
    assertThat(takeAll(2 * ONE_DAY)).hasSize(100_000).isSorted();
  }
}
