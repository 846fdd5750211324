package io.leasehold.dhcp.server.config;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.address.Ipv4Network;
import io.leasehold.dhcp.codec.option.OptionFormat;
import io.leasehold.dhcp.codec.value.DomainName;
import io.leasehold.dhcp.server.match.RequestValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Something that can be set: this is the table of all settings, each with its type, its range,
 * where it can be set and what holds where it is not. Where a setting is a switch, the default is
 * what the RFC says.
 *
 * @param <T> the type of its values
 */
public final class Setting<T> {

  private static final List<Setting<?>> ALL = new ArrayList<>();

  // Lease times

  /** The lease time for a client that asks for none; one hour. */
  public static final Setting<Duration> LEASE_TIME =
      anywhere("leaseTime", seconds(1), Duration.ofHours(1));

  /** The least lease time that a client gets; unset, it is {@link #LEASE_TIME}. */
  public static final Setting<Duration> MIN_LEASE_TIME = anywhere("minLeaseTime", seconds(1), null);

  /** The most lease time that a client gets; unset, it is {@link #LEASE_TIME}. */
  public static final Setting<Duration> MAX_LEASE_TIME = anywhere("maxLeaseTime", seconds(1), null);

  /** T1; unset, it is {@link #RENEWAL_FRACTION} of the lease time (RFC 2131 section 4.4.5). */
  public static final Setting<Duration> RENEWAL_TIME = anywhere("renewalTime", seconds(1), null);

  /** T2; unset, it is {@link #REBINDING_FRACTION} of the lease time (RFC 2131 section 4.4.5). */
  public static final Setting<Duration> REBINDING_TIME =
      anywhere("rebindingTime", seconds(1), null);

  /** Whether T1 and T2 are sent where they are not set; on. */
  public static final Setting<Boolean> CALCULATE_TIMERS =
      anywhere("calculateTimers", any(Boolean.class), true);

  /** T1 as a part of the lease time; 0.5. */
  public static final Setting<Double> RENEWAL_FRACTION =
      anywhere("renewalFraction", fraction(), 0.5);

  /** T2 as a part of the lease time; 0.875. */
  public static final Setting<Double> REBINDING_FRACTION =
      anywhere("rebindingFraction", fraction(), 0.875);

  /**
   * By which part of themselves T1 and T2 are sooner for some clients than for others, so that
   * those who started together do not renew together (RFC 2131 section 4.4.5); 0.
   */
  public static final Setting<Double> TIMER_SPREAD = anywhere("timerSpread", fraction(), 0.0);

  /** A renewal so soon after the last one gets the time that is left, and is not stored; zero. */
  public static final Setting<Duration> RENEWAL_CACHE_TIME =
      anywhere("renewalCacheTime", seconds(0), Duration.ZERO);

  /**
   * A renewal while no more than this part of the lease time has passed gets the time that is left,
   * and is not stored; 0. Where {@link #RENEWAL_CACHE_TIME} is set too, both have to hold.
   */
  public static final Setting<Double> RENEWAL_CACHE_FRACTION =
      anywhere("renewalCacheFraction", fraction(), 0.0);

  // Fields and identifiers

  /** The {@code siaddr} field. */
  public static final Setting<Ipv4Address> NEXT_SERVER =
      anywhere("nextServer", any(Ipv4Address.class), null);

  /** The {@code sname} field, or option 66 where that has no room. */
  public static final Setting<String> SERVER_NAME = anywhere("serverName", any(String.class), null);

  /** The {@code file} field, or option 67 where that has no room. */
  public static final Setting<String> BOOT_FILE_NAME =
      anywhere("bootFileName", any(String.class), null);

  /** Option 54; unset, it is the address that the request arrived at. */
  public static final Setting<Ipv4Address> SERVER_IDENTIFIER =
      anywhere("serverIdentifier", address(), null);

  // Names

  /**
   * Whether the embedder puts the names of clients into the DNS, as its listener learns of them:
   * {@code Lease.nameUpdates()}; off, and clients are told so.
   */
  public static final Setting<Boolean> NAME_UPDATES =
      anywhere("nameUpdates", any(Boolean.class), false);

  /** Whether entries are made that a client wants to make itself (RFC 4702 section 4); off. */
  public static final Setting<Boolean> OVERRIDE_CLIENT_UPDATE =
      anywhere("overrideClientUpdate", any(Boolean.class), false);

