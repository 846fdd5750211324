package io.leasehold.dhcp.config.kea;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.config.AllocationStrategy;
import io.leasehold.dhcp.server.config.Setting;
import io.leasehold.dhcp.server.config.SettingsBuilder;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what several levels have, for the levels inside of one.
 *
 * @param options reads options
 * @param leasehold reads what Kea has no keys for
 * @param lifetimes the lease times outside
 * @param vendors the options of enterprises outside
 * @param notToBeEmpty which keys, of those that count as absent where they are empty, some level
 *     outside has set
 * @param updatesNames whether there is somebody who puts names into the DNS
 * @param outOfPool whether addresses inside of pools are reserved for nobody
 */
record SettingsReader(
    OptionReader options,
    LeaseholdReader leasehold,
    Lifetimes lifetimes,
    VendorOptions vendors,
    Set<String> notToBeEmpty,
    boolean updatesNames,
    boolean outOfPool) {

  /** Reads the settings of a server; returns the reader for what is inside. */
  static SettingsReader readServer(
      JsonObject global,
      NameReader names,
      SettingsBuilder<?> settings,
      OptionReader options,
      LeaseholdReader leasehold) {
    settings.authoritative(false).set(Setting.SERVER_RESERVATIONS, false);
    Lifetimes.DEFAULT.applyTo(settings);
    names.applyTo(settings);
    return new SettingsReader(
            options,
            leasehold,
            Lifetimes.DEFAULT,
            VendorOptions.NONE,
            names.notToBeEmpty(),
            names.updates(),
            false)
        .readNetwork(global, settings, true);
  }

  /** Reads the settings of a shared network or subnet; returns the reader for what is inside. */
  SettingsReader readNetwork(JsonObject level, SettingsBuilder<?> settings) {
    return readNetwork(level, settings, false);
  }

  private SettingsReader readNetwork(
      JsonObject level, SettingsBuilder<?> settings, boolean isServer) {
    Lifetimes own = lifetimes.inside(level);
    if (!own.equals(lifetimes)) {
      own.applyTo(settings);
    }
    readTimers(level, settings);
    level
        .get("allocator")
        .map(SettingsReader::strategy)
        .ifPresent(strategy -> settings.set(Setting.ALLOCATION_STRATEGY, strategy));
    level.get("authoritative").map(JsonValue::bool).ifPresent(settings::authoritative);
    flag(level, "match-client-id")
        .ifPresent(match -> settings.set(Setting.IGNORE_CLIENT_IDENTIFIER, !match));
    Optional<String> mode = ReservationMode.read(level, settings);
    flag(level, "reservations-global")
        .ifPresent(global -> settings.set(Setting.SERVER_RESERVATIONS, global));
    flag(level, "reservations-in-subnet")
        .ifPresent(inSubnet -> settings.set(Setting.SUBNET_RESERVATIONS, inSubnet));
    readOffers(level, settings);
    boolean outOfPoolHere =
        flag(level, "reservations-out-of-pool")
            .or(() -> mode.map(ReservationMode.OUT_OF_POOL::equals))
            .orElse(outOfPool);
    Set<String> set = new HashSet<>(notToBeEmpty);
    set.addAll(NameReader.read(level, settings, updatesNames, notToBeEmpty));
    set.addAll(readBoot(level, settings, notToBeEmpty));
    VendorOptions all = options.read(level, settings, vendors);
    leasehold.read(level, settings, isServer);
    return new SettingsReader(
        options, leasehold, own, all, Set.copyOf(set), updatesNames, outOfPoolHere);
  }

  /** Reads the settings of a client class, which stands beside all networks. */
  void readClass(JsonObject clientClass, SettingsBuilder<?> settings, OptionReader ofClass) {
    Lifetimes.ofClass(clientClass).ifPresent(times -> times.applyTo(settings));
    readOffers(clientClass, settings);
    NameReader.read(clientClass, settings, updatesNames, Set.of());
    readBoot(clientClass, settings, Set.of());
    ofClass.read(clientClass, settings, VendorOptions.NONE);
    leasehold.read(clientClass, settings, false);
  }

  /** Reads the settings of a pool. */
  void readPool(JsonObject pool, SettingsBuilder<?> settings) {
    NameReader.read(pool, settings, updatesNames, notToBeEmpty);
    options.read(pool, settings, vendors);
    leasehold.read(pool, settings, false);
  }

  /** Reads the settings of a reservation, where empty means as for everybody else. */
  void readReservation(JsonObject reservation, SettingsBuilder<?> settings) {
    readBoot(reservation, settings, Set.of());
    options.read(reservation, settings, vendors);
    leasehold.read(reservation, settings, false);
  }

  private static void readTimers(JsonObject level, SettingsBuilder<?> settings) {
    Lifetimes.seconds(level, "renew-timer").ifPresent(settings::renewalTime);
    Lifetimes.seconds(level, "rebind-timer").ifPresent(settings::rebindingTime);
    flag(level, "calculate-tee-times")
        .ifPresent(calculate -> settings.set(Setting.CALCULATE_TIMERS, calculate));
    fraction(level, "t1-percent").ifPresent(part -> settings.set(Setting.RENEWAL_FRACTION, part));
    fraction(level, "t2-percent").ifPresent(part -> settings.set(Setting.REBINDING_FRACTION, part));
    fraction(level, "cache-threshold")
        .ifPresent(part -> settings.set(Setting.RENEWAL_CACHE_FRACTION, part));
    Lifetimes.seconds(level, "cache-max-age")
        .ifPresent(time -> settings.set(Setting.RENEWAL_CACHE_TIME, time));
  }

  private static void readOffers(JsonObject level, SettingsBuilder<?> settings) {
    level
        .get("offer-lifetime")
        .map(value -> Duration.ofSeconds(value.integer(0, Integer.MAX_VALUE)))
        .ifPresent(time -> settings.set(Setting.OFFER_LIFETIME, time));
  }

  /** Kea's iterative allocator goes on from the last address, and its queue is one of free ones. */
  private static AllocationStrategy strategy(JsonValue allocator) {
    return switch (allocator.text()) {
      case "iterative", "flq" -> AllocationStrategy.LEAST_RECENTLY_USED;
      case "random" -> AllocationStrategy.RANDOM;
      default -> throw allocator.refused("\"iterative\", \"random\" or \"flq\"");
    };
  }

  private static Optional<Double> fraction(JsonObject level, String key) {
    return level.get(key).map(JsonValue::fraction);
  }

  static Optional<Boolean> flag(JsonObject level, String key) {
    return level.get(key).map(JsonValue::bool);
  }

  private static Set<String> readBoot(
      JsonObject level, SettingsBuilder<?> settings, Set<String> notToBeEmpty) {
    Set<String> keys = new HashSet<>();
    text(level, "next-server", "0.0.0.0", notToBeEmpty)
        .ifPresent(
            value -> {
              settings.nextServer(
                  value.parse(Ipv4Address::parse, OptionType.IPV4_ADDRESS.expected()));
              keys.add("next-server");
            });
    text(level, "server-hostname", "", notToBeEmpty)
        .ifPresent(
            value -> {
              settings.serverName(value.text());
              keys.add("server-hostname");
            });
    text(level, "boot-file-name", "", notToBeEmpty)
        .ifPresent(
            value -> {
              settings.bootFileName(value.text());
              keys.add("boot-file-name");
            });
    return keys;
  }

  /** Returns the value of a key, which counts as absent where it is {@code empty}. */
  static Optional<JsonValue> text(
      JsonObject level, String key, String empty, Set<String> notToBeEmpty) {
    Optional<JsonValue> value = level.get(key);
    if (value.isPresent() && value.get().text().equals(empty)) {
      if (notToBeEmpty.contains(key)) {
        throw value.get().refused("a value or no such key, as the level outside sets one");
      }
      return Optional.empty();
    }
    return value;
  }
}
