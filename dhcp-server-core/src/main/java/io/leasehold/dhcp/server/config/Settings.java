package io.leasehold.dhcp.server.config;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.option.OptionSet;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What may be set at each level: server, shared network, subnet, pool and reservation. Where
 * several levels set the same thing the nearest to the client wins, option by option.
 *
 * @param options values of options, sent when a client asks for them
 * @param alwaysSend codes of options that are sent whether the client asks or not, and in pieces
 *     where their values are longer than 255 octets (RFC 3396)
 * @param neverSend codes of options that are not sent, whoever asks for them or sets them to be
 *     always sent; what the protocol needs is sent all the same
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
    Set<Integer> neverSend,
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

  /**
   * Copies the sets, in the order of the codes.
   *
   * @throws IllegalArgumentException when a code is not in 1 to 254
   */
  public Settings {
    alwaysSend = codes("alwaysSend", alwaysSend);
    neverSend = codes("neverSend", neverSend);
  }

  private static Set<Integer> codes(String name, Set<Integer> codes) {
    codes.forEach(code -> checkCode(name, code));
    return Collections.unmodifiableSet(new TreeSet<>(codes));
  }

  /**
   * Checks the code of an option.
   *
   * @throws IllegalArgumentException when it is not in 1 to 254
   */
  static void checkCode(String name, int code) {
    if (code < 1 || code > 254) {
      throw new IllegalArgumentException(name + " " + code + ": expected a code of 1 to 254");
    }
  }

  /** Returns these settings, and those of {@code outer} where these leave something unset. */
  public Settings over(Settings outer) {
    if (outer.equals(NONE)) {
      return this;
    }
    if (equals(NONE)) {
      return outer;
    }
    return new Settings(
        outer.options.toBuilder().putAll(options).build(),
        union(alwaysSend, outer.alwaysSend),
        union(neverSend, outer.neverSend),
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

  private static Set<Integer> union(Set<Integer> some, Set<Integer> others) {
    Set<Integer> all = new HashSet<>(some);
    all.addAll(others);
    return all;
  }
}