  /** Whether entries are made for a client that wants none (RFC 4702 section 4); off. */
  public static final Setting<Boolean> OVERRIDE_NO_UPDATE =
      anywhere("overrideNoUpdate", any(Boolean.class), false);

  /** What is put behind the name of a client that is only a part of one; nothing unless set. */
  public static final Setting<DomainName> QUALIFYING_SUFFIX =
      anywhere("qualifyingSuffix", any(DomainName.class), null);

  /**
   * Whether a client is called by a name that is made of its address rather than by the one that it
   * sends, unless one is reserved for it; never. It is told so in option 12 or 81. A client whose
   * option 81 has no name gets one anyway.
   */
  public static final Setting<NameReplacement> NAME_REPLACEMENT =
      anywhere("nameReplacement", any(NameReplacement.class), NameReplacement.NEVER);

  /** What names begin with that are made of addresses, such as {@code host-192-0-2-10}; host. */
  public static final Setting<String> GENERATED_NAME_PREFIX =
      anywhere("generatedNamePrefix", matching("[A-Za-z0-9_-]{1,47}"), "host");

  /** Which characters the labels of a name do without; all but letters, digits, - and _. */
  public static final Setting<CharacterFilter> UNWANTED_IN_NAMES =
      anywhere("unwantedInNames", any(CharacterFilter.class), CharacterFilter.of("[^A-Za-z0-9_-]"));

  /** What comes in the place of each match of {@link #UNWANTED_IN_NAMES}; a hyphen. */
  public static final Setting<String> UNWANTED_REPLACEMENT =
      anywhere("unwantedReplacement", matching("[A-Za-z0-9_-]*"), "-");

  // Clients

  /**
   * Whether this server knows of every lease on the link, so that it may refuse (NAK) clients that
   * it does not know; off.
   */
  public static final Setting<Boolean> AUTHORITATIVE =
      anywhere("authoritative", any(Boolean.class), false);

  /** Whether a client is known by its hardware address alone, whatever its option 61 says; off. */
  public static final Setting<Boolean> IGNORE_CLIENT_IDENTIFIER =
      anywhere("ignoreClientIdentifier", any(Boolean.class), false);

  /**
   * What clients are known by in the place of their option 61, which is only repeated to them;
   * where a request has none of 2 to 255 octets, option 61 counts. It is theirs wherever they are,
   * and for reservations too.
   */
  public static final Setting<RequestValue> COMPUTED_CLIENT_IDENTIFIER =
      serverWide("computedClientIdentifier", any(RequestValue.class), null);

  // Addresses

  /** Which of the free addresses of a pool a client gets; hashed by client. */
  public static final Setting<AllocationStrategy> ALLOCATION_STRATEGY =
      anywhere("allocationStrategy", any(AllocationStrategy.class), AllocationStrategy.HASHED);

  /**
   * Whether addresses that end in 0 or 255 go to nobody, in subnets with a prefix of 24 bits or
   * less, as some clients and routers take them for networks and broadcasts; off.
   */
  public static final Setting<Boolean> SKIP_0_AND_255 =
      anywhere("skip0And255", any(Boolean.class), false);

  /**
   * Whether a client that asks for it (option 80) has its address committed by the DISCOVER, and
   * acknowledged at once (RFC 4039); off, as with several servers each would commit one.
   */
  public static final Setting<Boolean> RAPID_COMMIT =
      anywhere("rapidCommit", any(Boolean.class), false);

  /**
   * Whether BOOTP clients, who send no message type (53), are given free addresses, for ever (RFC
   * 1534); off. It takes {@link #BOOTP}.
   */
  public static final Setting<Boolean> DYNAMIC_BOOTP =
      anywhere("dynamicBootp", any(Boolean.class), false);

  /**
   * Whether a client that asks for the IPv6-only option (108), where it is configured, gets that
   * and no address (RFC 8925 section 3.3); off: it gets both.
   */
  public static final Setting<Boolean> IPV6_ONLY_WITHOUT_ADDRESS =
      anywhere("ipv6OnlyWithoutAddress", any(Boolean.class), false);

