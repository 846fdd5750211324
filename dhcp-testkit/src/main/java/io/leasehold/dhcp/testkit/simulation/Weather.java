package io.leasehold.dhcp.testkit.simulation;

import io.leasehold.dhcp.codec.DhcpCodec;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.testkit.network.Impairment;
import io.leasehold.dhcp.testkit.network.Transit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** What happens to datagrams on their way, as the scenario has it. */
final class Weather implements Impairment {

  private static final int USUAL_MICROS = 3_000;
  private static final int LATE_MILLIS = 3_000;

  private final Site site;
  private final RandomGenerator random;
  private final Set<String> partitioned = new HashSet<>();

  Weather(Site site, RandomGenerator random) {
    this.site = site;
    this.random = random;
  }

  void partition(String segment) {
    partitioned.add(segment);
  }

  void heal() {
    partitioned.clear();
  }

  @Override
  public List<Delivery> deliver(Transit transit) {
    if (partitioned.contains(transit.segment())) {
      return List.of();
    }
    if (happens(Disturbance.LOSS, 8)) {
      return List.of();
    }
    List<Delivery> deliveries = new ArrayList<>();
    deliveries.add(new Delivery(delay(), octets(transit.payload())));
    if (happens(Disturbance.DUPLICATION, 8)) {
      deliveries.add(new Delivery(delay(), transit.payload()));
    }
    return deliveries;
  }

  private Duration delay() {
    return happens(Disturbance.REORDERING, 8)
        ? Duration.ofMillis(random.nextInt(LATE_MILLIS))
        : Duration.ofNanos(random.nextInt(1, USUAL_MICROS) * 1_000L);
  }

  private Octets octets(Octets payload) {
    if (!happens(Disturbance.TRUNCATION, 30) || payload.isEmpty()) {
      return payload;
    }
    // No longer a message, whatever it was: a checksum would not let anything else through.
    return payload.slice(0, random.nextInt(Math.min(payload.length(), DhcpCodec.HEADER_LENGTH)));
  }

  /** Returns whether something happens that happens once in so many times. */
  private boolean happens(Disturbance disturbance, int times) {
    return !site.isCalm() && site.scenario().has(disturbance) && random.nextInt(times) == 0;
  }
}
