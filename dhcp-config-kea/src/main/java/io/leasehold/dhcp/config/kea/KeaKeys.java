package io.leasehold.dhcp.config.kea;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The keys of Kea 2.2 to 2.6 that are not followed here, level by level. One that clients would
 * notice the lack of may only have a value that changes nothing.
 *
 * @param keys those of one level
 */
record KeaKeys(Set<String> keys) {

  private static final Set<String> REMARKS = Set.of("comment", "user-context");

  private static final Set<String> DDNS_KEYS =
      Set.of(
          "ddns-conflict-resolution-mode",
          "ddns-ttl",
          "ddns-ttl-max",
          "ddns-ttl-min",
          "ddns-ttl-percent",
          "ddns-update-on-renew",
          "ddns-use-conflict-resolution");

  /** Keys that the server, shared networks and subnets have. */
  private static final Set<String> NETWORK_KEYS = union(DDNS_KEYS, "store-extended-info");

  /** The values, as JSON, with which a key that clients notice changes nothing. */
  static final Map<String, Set<String>> NEUTRAL =
      Map.ofEntries(
          Map.entry("4o6-interface", Set.of("\"\"")),
          Map.entry("4o6-interface-id", Set.of("\"\"")),
          Map.entry("4o6-subnet", Set.of("\"\"")),
          Map.entry("cid-as-rfc4361-duid", Set.of("false")),
          Map.entry("client-classes", Set.of("[]")),
          Map.entry("config-control", Set.of("{}")),
          Map.entry("dhcp4o6-port", Set.of("0")),
          Map.entry("hosts-database", Set.of("{}")),
          Map.entry("hosts-databases", Set.of("[]")),
          Map.entry("stash-agent-options", Set.of("false")));

  static final KeaKeys DOCUMENT =
      level(Set.of(), "Control-agent", "DhcpDdns", "Dhcp6", "Logging", "Netconf");

  static final KeaKeys DHCP4 =
      level(
          NETWORK_KEYS,
          "config-control",
          "control-socket",
          "control-sockets",
          "dhcp-queue-control",
          "dhcp4o6-port",
          "early-global-reservations-lookup",
          "expired-leases-processing",
          "hosts-database",
          "hosts-databases",
          "loggers",
          "multi-threading",
          "parked-packet-limit",
          "reservations-lookup-first",
          "sanity-checks",
          "server-tag",
          "stash-agent-options",
          "statistic-default-sample-age",
          "statistic-default-sample-count");

  static final KeaKeys DHCP_DDNS =
      level(
          Set.of(),
          "max-queue-size",
          "ncr-format",
          "ncr-protocol",
          "sender-ip",
          "sender-port",
          "server-ip",
          "server-port");

  static final KeaKeys COMPATIBILITY = level(Set.of(), "lenient-option-parsing");

  static final KeaKeys INTERFACES =
      level(
          Set.of(),
          "dhcp-socket-type",
          "outbound-interface",
          "re-detect",
          "service-sockets-max-retries",
          "service-sockets-require-all",
          "service-sockets-retry-wait-time");

  static final KeaKeys LEASE_DATABASE =
      level(
          Set.of(),
          "cert-file",
          "cipher-list",
          "connect-timeout",
          "host",
          "key-file",
          "lfc-interval",
          "max-reconnect-tries",
          "max-row-errors",
          "on-fail",
          "password",
          "port",
          "read-timeout",
          "readonly",
          "reconnect-wait-time",
          "retry-on-startup",
          "tcp-user-timeout",
          "trust-anchor",
          "user",
          "write-timeout");

  static final KeaKeys SHARED_NETWORK = level(NETWORK_KEYS, "metadata");

  static final KeaKeys SUBNET =
      level(NETWORK_KEYS, "4o6-interface", "4o6-interface-id", "4o6-subnet", "metadata");

  static final KeaKeys POOL = level(DDNS_KEYS, "metadata", "pool-id");

  static final KeaKeys RESERVATION = level(Set.of());

  static final KeaKeys CLIENT_CLASS = level(DDNS_KEYS, "metadata");

  static final KeaKeys HOOKS_LIBRARY = level(Set.of());

  static final KeaKeys FLEX_ID = level(Set.of(), "cid-as-rfc4361-duid", "ignore-iaid");

  static final KeaKeys RELAY = level(Set.of());

  static final KeaKeys OPTION_DEF = level(Set.of(), "metadata");

  static final KeaKeys OPTION_DATA = level(Set.of(), "client-classes", "metadata");

  private static KeaKeys level(Set<String> shared, String... own) {
    return new KeaKeys(union(shared, own));
  }

  private static Set<String> union(Set<String> some, String... others) {
    Set<String> all = new HashSet<>(some);
    all.addAll(List.of(others));
    return Set.copyOf(all);
  }

  /** Returns whether Kea knows a key at this level, or has one like it for remarks. */
  boolean knows(String key) {
    return keys.contains(key) || REMARKS.contains(key);
  }

  /**
   * Returns the warning that a key of this level is passed over; empty where nothing is lost.
   *
   * @throws KeaConfigException when clients would notice
   */
  Optional<String> warning(String key, JsonValue value) {
    if (REMARKS.contains(key)) {
      return Optional.empty();
    }
    Optional<Set<String>> neutral = Optional.ofNullable(NEUTRAL.get(key));
    if (neutral.isEmpty()) {
      return Optional.of(value.path() + ": has no meaning here and is passed over");
    }
    if (!neutral.get().contains(value.node().toString())) {
      String harmless = String.join(" or ", neutral.get().stream().sorted().toList());
      throw value.refused(
          harmless.isEmpty()
              ? "no such key, as it is not supported yet"
              : harmless + " or no such key, as anything else is not supported yet");
    }
    return Optional.empty();
  }
}