  /**
   * What a client is told for which there is no address, and which asks whether it may give itself
   * one (option 116, RFC 2563); unset, it meets silence.
   */
  public static final Setting<Boolean> AUTO_CONFIGURE =
      anywhere("autoConfigure", any(Boolean.class), null);

  /**
   * For how long an offer is stored, as a lease in the state {@code OFFERED}: servers that share a
   * store then offer no address to two clients, and an offer outlives a restart, at the price of a
   * commit for each DISCOVER. Zero: an offer is held in memory only, for {@link #OFFER_HOLD_TIME}.
   * Where the subnets of a network differ, that of the one by which the message comes in counts.
   */
  public static final Setting<Duration> OFFER_LIFETIME =
      anywhere("offerLifetime", seconds(0), Duration.ZERO);

  // Reservations

  /** Whether clients here have what is reserved for them in their own subnets; on. */
  public static final Setting<Boolean> SUBNET_RESERVATIONS =
      anywhere("subnetReservations", any(Boolean.class), true);

  /** Whether clients here have what is reserved for them at the server; on. */
  public static final Setting<Boolean> SERVER_RESERVATIONS =
      anywhere("serverReservations", any(Boolean.class), true);

  /** In which order the reservations of a client are looked for: the first one found holds. */
  public static final Setting<List<HostKey.Kind>> RESERVATION_KEYS =
      serverWide("reservationKeys", anyList(HostKey.Kind.class), HostKey.Kind.DEFAULT_ORDER);

  /** The key of hosts that the embedder computes. */
  public static final Setting<RequestValue> COMPUTED_HOST_KEY =
      serverWide("computedHostKey", any(RequestValue.class), null);

  /**
   * Whether one address may be reserved for several clients, of which one at a time has it; off.
   */
  public static final Setting<Boolean> SHARED_RESERVATIONS =
      serverWide("sharedReservations", any(Boolean.class), false);

  // Leasequery

  /**
   * The networks in which relay agents have their addresses ({@code giaddr}) that may ask what is
   * leased to whom (DHCPLEASEQUERY, RFC 4388); none, and nobody may.
   */
  public static final Setting<List<Ipv4Network>> LEASEQUERY_AGENTS =
      serverWide("leasequeryAgents", anyList(Ipv4Network.class), List.of());

  /**
   * The codes of the options of clients that those relay agents may be told, where they are set for
   * the client: all others count as sensitive (RFC 4388 section 6.4.2). What describes the lease
   * itself is told in any case. Those that a client gets that asks for none: 1, 3, 6, 12, 15, 28.
   */
  public static final Setting<List<Integer>> LEASEQUERY_OPTIONS =
      serverWide("leasequeryOptions", optionCodes(), List.of(1, 3, 6, 12, 15, 28));

  // How the server plays its part of the protocol: the same for all networks

  /**
   * How long an offered address is kept for the client in memory (RFC 2131 section 3.1); one
   * minute.
   */
  public static final Setting<Duration> OFFER_HOLD_TIME =
      serverWide("offerHoldTime", seconds(0), Duration.ofSeconds(60));

  /** How long a declined address goes to nobody (RFC 2131 section 4.3.3); one day. */
  public static final Setting<Duration> QUARANTINE_TIME =
      serverWide("quarantineTime", seconds(0), Duration.ofDays(1));

  /** How long the address of a lease that has ended goes to nobody but its client; zero. */
  public static final Setting<Duration> LEASE_AFFINITY =
      serverWide("leaseAffinity", seconds(0), Duration.ZERO);

  /**
   * How long it counts that nobody has answered a probe of an address; five minutes. It is probed
   * again when half of that has passed, and is not offered when all has. At least two seconds.
   */
  public static final Setting<Duration> PROBE_LIFETIME =
      serverWide("probeLifetime", seconds(2), Duration.ofMinutes(5));

  /**
   * How many probed addresses of each pool are kept ready, which so many new clients can be offered
   * at once; 8. It takes a probe to have any ({@code DhcpServer.Builder.probe}).
   */
  public static final Setting<Integer> PROBE_STOCK = serverWide("probeStock", range(1, 1024), 8);

  /** A DISCOVER with less in {@code secs} is left to other servers; 0. */
  public static final Setting<Integer> MIN_SECS = serverWide("minSecs", range(0, 65_535), 0);

