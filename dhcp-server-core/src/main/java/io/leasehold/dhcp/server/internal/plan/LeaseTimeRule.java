package io.leasehold.dhcp.server.internal.plan;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.OptionFormat;
import io.leasehold.dhcp.server.config.Setting;
import io.leasehold.dhcp.server.config.Settings;
import io.leasehold.dhcp.server.internal.Client;
import io.leasehold.dhcp.server.internal.LeaseTimes;
import io.leasehold.dhcp.server.policy.Terms;
import io.leasehold.dhcp.server.store.Lease;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** How long a lease lasts, and when it is to be extended (RFC 2131 sections 4.3.1 and 4.4.5). */
final class LeaseTimeRule {

  private LeaseTimeRule() {}

  /** Returns the times of a lease that begins now. */
  static LeaseTimes full(Situation situation, Ipv4Address address) {
    Settings settings = situation.settingsFor(address);
    Duration usual = settings.value(Setting.LEASE_TIME);
    Duration time =
        situation
            .terms()
            .leaseTime()
            .orElseGet(
                () ->
                    clamp(
                        situation
                            .request()
                            .message()
                            .option(DhcpOptions.ADDRESS_TIME)
                            .orElse(usual),
                        settings.get(Setting.MIN_LEASE_TIME).orElse(usual),
                        settings.get(Setting.MAX_LEASE_TIME).orElse(usual)));
    return withTimers(
        atMost(situation.terms().longestLeaseTime(), time),
        settings,
        situation.terms(),
        situation.client());
  }

  private static Duration atMost(Optional<Duration> longest, Duration time) {
    return longest.filter(limit -> limit.compareTo(time) < 0).orElse(time);
  }

  /**
   * Returns the times for a client that is about to get an address, or has just been offered it.
   */
  static LeaseTimes initial(Situation situation, Ipv4Address address) {
    boolean asksForTime =
        situation.request().message().option(DhcpOptions.ADDRESS_TIME).isPresent();
    if (asksForTime || !situation.config().settings().value(Setting.OFFER_REMAINING_TIME)) {
      return full(situation, address);
    }
    return situation
        .ownLeaseOf(address)
        .filter(lease -> lease.isBoundAt(situation.now()))
        .map(lease -> remaining(situation, lease))
        .orElseGet(() -> full(situation, address));
  }

  /** Returns for how long after the last renewal another one stores nothing. */
  static Duration cacheTime(Situation situation, Lease lease) {
    Settings settings = situation.settingsFor(lease.address());
    Duration time = settings.value(Setting.RENEWAL_CACHE_TIME);
    double fraction = settings.value(Setting.RENEWAL_CACHE_FRACTION);
    if (fraction == 0) {
      return time;
    }
    long length = Duration.between(lease.startsAt(), lease.endsAt()).toSeconds();
    Duration part = Duration.ofSeconds((long) (length * fraction));
    return time.isZero() || part.compareTo(time) < 0 ? part : time;
  }

  /** Returns the times of a lease of which some time is left. */
  static LeaseTimes remaining(Situation situation, Lease lease) {
    Duration time =
        lease.endsAt().equals(Lease.NEVER)
            ? OptionFormat.INFINITE
            : Duration.between(situation.now(), lease.endsAt());
    return withTimers(
        Duration.ofSeconds(time.toSeconds()),
        situation.settingsFor(lease.address()),
        situation.terms(),
        situation.client());
  }

  /**
   * Returns what is left, for the holder of a lease, of the times that it was told when it obtained
   * or extended the lease, as far as the configuration tells.
   */
  static LeaseTimes left(Situation situation, Lease lease) {
    if (lease.endsAt().equals(Lease.NEVER)) {
      return LeaseTimes.FOR_GOOD;
    }
    LeaseTimes told =
        withTimers(
            Duration.between(lease.startsAt(), lease.endsAt()),
            situation.settingsFor(lease.address()),
            Terms.USUAL,
            new Client(lease.clientIdentifier(), lease.hardwareAddress(), false));
    Duration passed = Duration.between(lease.startsAt(), situation.now());
    return new LeaseTimes(
        Duration.ofSeconds(Duration.between(situation.now(), lease.endsAt()).toSeconds()),
        told.renewal().flatMap(t1 -> left(t1, passed)),
        told.rebinding().flatMap(t2 -> left(t2, passed)));
  }

  private static Optional<Duration> left(Duration time, Duration passed) {
    return Optional.of(Duration.ofSeconds(time.minus(passed).toSeconds()))
        .filter(left -> !left.isNegative() && !left.isZero());
  }

  /** Returns the end of a lease that begins now; never before the client thinks that it ends. */
  static Instant end(Instant now, LeaseTimes times) {
    return end(now, times.lease());
  }

  /** Returns the end of something that begins now; never before all of the time is over. */
  static Instant end(Instant now, Duration time) {
    if (isInfinite(time)) {
      return Lease.NEVER;
    }
    Instant second = now.truncatedTo(ChronoUnit.SECONDS);
    Instant start = second.equals(now) ? now : second.plusSeconds(1);
    return start.plus(time);
  }

  private static LeaseTimes withTimers(
      Duration lease, Settings settings, Terms terms, Client client) {
    if (isInfinite(lease)) {
      return LeaseTimes.FOR_GOOD;
    }
    double sooner = 1 - settings.value(Setting.TIMER_SPREAD) * share(client);
    Optional<Duration> t1 =
        terms
            .renewalTime()
            .or(() -> settings.get(Setting.RENEWAL_TIME))
            .or(() -> part(lease, settings, Setting.RENEWAL_FRACTION))
            .map(time -> times(time, sooner));
    Optional<Duration> t2 =
        terms
            .rebindingTime()
            .or(() -> settings.get(Setting.REBINDING_TIME))
            .or(() -> part(lease, settings, Setting.REBINDING_FRACTION))
            .map(time -> times(time, sooner));
    Optional<Duration> rebinding = t2.filter(time -> time.compareTo(lease) < 0);
    Optional<Duration> renewal = t1.filter(time -> time.compareTo(rebinding.orElse(lease)) < 0);
    return new LeaseTimes(lease, renewal, rebinding);
  }

  private static Optional<Duration> part(
      Duration lease, Settings settings, Setting<Double> fraction) {
    return settings.value(Setting.CALCULATE_TIMERS)
        ? Optional.of(times(lease, settings.value(fraction)))
        : Optional.empty();
  }

  private static Duration times(Duration time, double factor) {
    return Duration.ofSeconds(Math.round(time.toSeconds() * factor));
  }

  /** Returns a number of 0 up to 1 that is always the same for a client. */
  private static double share(Client client) {
    return (client.key().value().hashCode() >>> 8) / (double) (1 << 24);
  }

  private static boolean isInfinite(Duration time) {
    return time.compareTo(OptionFormat.INFINITE) >= 0;
  }

  private static Duration clamp(Duration time, Duration min, Duration max) {
    Duration atLeast = time.compareTo(min) < 0 ? min : time;
    return atLeast.compareTo(max) > 0 ? max : atLeast;
  }
}
