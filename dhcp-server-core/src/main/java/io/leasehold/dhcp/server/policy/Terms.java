package io.leasehold.dhcp.server.policy;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.option.OptionFormat;
import io.leasehold.dhcp.codec.option.OptionSet;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * On what terms a request is granted; whatever is unset is as the configuration has it.
 *
 * @param address what the client is to be offered, if it is free; looked at for a DISCOVER only
 * @param leaseTime what the client gets, whatever it asks for and the bounds are
 * @param renewalTime T1
 * @param rebindingTime T2
 * @param options values that go before those of the configuration, sent whether asked for or not,
 *     unless the configuration has them never sent
 * @param extend false has a client that renews keep the end that its lease has (RFC 2131 section
 *     4.3.2)
 * @param broadcast true has the reply broadcast, whatever the client says it can receive
 */
public record Terms(
    Optional<Ipv4Address> address,
    Optional<Duration> leaseTime,
    Optional<Duration> renewalTime,
    Optional<Duration> rebindingTime,
    OptionSet options,
    boolean extend,
    boolean broadcast) {

  /**
   * Checks the times.
   *
   * @throws IllegalArgumentException when one is not in whole seconds, 1 to 4294967295
   */
  public Terms {
    leaseTime.ifPresent(time -> check("leaseTime", time));
    renewalTime.ifPresent(time -> check("renewalTime", time));
    rebindingTime.ifPresent(time -> check("rebindingTime", time));
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(options, "options");
  }

  private static void check(String name, Duration time) {
    if (!OptionFormat.SECONDS.decode(OptionFormat.SECONDS.encode(time)).equals(Optional.of(time))
        || time.isZero()) {
      throw new IllegalArgumentException(
          name + " " + time + ": expected whole seconds, 1 to 4294967295");
    }
  }

  /** As the configuration has it. */
  public static final Terms USUAL =
      new Terms(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          OptionSet.EMPTY,
          true,
          false);

  /** Returns these terms with an address to offer. */
  public Terms withAddress(Ipv4Address wanted) {
    return new Terms(
        Optional.of(wanted), leaseTime, renewalTime, rebindingTime, options, extend, broadcast);
  }

  /** Returns these terms with a lease time. */
  public Terms withLeaseTime(Duration time) {
    return new Terms(
        address, Optional.of(time), renewalTime, rebindingTime, options, extend, broadcast);
  }

  /** Returns these terms with T1 and T2. */
  public Terms withTimers(Duration t1, Duration t2) {
    return new Terms(
        address, leaseTime, Optional.of(t1), Optional.of(t2), options, extend, broadcast);
  }

  /** Returns these terms with options. */
  public Terms withOptions(OptionSet values) {
    return new Terms(address, leaseTime, renewalTime, rebindingTime, values, extend, broadcast);
  }

  /** Returns these terms without an extension of the lease. */
  public Terms withoutExtension() {
    return new Terms(address, leaseTime, renewalTime, rebindingTime, options, false, broadcast);
  }

  /** Returns these terms with the reply broadcast. */
  public Terms withBroadcast() {
    return new Terms(address, leaseTime, renewalTime, rebindingTime, options, extend, true);
  }

  /** Returns these terms, and those of {@code others} where these leave something unset. */
  public Terms over(Terms others) {
    return new Terms(
        address.or(others::address),
        leaseTime.or(others::leaseTime),
        renewalTime.or(others::renewalTime),
        rebindingTime.or(others::rebindingTime),
        others.options.toBuilder().putAll(options).build(),
        extend && others.extend,
        broadcast || others.broadcast);
  }
}