  /** A message with more in {@code hops} has gone around in circles (RFC 1542 4.1.1); 16. */
  public static final Setting<Integer> MAX_HOPS = serverWide("maxHops", range(0, 255), 16);

  /**
   * The longest reply, in octets with the headers of IP and UDP, whatever a client says that it can
   * take (option 57): from what every host must take (RFC 2131 section 2) to the most that IP can
   * carry; 1500, which fits an Ethernet frame.
   */
  public static final Setting<Integer> MAX_MESSAGE_SIZE =
      serverWide("maxMessageSize", range(576, 65_535), 1500);

  /** Whether BOOTP clients are given what is reserved for them (RFC 1534 section 2); off. */
  public static final Setting<Boolean> BOOTP = serverWide("bootp", any(Boolean.class), false);

  /** Whether an Ethernet client whose {@code hlen} is not 6 meets silence; off. */
  public static final Setting<Boolean> STRICT_HARDWARE_ADDRESS =
      serverWide("strictHardwareAddress", any(Boolean.class), false);

  /**
   * Whether a client that starts or stops to send a client identifier is another one, though its
   * hardware address is the same; off.
   */
  public static final Setting<Boolean> STRICT_IDENTITY =
      serverWide("strictIdentity", any(Boolean.class), false);

  /** Whether replies repeat the client identifier (RFC 6842); on. */
  public static final Setting<Boolean> ECHO_CLIENT_IDENTIFIER =
      serverWide("echoClientIdentifier", any(Boolean.class), true);

  /** Whether a request to another server (option 54) is answered as if it were to this one; off. */
  public static final Setting<Boolean> IGNORE_SERVER_IDENTIFIER =
      serverWide("ignoreServerIdentifier", any(Boolean.class), false);

  /** Whether a DECLINE or RELEASE that names no server is ignored (RFC 2131 table 5); off. */
  public static final Setting<Boolean> REQUIRE_SERVER_IDENTIFIER =
      serverWide("requireServerIdentifier", any(Boolean.class), false);

  /** Whether the link that a relay agent selects is ignored (RFC 3527); off. */
  public static final Setting<Boolean> IGNORE_LINK_SELECTION =
      serverWide("ignoreLinkSelection", any(Boolean.class), false);

  /** Whether the subnet that a client selects is ignored (RFC 3011); off. */
  public static final Setting<Boolean> IGNORE_SUBNET_SELECTION =
      serverWide("ignoreSubnetSelection", any(Boolean.class), false);

  /**
   * Whether an authoritative server gives a client that it does not know the free address that it
   * asks to keep, rather than refusing it; off.
   */
  public static final Setting<Boolean> ADOPT_UNKNOWN_CLIENTS =
      serverWide("adoptUnknownClients", any(Boolean.class), false);

  /**
   * Whether a DHCPREQUEST that says nothing of an address is granted as if it were a DHCPDISCOVER
   * with rapid commit, against RFC 2131 table 4, rather than refused; off.
   */
  public static final Setting<Boolean> GRANT_INCOMPLETE_REQUESTS =
      serverWide("grantIncompleteRequests", any(Boolean.class), false);

  /**
   * Whether a client that has a lease, and asks for no time in a DISCOVER, is offered the time that
   * is left (RFC 2131 section 4.3.1 to the letter); off: it is offered a full lease.
   */
  public static final Setting<Boolean> OFFER_REMAINING_TIME =
      serverWide("offerRemainingTime", any(Boolean.class), false);

  /**
   * Whether a client that asks for classless routes (121), and gets some, does without options 3
   * and 33, unless they are always sent (RFC 3442); on.
   */
  public static final Setting<Boolean> REPLACE_ROUTES =
      serverWide("replaceRoutes", any(Boolean.class), true);

  /** Whether replies repeat {@code hops}, against RFC 2131 table 3; off: it is 0. */
  public static final Setting<Boolean> COPY_HOPS =
      serverWide("copyHops", any(Boolean.class), false);

  /**
   * Whether a DHCPNAK to a client that says its address goes there, against RFC 2131 section 4.1,
   * as a client that renews from afar hears no broadcast of this server; off: it is broadcast.
   */
  public static final Setting<Boolean> UNICAST_NAK =
      serverWide("unicastNak", any(Boolean.class), false);

  /** The UDP port of clients; 68. */
  public static final Setting<Integer> CLIENT_PORT = serverWide("clientPort", range(1, 65_535), 68);

