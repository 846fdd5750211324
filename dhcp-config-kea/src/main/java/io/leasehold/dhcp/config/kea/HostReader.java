package io.leasehold.dhcp.config.kea;

import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.value.ClientIdentifier;
import io.leasehold.dhcp.codec.value.Duid;
import io.leasehold.dhcp.server.config.HostKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads what hosts are known by. */
final class HostReader {

  private static final Map<String, Function<JsonValue, HostKey>> IDENTIFIERS =
      new LinkedHashMap<>();

  static {
    IDENTIFIERS.put("hw-address", value -> HostKey.of(hardwareAddress(value)));
    IDENTIFIERS.put("duid", value -> HostKey.of(new Duid(octets(value))));
    IDENTIFIERS.put("circuit-id", value -> HostKey.circuitId(octets(value)));
    IDENTIFIERS.put("client-id", value -> HostKey.of(clientIdentifier(value)));
    IDENTIFIERS.put("flex-id", value -> HostKey.computed(octets(value)));
  }

  private HostReader() {}

  /** Reads the one identifier of a reservation. */
  static HostKey key(JsonObject reservation) {
    List<HostKey> keys = new ArrayList<>();
    IDENTIFIERS.forEach((key, parser) -> reservation.get(key).map(parser).ifPresent(keys::add));
    if (keys.size() != 1) {
      throw reservation.refused("one of " + String.join(", ", IDENTIFIERS.keySet()));
    }
    return keys.get(0);
  }

  /** Reads in which order hosts are looked for. */
  static Optional<List<HostKey.Kind>> order(JsonObject global) {
    return global
        .get("host-reservation-identifiers")
        .map(value -> value.elements().stream().map(HostReader::kind).toList());
  }

  private static HostKey.Kind kind(JsonValue name) {
    return switch (name.text()) {
      case "hw-address" -> HostKey.Kind.HARDWARE_ADDRESS;
      case "duid" -> HostKey.Kind.DUID;
      case "circuit-id" -> HostKey.Kind.CIRCUIT_ID;
      case "client-id" -> HostKey.Kind.CLIENT_IDENTIFIER;
      case "flex-id" -> HostKey.Kind.COMPUTED;
      default -> throw name.refused("one of " + String.join(", ", IDENTIFIERS.keySet()));
    };
  }

  private static Octets octets(JsonValue value) {
    return value.parse(HostReader::identifier, HexText.EXPECTED);
  }

  private static HardwareAddress hardwareAddress(JsonValue value) {
    return value.parse(
        text -> new HardwareAddress(HardwareAddress.ETHERNET, identifier(text)),
        "a hardware address, such as 02:00:5e:10:00:0a");
  }

  private static ClientIdentifier clientIdentifier(JsonValue value) {
    return value.parse(
        text -> new ClientIdentifier(identifier(text)),
        "2 to 255 octets, such as 01:02:00:5e:10:00:0a, or a text in single quotes");
  }

  private static Octets identifier(String text) {
    return HexText.parse(text)
        .filter(octets -> !octets.isEmpty())
        .orElseThrow(() -> new IllegalArgumentException("expected " + HexText.EXPECTED));
  }
}
