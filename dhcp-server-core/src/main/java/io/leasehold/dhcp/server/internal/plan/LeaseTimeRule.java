package io.leasehold.dhcp.server.internal.plan;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.OptionFormat;
import io.leasehold.dhcp.server.config.Setting;
import io.leasehold.dhcp.server.config.Settings;
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
    return withTimers(time, settings, situation.terms());
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
        situation.terms());
  }

  /** Returns the end of a lease that begins now; never before the client thinks that it ends. */
  static Instant end(Instant now, LeaseTimes times) {
    if (isInfinite(times.lease())) {
      return Lease.NEVER;
    }
    Instant second = now.truncatedTo(ChronoUnit.SECONDS);
    Instant start = second.equals(now) ? now : second.plusSeconds(1);
    return start.plus(times.lease());
  }

  private static LeaseTimes withTimers(Duration lease, Settings settings, Terms terms) {
    if (isInfinite(lease)) {
      return new LeaseTimes(OptionFormat.INFINITE, Optional.empty(), Optional.empty());
    }
    Duration t1 =
        terms
            .renewalTime()
            .or(() -> settings.get(Setting.RENEWAL_TIME))
            .orElseGet(() -> Duration.ofSeconds(lease.toSeconds() / 2));
    Duration t2 =
        terms
            .rebindingTime()
            .or(() -> settings.get(Setting.REBINDING_TIME))
            .orElseGet(() -> Duration.ofSeconds(lease.toSeconds() * 7 / 8));
    Optional<Duration> rebinding = Optional.of(t2).filter(time -> time.compareTo(lease) < 0);
    Optional<Duration> renewal =
        Optional.of(t1).filter(time -> time.compareTo(rebinding.orElse(lease)) < 0);
    return new LeaseTimes(lease, renewal, rebinding);
  }

  private static boolean isInfinite(Duration time) {
    return time.compareTo(OptionFormat.INFINITE) >= 0;
  }

  private static Duration clamp(Duration time, Duration min, Duration max) {
    Duration atLeast = time.compareTo(min) < 0 ? min : time;
    return atLeast.compareTo(max) > 0 ? max : atLeast;
  }
}
