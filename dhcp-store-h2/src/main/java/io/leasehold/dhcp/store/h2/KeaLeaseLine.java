package io.leasehold.dhcp.store.h2;

import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.value.ClientIdentifier;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseState;
import io.leasehold.dhcp.server.store.NameUpdates;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One lease as a line of {@link KeaLeaseFile}. */
final class KeaLeaseLine {

  /** All columns, in their order. */
  static final List<String> COLUMNS =
      List.of(
          "address",
          "hwaddr",
          "client_id",
          "valid_lifetime",
          "expire",
          "subnet_id",
          "fqdn_fwd",
          "fqdn_rev",
          "hostname",
          "state",
          "user_context",
          "pool_id");

  /** The columns without which a line says nothing. */
  static final List<String> REQUIRED = List.of("address", "valid_lifetime", "expire");

  private static final long INFINITE = 0xffff_ffffL;
  private static final Pattern RELAY =
      Pattern.compile("\"relay-agent-info\"[^0-9]*\"0x([0-9A-Fa-f]+)\"");

  private final List<String> columns;
  private final String[] values;

  private KeaLeaseLine(List<String> columns, String line) {
    this.columns = columns;
    this.values = line.split(",", -1);
    if (values.length != columns.size()) {
      throw new IllegalArgumentException(
          "expected " + columns.size() + " values, found " + values.length);
    }
  }

  /** Returns the line of a lease. */
  static String write(Lease lease, long subnetId) {
    boolean isInfinite = !lease.endsAt().isBefore(Lease.NEVER);
    long start = lease.startsAt().getEpochSecond();
    long lifetime = isInfinite ? INFINITE : Math.max(0, lease.endsAt().getEpochSecond() - start);
    boolean hasForward = lease.nameUpdates() == NameUpdates.FORWARD_AND_REVERSE;
    return String.join(
        ",",
        lease.address().toString(),
        lease.hardwareAddress().map(it -> it.octets().toHex(":")).orElse(""),
        lease.clientIdentifier().map(ClientIdentifier::toString).orElse(""),
        Long.toString(lifetime),
        Long.toString(isInfinite ? start + INFINITE : lease.endsAt().getEpochSecond()),
        Long.toString(subnetId),
        hasForward ? "1" : "0",
        lease.nameUpdates() == NameUpdates.NONE ? "0" : "1",
        lease.hostName().map(KeaLeaseLine::escape).orElse(""),
        Integer.toString(code(lease.state())),
        lease
            .relayAgentInformation()
            .map(
                it ->
                    "{ \"ISC\": { \"relay-agent-info\": { \"sub-options\": \"0x" + it + "\" } } }")
            .orElse(""),
        "0");
  }

  /**
   * Reads the lease of a line, as version 1.
   *
   * @throws IllegalArgumentException when there is none; the message says why
   */
  static Lease read(List<String> columns, String line) {
    return new KeaLeaseLine(columns, line).lease();
  }

  private Lease lease() {
    long lifetime = number("valid_lifetime", INFINITE);
    long end = number("expire", Lease.NEVER.getEpochSecond());
    return Lease.builder(Ipv4Address.parse(value("address").orElse("")))
        .hardwareAddress(
            value("hwaddr")
                .map(it -> new HardwareAddress(HardwareAddress.ETHERNET, Octets.parse(it))))
        .clientIdentifier(value("client_id").map(ClientIdentifier::parse))
        .hostName(value("hostname").map(KeaLeaseLine::unescape))
        .relayAgentInformation(value("user_context").flatMap(KeaLeaseLine::relay))
        .nameUpdates(nameUpdates())
        .state(lifetime == 0 ? LeaseState.RELEASED : state())
        .startsAt(Instant.ofEpochSecond(end - lifetime))
        .endsAt(lifetime == INFINITE ? Lease.NEVER : Instant.ofEpochSecond(end))
        .build();
  }

  private Optional<String> value(String column) {
    int index = columns.indexOf(column);
    return index < 0 || values[index].isEmpty() ? Optional.empty() : Optional.of(values[index]);
  }

  private long number(String column, long most) {
    String text = value(column).orElse("");
    try {
      long number = Long.parseLong(text);
      if (number >= 0 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new IllegalArgumentException(
        column + " \"" + text + "\": expected a number of 0 to " + most);
  }

  private NameUpdates nameUpdates() {
    if (value("fqdn_fwd").filter("1"::equals).isPresent()) {
      return NameUpdates.FORWARD_AND_REVERSE;
    }
    return value("fqdn_rev").filter("1"::equals).isPresent()
        ? NameUpdates.REVERSE
        : NameUpdates.NONE;
  }

  /** Returns the number of Kea's state: assigned, declined, or expired and reclaimed. */
  private static int code(LeaseState state) {
    return switch (state) {
      case BOUND -> 0;
      case QUARANTINED -> 1;
      case RELEASED, OFFERED, REVOKED -> 2;
    };
  }

  private LeaseState state() {
    String code = value("state").orElse("0");
    return switch (code) {
      case "0" -> LeaseState.BOUND;
      case "1" -> LeaseState.QUARANTINED;
      case "2", "3" -> LeaseState.RELEASED;
      default ->
          throw new IllegalArgumentException("state \"" + code + "\": expected 0, 1, 2 or 3");
    };
  }

  private static Optional<Octets> relay(String userContext) {
    Matcher relay = RELAY.matcher(unescape(userContext));
    return relay.find() ? Optional.of(Octets.parse(relay.group(1))) : Optional.empty();
  }

  /** Keeps what would end a value or a line out of the line, as Kea does with commas. */
  private static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            it -> {
              if (it == ',' || it == '&' || it < ' ') {
                escaped.append(String.format(java.util.Locale.ROOT, "&#x%02x", it));
              } else {
                escaped.appendCodePoint(it);
              }
            });
    return escaped.toString();
  }

  private static String unescape(String text) {
    return Pattern.compile("&#x(\\p{XDigit}{2})")
        .matcher(text)
        .replaceAll(
            it ->
                Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(it.group(1), 16))));
  }
}
