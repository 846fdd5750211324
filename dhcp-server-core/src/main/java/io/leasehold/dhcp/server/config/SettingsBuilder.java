package io.leasehold.dhcp.server.config;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.OptionKey;
import io.leasehold.dhcp.codec.option.OptionSet;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The part of a builder that collects {@link Settings}, which every level has. For one thread.
 *
 * @param <B> the builder itself
 */
public abstract sealed class SettingsBuilder<B extends SettingsBuilder<B>>
    permits ServerConfig.Builder, SegmentBuilder, Pool.Builder, Reservation.Builder {

  private final OptionSet.Builder options = OptionSet.builder();
  private final Set<Integer> alwaysSend = new HashSet<>();
  private final Set<Integer> neverSend = new HashSet<>();
  private Optional<Duration> leaseTime = Optional.empty();
  private Optional<Duration> minLeaseTime = Optional.empty();
  private Optional<Duration> maxLeaseTime = Optional.empty();
  private Optional<Duration> renewalTime = Optional.empty();
  private Optional<Duration> rebindingTime = Optional.empty();
  private Optional<Ipv4Address> nextServer = Optional.empty();
  private Optional<String> serverName = Optional.empty();
  private Optional<String> bootFileName = Optional.empty();
  private Optional<Ipv4Address> serverIdentifier = Optional.empty();
  private Optional<Boolean> authoritative = Optional.empty();

  SettingsBuilder() {}

  abstract B self();

  /**
   * Sets the value of an option, sent to clients that ask for it.
   *
   * @throws IllegalArgumentException when the option cannot hold the value
   */
  public <T> B option(OptionKey<T> key, T value) {
    options.put(key, value);
    return self();
  }

  /**
   * Sets the value of an option as octets, sent to clients that ask for it.
   *
   * @throws IllegalArgumentException when the code is not in 1 to 254
   */
  public B option(int code, Octets value) {
    options.putRaw(code, value);
    return self();
  }

  /**
   * Has an option sent whether the client asks or not, where some level sets its value; in pieces
   * where that is longer than 255 octets (RFC 3396).
   *
   * @throws IllegalArgumentException when the code is not in 1 to 254
   */
  public B alwaysSend(int code) {
    Settings.checkCode("alwaysSend", code);
    alwaysSend.add(code);
    return self();
  }

  /**
   * Has an option not sent, whoever asks for it, or sets it to be always sent.
   *
   * @throws IllegalArgumentException when the code is not in 1 to 254
   */
  public B neverSend(int code) {
    Settings.checkCode("neverSend", code);
    neverSend.add(code);
    return self();
  }

  /** Sets the time for a client that asks for none, at least one second. */
  public B leaseTime(Duration time) {
    leaseTime = Optional.of(positive("leaseTime", time));
    return self();
  }

  /** Sets the least and the most that a client gets, at least one second. */
  public B leaseTimeBounds(Duration min, Duration max) {
    minLeaseTime = Optional.of(positive("minLeaseTime", min));
    maxLeaseTime = Optional.of(positive("maxLeaseTime", max));
    return self();
  }

  /** Sets T1, at least one second; it is left out of replies where it is not less than T2. */
  public B renewalTime(Duration time) {
    renewalTime = Optional.of(positive("renewalTime", time));
    return self();
  }

  /**
   * Sets T2, at least one second; it is left out of replies where it is not less than the lease.
   */
  public B rebindingTime(Duration time) {
    rebindingTime = Optional.of(positive("rebindingTime", time));
    return self();
  }

  /** Sets the {@code siaddr} field. */
  public B nextServer(Ipv4Address address) {
    nextServer = Optional.of(address);
    return self();
  }

  /** Sets the server's name. */
  public B serverName(String name) {
    serverName = Optional.of(name);
    return self();
  }

  /** Sets the boot file. */
  public B bootFileName(String name) {
    bootFileName = Optional.of(name);
    return self();
  }

  /** Sets option 54. */
  public B serverIdentifier(Ipv4Address address) {
    serverIdentifier = Optional.of(address);
    return self();
  }

  /** Sets whether this server knows of every lease on the link. */
  public B authoritative(boolean value) {
    authoritative = Optional.of(value);
    return self();
  }

  final Settings settings() {
    return new Settings(
        options.build(),
        alwaysSend,
        neverSend,
        leaseTime,
        minLeaseTime,
        maxLeaseTime,
        renewalTime,
        rebindingTime,
        nextServer,
        serverName,
        bootFileName,
        serverIdentifier,
        authoritative);
  }

  private static Duration positive(String name, Duration time) {
    Times.check(name, time, Duration.ofSeconds(1));
    return time;
  }
}