  /** The UDP port of relay agents; 67. */
  public static final Setting<Integer> RELAY_PORT = serverWide("relayPort", range(1, 65_535), 67);

  private final String name;
  private final Range<T> range;
  private final boolean serverWide;
  private final Optional<T> fallback;
  private final int index;

  private record Range<T>(
      Class<T> type, Optional<Class<?>> elements, Predicate<T> allows, String expected) {

    Range(Class<T> type, Predicate<T> allows, String expected) {
      this(type, Optional.empty(), allows, expected);
    }
  }

  private Setting(String name, Range<T> range, boolean serverWide, T fallback) {
    this.name = name;
    this.range = range;
    this.serverWide = serverWide;
    this.fallback = Optional.ofNullable(fallback);
    this.index = ALL.size();
    ALL.add(this);
  }

  private static <T> Setting<T> anywhere(String name, Range<T> range, T fallback) {
    return new Setting<>(name, range, false, fallback);
  }

  private static <T> Setting<T> serverWide(String name, Range<T> range, T fallback) {
    return new Setting<>(name, range, true, fallback);
  }

  private static <T> Range<T> any(Class<T> type) {
    return new Range<>(type, value -> true, "");
  }

  private static <T> Range<List<T>> anyList(Class<T> elements) {
    return listOf(elements, element -> true, "");
  }

  @SuppressWarnings("unchecked") // the class of a list does not know what is in it
  private static <T> Range<List<T>> listOf(
      Class<T> elements, Predicate<T> allows, String expected) {
    return new Range<>(
        (Class<List<T>>) (Class<?>) List.class,
        Optional.of(elements),
        list -> list.stream().allMatch(allows),
        expected);
  }

  private static Range<String> matching(String expression) {
    return new Range<>(String.class, text -> text.matches(expression), "a text like " + expression);
  }

  /** Times are counted in whole seconds, in 32 bits. */
  private static Range<Duration> seconds(long min) {
    return new Range<>(
        Duration.class,
        time ->
            time.compareTo(Duration.ofSeconds(min)) >= 0
                && time.compareTo(OptionFormat.INFINITE) <= 0
                && time.equals(Duration.ofSeconds(time.toSeconds())),
        "whole seconds, " + min + " to " + OptionFormat.INFINITE.toSeconds());
  }

  private static Range<Integer> range(int min, int max) {
    return new Range<>(Integer.class, value -> value >= min && value <= max, min + " to " + max);
  }

  private static Range<List<Integer>> optionCodes() {
    return listOf(Integer.class, code -> code >= 1 && code <= 254, "codes of 1 to 254");
  }

  private static Range<Double> fraction() {
    return new Range<>(Double.class, value -> value >= 0 && value <= 1, "0 to 1");
  }

  private static Range<Ipv4Address> address() {
    return new Range<>(
        Ipv4Address.class,
        value -> !value.isUnspecified() && !value.equals(Ipv4Address.BROADCAST),
        "the address of a host");
  }

  /** Returns all settings. */
  public static List<Setting<?>> all() {
    return List.copyOf(ALL);
  }

  /** Returns how many there are. */
  static int count() {
    return ALL.size();
  }

  /** Returns its name, such as {@code leaseTime}. */
  public String name() {
    return name;
  }

  /** Returns the type of its values. */
  public Class<T> type() {
    return range.type;
  }

  /** Returns the type of what is in its lists, where its values are lists. */
  public Optional<Class<?>> elementType() {
    return range.elements;
  }

  /** Returns which values of its type it takes, in words; empty where it takes all. */
  public String expected() {
    return range.expected;
  }

  /** Returns whether it can be set for the whole server only. */
  public boolean isServerWide() {
    return serverWide;
  }

  /** Returns what holds where it is not set. */
  public Optional<T> fallback() {
    return fallback;
  }

  int index() {
    return index;
  }

  /**
   * Checks a value.
   *
   * @throws IllegalArgumentException when it is out of range
   */
  T check(T value) {
    Objects.requireNonNull(value, name);
    if (!range.allows.test(value)) {
      throw new IllegalArgumentException(name + " " + value + ": expected " + range.expected);
    }
    return value;
  }

  /** Returns the name. */
  @Override
  public String toString() {
    return name;
  }
}
