package io.leasehold.dhcp.server.config;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.option.OptionSet;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What may be set at each level: server, shared network, subnet, pool and reservation. Where
 * several levels set the same thing the nearest to the client wins, option by option.
 *
 * @param options values of options, sent when a client asks for them
 * @param alwaysSend codes of options that are sent whether the client asks or not
 * @param leaseTime for a client that asks for no time
 * @param minLeaseTime the least that a client gets
 * @param maxLeaseTime the most that a client gets
 * @param renewalTime T1; where it is unset, half the lease time (RFC 2131 section 4.4.5)
 * @param rebindingTime T2; where it is unset, 7/8 of the lease time (RFC 2131 section 4.4.5)
 * @param nextServer the {@code siaddr} field
 * @param serverName the {@code sname} field, or option 66 where that has no room
 * @param bootFileName the {@code file} field, or option 67 where that has no room
 * @param serverIdentifier option 54; where it is unset, the address that the request arrived at
 * @param authoritative whether this server knows of every lease on the link, so that it may refuse
 *     (NAK) clients that it does not know
 */
public record Settings(
    OptionSet options,
    Set<Integer> alwaysSend,
    Optional<Duration> leaseTime,
    Optional<Duration> minLeaseTime,
    Optional<Duration> maxLeaseTime,
    Optional<Duration> renewalTime,
    Optional<Duration> rebindingTime,
    Optional<Ipv4Address> nextServer,
    Optional<String> serverName,
    Optional<String> bootFileName,
    Optional<Ipv4Address> serverIdentifier,
    Optional<Boolean> authoritative) {

  /** Sets nothing. */
  public static final Settings NONE =
      new Settings(
          OptionSet.EMPTY,
          Set.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** Copies the set. */
  public Settings {
    alwaysSend = Set.copyOf(alwaysSend);
  }

  /** Returns these settings, and those of {@code outer} where these leave something unset. */
  public Settings over(Settings outer) {
    if (outer.equals(NONE)) {
      return this;
    }
    if (equals(NONE)) {
      return outer;
    }
    Set<Integer> always = new HashSet<>(outer.alwaysSend);
    always.addAll(alwaysSend);
    return new Settings(
        outer.options.toBuilder().putAll(options).build(),
        always,
        leaseTime.or(outer::leaseTime),
        minLeaseTime.or(outer::minLeaseTime),
        maxLeaseTime.or(outer::maxLeaseTime),
        renewalTime.or(outer::renewalTime),
        rebindingTime.or(outer::rebindingTime),
        nextServer.or(outer::nextServer),
        serverName.or(outer::serverName),
        bootFileName.or(outer::bootFileName),
        serverIdentifier.or(outer::serverIdentifier),
        authoritative.or(outer::authoritative));
  }
}
