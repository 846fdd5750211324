package io.leasehold.dhcp.server.reservation;

import com.github.benmanes.caffeine.cache.CacheLoader;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.leasehold.dhcp.server.config.HostKey;
import io.leasehold.dhcp.server.config.Reservation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Remembers for a while what another source has said, also that it reserves nothing. What it throws
 * is not remembered.
 *
 * <p>Safe for use by any thread.
 */
public final class CachedReservations implements ReservationSource {

  private final ReservationSource source;
  private final LoadingCache<Host, Optional<Reservation>> cache;

  private CachedReservations(Builder builder) {
    source = builder.source;
    Duration time = builder.time;
    Duration timeOfNothing = builder.timeOfNothing;
    Clock clock = builder.clock;
    cache =
        Caffeine.newBuilder()
            .maximumSize(builder.mostHosts)
            .expireAfter(
                Expiry.<Host, Optional<Reservation>>writing(
                    (host, found) -> found.isPresent() ? time : timeOfNothing))
            .ticker(() -> nanos(clock.instant()))
            .build(CacheLoader.<Host, Optional<Reservation>>bulk(this::load));
  }

  private static long nanos(Instant now) {
    return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
  }

  /** Returns a builder of a cache before {@code source}. */
  public static Builder builder(ReservationSource source) {
    return new Builder(source);
  }

  private Map<Host, Optional<Reservation>> load(Set<? extends Host> hosts) {
    List<Host> asked = List.copyOf(hosts);
    List<Optional<Reservation>> found = source.findAll(asked);
    if (found.size() != asked.size()) {
      throw new IllegalStateException(
          "findAll of "
              + source.getClass().getName()
              + ": expected "
              + asked.size()
              + " answers, one for each host, found "
              + found.size());
    }
    Map<Host, Optional<Reservation>> answers = new HashMap<>();
    for (int i = 0; i < found.size(); i++) {
      answers.put(asked.get(i), found.get(i));
    }
    return answers;
  }

  @Override
  public Optional<Reservation> find(Host host) {
    return cache.get(host);
  }

  @Override
  public List<Optional<Reservation>> findAll(List<Host> hosts) {
    Map<Host, Optional<Reservation>> answers = cache.getAll(hosts);
    List<Optional<Reservation>> found = new ArrayList<>(hosts.size());
    hosts.forEach(host -> found.add(answers.get(host)));
    return found;
  }

  /** Forgets what is known of a host, by any one of its keys. */
  public void forget(HostKey key) {
    cache.asMap().keySet().removeIf(host -> host.keys().contains(key));
  }

  /** Forgets all. */
  public void forgetAll() {
    cache.invalidateAll();
  }

  /** Collects the limits of a cache. For one thread. */
  public static final class Builder {

    private final ReservationSource source;
    private long mostHosts = 100_000;
    private Duration time = Duration.ofMinutes(1);
    private Duration timeOfNothing = Duration.ofSeconds(10);
    private Clock clock = Clock.systemUTC();

    private Builder(ReservationSource source) {
      this.source = Objects.requireNonNull(source, "source");
    }

    /**
     * Sets how many hosts are remembered, 0 or more; 100,000 unless set.
     *
     * @throws IllegalArgumentException when it is less
     */
    public Builder mostHosts(long count) {
      if (count < 0) {
        throw new IllegalArgumentException("mostHosts " + count + ": expected 0 or more");
      }
      mostHosts = count;
      return this;
    }

    /**
     * Sets for how long a reservation is remembered; one minute unless set.
     *
     * @throws IllegalArgumentException when it is negative
     */
    public Builder time(Duration time) {
      this.time = checked("time", time);
      return this;
    }

    /**
     * Sets for how long it is remembered that nothing is reserved for a host; ten seconds unless
     * set.
     *
     * @throws IllegalArgumentException when it is negative
     */
    public Builder timeOfNothing(Duration time) {
      this.timeOfNothing = checked("timeOfNothing", time);
      return this;
    }

    private static Duration checked(String name, Duration time) {
      if (time.isNegative()) {
        throw new IllegalArgumentException(name + " " + time + ": expected zero or more");
      }
      return time;
    }

    /** Sets what tells the time; the system's clock unless set. */
    public Builder clock(Clock clock) {
      this.clock = Objects.requireNonNull(clock, "clock");
      return this;
    }

    /** Returns the cache, which is empty. */
    public CachedReservations build() {
      return new CachedReservations(this);
    }
  }
}
