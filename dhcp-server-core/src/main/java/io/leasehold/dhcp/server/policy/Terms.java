package io.leasehold.dhcp.server.policy;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.option.OptionFormat;
import io.leasehold.dhcp.codec.option.OptionSet;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * On what terms a request is granted; whatever is unset is as the configuration has it.
 *
 * @param address what the client is to be offered, if it is free; looked at for a DISCOVER only
 * @param leaseTime what the client gets, whatever it asks for and the bounds are
 * @param longestLeaseTime the most that the client gets, whatever else says how much it gets
 * @param renewalTime T1
 * @param rebindingTime T2
 * @param options values that go before those of the configuration, sent whether asked for or not,
 *     unless the configuration has them never sent
 * @param departures in what the answer departs from the usual
 */
public record Terms(
    Optional<Ipv4Address> address,
    Optional<Duration> leaseTime,
    Optional<Duration> longestLeaseTime,
    Optional<Duration> renewalTime,
    Optional<Duration> rebindingTime,
    OptionSet options,
    Set<Departure> departures) {

  /** In what an answer departs from the usual. */
  public enum Departure {
    /** A client that renews keeps the end that its lease has (RFC 2131 section 4.3.2). */
    NO_EXTENSION,
    /** The reply is broadcast, whatever the client says it can receive. */
    BROADCAST,
    /**
     * The client gets parameters and no address: {@code yiaddr} is 0, and nothing is held or stored
     * for it. For a DHCPDISCOVER or a DHCPREQUEST.
     */
    NO_ADDRESS,
    /** A reply to an address that the client has goes to the port that the request came from. */
    TO_SOURCE_PORT,
    /** A DHCPREQUEST that would be answered by a DHCPNAK meets silence. */
    NO_NAK
  }

  /** As the configuration has it. */
  public static final Terms USUAL =
      new Terms(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          OptionSet.EMPTY,
          Set.of());

  /**
   * Checks the times, and copies the set.
   *
   * @throws IllegalArgumentException when one is not in whole seconds, 1 to 4294967295
   */
  public Terms {
    leaseTime.ifPresent(time -> check("leaseTime", time));
    longestLeaseTime.ifPresent(time -> check("longestLeaseTime", time));
    renewalTime.ifPresent(time -> check("renewalTime", time));
    rebindingTime.ifPresent(time -> check("rebindingTime", time));
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(options, "options");
    departures =
        departures.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(departures));
  }

  private static void check(String name, Duration time) {
    if (!OptionFormat.SECONDS.decode(OptionFormat.SECONDS.encode(time)).equals(Optional.of(time))
        || time.isZero()) {
      throw new IllegalArgumentException(
          name + " " + time + ": expected whole seconds, 1 to 4294967295");
    }
  }

  /** Returns whether the answer departs from the usual in that. */
  public boolean has(Departure departure) {
    return departures.contains(departure);
  }

  /** Returns these terms with an address to offer. */
  public Terms withAddress(Ipv4Address wanted) {
    return new Terms(
        Optional.of(wanted),
        leaseTime,
        longestLeaseTime,
        renewalTime,
        rebindingTime,
        options,
        departures);
  }

  /** Returns these terms with a lease time. */
  public Terms withLeaseTime(Duration time) {
    return new Terms(
        address,
        Optional.of(time),
        longestLeaseTime,
        renewalTime,
        rebindingTime,
        options,
        departures);
  }

  /** Returns these terms with a lease time that is not to be exceeded. */
  public Terms withLongestLeaseTime(Duration time) {
    return new Terms(
        address, leaseTime, Optional.of(time), renewalTime, rebindingTime, options, departures);
  }

  /** Returns these terms with T1 and T2. */
  public Terms withTimers(Duration t1, Duration t2) {
    return new Terms(
        address,
        leaseTime,
        longestLeaseTime,
        Optional.of(t1),
        Optional.of(t2),
        options,
        departures);
  }

  /** Returns these terms with options. */
  public Terms withOptions(OptionSet values) {
    return new Terms(
        address, leaseTime, longestLeaseTime, renewalTime, rebindingTime, values, departures);
  }

  /** Returns these terms with an answer that departs from the usual. */
  public Terms with(Departure departure) {
    Set<Departure> all = EnumSet.of(departure);
    all.addAll(departures);
    return new Terms(
        address, leaseTime, longestLeaseTime, renewalTime, rebindingTime, options, all);
  }

  /**
   * Returns these terms, and those of {@code others} where these leave something unset; the shorter
   * of two longest lease times, and the departures of both.
   */
  public Terms over(Terms others) {
    Set<Departure> all = EnumSet.noneOf(Departure.class);
    all.addAll(departures);
    all.addAll(others.departures);
    return new Terms(
        address.or(others::address),
        leaseTime.or(others::leaseTime),
        Stream.of(longestLeaseTime, others.longestLeaseTime)
            .flatMap(Optional::stream)
            .min(Duration::compareTo),
        renewalTime.or(others::renewalTime),
        rebindingTime.or(others::rebindingTime),
        others.options.toBuilder().putAll(options).build(),
        all);
  }
}
