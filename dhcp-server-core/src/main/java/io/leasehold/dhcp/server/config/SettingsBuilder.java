package io.leasehold.dhcp.server.config;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.OptionKey;
import io.leasehold.dhcp.codec.option.OptionSet;
import io.leasehold.dhcp.server.match.RequestValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The part of a builder that collects {@link Settings}, which every level has. The settings of
 * every day have methods of their own; {@link #set} sets any. For one thread.
 *
 * @param <B> the builder itself
 */
public abstract sealed class SettingsBuilder<B extends SettingsBuilder<B>>
    permits ServerConfig.Builder,
        SegmentBuilder,
        Pool.Builder,
        ClientClass.Builder,
        Reservation.Builder {

  private static final int MAX_SHOWN = 32;

  private final Object[] values = new Object[Setting.count()];
  private final OptionSet.Builder options = OptionSet.builder();
  private final Map<Integer, RequestValue> copied = new HashMap<>();
  private final Set<Integer> alwaysSend = new HashSet<>();
  private final Set<Integer> neverSend = new HashSet<>();
  private final List<Set<String>> guards = new ArrayList<>();
  private final Set<String> requiredClasses = new LinkedHashSet<>();

  SettingsBuilder() {}

  abstract B self();

  /** Returns whether what holds for the whole server can be set here. */
  boolean isServer() {
    return false;
  }

  /**
   * Sets something.
   *
   * @throws IllegalArgumentException when the value is out of range, or the setting is one for the
   *     whole server and this is not the server's builder
   */
  public <T> B set(Setting<T> setting, T value) {
    if (setting.isServerWide() && !isServer()) {
      throw new IllegalArgumentException(
          setting + " " + value + ": expected at ServerConfig, as it holds for the whole server");
    }
    values[setting.index()] = setting.check(value);
    return self();
  }

  /**
   * Sets the value of an option, sent to clients that ask for it.
   *
   * @throws IllegalArgumentException when the option cannot hold the value
   */
  public <T> B option(OptionKey<T> key, T value) {
    options.put(key, value);
    copied.remove(key.code());
    return self();
  }

  /**
   * Sets the value of an option as octets, sent to clients that ask for it.
   *
   * @throws IllegalArgumentException when the code is not in 1 to 254, or the octets are no value
   *     of the option that {@link DhcpOptions} has for it
   */
  public B option(int code, Octets value) {
    DhcpOptions.byCode(Settings.checkCode("option", code))
        .filter(key -> !key.format().accepts(value))
        .ifPresent(
            key -> {
              String shown = value.slice(0, Math.min(value.length(), MAX_SHOWN)).toString();
              throw new IllegalArgumentException(
                  "option "
                      + key
                      + ", value "
                      + shown
                      + (value.length() > MAX_SHOWN ? "…" : "")
                      + ": expected "
                      + key.format().expected());
            });
    options.putRaw(code, value);
    copied.remove(code);
    return self();
  }

  /**
   * Has the value of an option taken from the request, where that has it.
   *
   * @throws IllegalArgumentException when the code is not in 1 to 254
   */
  public B option(int code, RequestValue value) {
    copied.put(Settings.checkCode("option", code), value);
    options.remove(code);
    return self();
  }

  /**
   * Has an option sent whether the client asks or not, where some level sets its value; in pieces
   * where that is longer than 255 octets (RFC 3396).
   *
   * @throws IllegalArgumentException when the code is not in 1 to 254
   */
  public B alwaysSend(int code) {
    alwaysSend.add(Settings.checkCode("alwaysSend", code));
    return self();
  }

  /**
   * Has an option not sent, whoever asks for it, or sets it to be always sent.
   *
   * @throws IllegalArgumentException when the code is not in 1 to 254
   */
  public B neverSend(int code) {
    neverSend.add(Settings.checkCode("neverSend", code));
    return self();
  }

  /**
   * Has only those clients served here that are in one of these classes; where this is called more
   * than once, in one of each.
   */
  public B onlyFor(String... classes) {
    guards.add(Set.of(classes));
    return self();
  }

  /** Has clients here looked at for a class that is {@link ClientClass#onlyIfRequired}. */
  public B requireClass(String name) {
    requiredClasses.add(name);
    return self();
  }

  /** Sets the time for a client that asks for none, at least one second. */
  public B leaseTime(Duration time) {
    return set(Setting.LEASE_TIME, time);
  }

  /** Sets the least and the most that a client gets, at least one second. */
  public B leaseTimeBounds(Duration min, Duration max) {
    set(Setting.MIN_LEASE_TIME, min);
    return set(Setting.MAX_LEASE_TIME, max);
  }

  /** Sets T1, at least one second; it is left out of replies where it is not less than T2. */
  public B renewalTime(Duration time) {
    return set(Setting.RENEWAL_TIME, time);
  }

  /**
   * Sets T2, at least one second; it is left out of replies where it is not less than the lease.
   */
  public B rebindingTime(Duration time) {
    return set(Setting.REBINDING_TIME, time);
  }

  /** Sets the {@code siaddr} field. */
  public B nextServer(Ipv4Address address) {
    return set(Setting.NEXT_SERVER, address);
  }

  /** Sets the server's name. */
  public B serverName(String name) {
    return set(Setting.SERVER_NAME, name);
  }

  /** Sets the boot file. */
  public B bootFileName(String name) {
    return set(Setting.BOOT_FILE_NAME, name);
  }

  /** Sets option 54. */
  public B serverIdentifier(Ipv4Address address) {
    return set(Setting.SERVER_IDENTIFIER, address);
  }

  /** Sets whether this server knows of every lease on the link. */
  public B authoritative(boolean value) {
    return set(Setting.AUTHORITATIVE, value);
  }

  /** Takes over all that {@code others} set. */
  final B takeOver(Settings others) {
    others.copyTo(values);
    options.putAll(others.options());
    copied.putAll(others.copied());
    alwaysSend.addAll(others.alwaysSend());
    neverSend.addAll(others.neverSend());
    guards.addAll(others.guards());
    requiredClasses.addAll(others.requiredClasses());
    return self();
  }

  final Settings settings() {
    return new Settings(
        values.clone(), options.build(), copied, alwaysSend, neverSend, guards, requiredClasses);
  }
}
