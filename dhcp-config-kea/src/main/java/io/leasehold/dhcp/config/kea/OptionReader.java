package io.leasehold.dhcp.config.kea;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.OptionKey;
import io.leasehold.dhcp.server.config.SettingsBuilder;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code option-data}. */
final class OptionReader {

  private static final int SERVER_IDENTIFIER = DhcpOptions.DHCP_SERVER_ID.code();

  /** What a server never sends, or makes itself, and what sets that. */
  private static final Map<Integer, String> NOT_TO_BE_SET =
      Map.ofEntries(
          Map.entry(50, "no option that only clients send"),
          Map.entry(51, "\"valid-lifetime\" for the lease time"),
          Map.entry(52, "no option that the server fills itself"),
          Map.entry(53, "no option that the server fills itself"),
          Map.entry(55, "no option that only clients send"),
          Map.entry(57, "no option that only clients send"),
          Map.entry(58, "\"renew-timer\" for the renewal time"),
          Map.entry(59, "\"rebind-timer\" for the rebinding time"),
          Map.entry(61, "no option that only clients send"),
          Map.entry(81, "no option that the server fills itself"),
          Map.entry(82, "no option that only relay agents send"),
          Map.entry(118, "no option that only clients send"));

  private final OptionDefinitions definitions;
  private final List<String> warnings;

  OptionReader(OptionDefinitions definitions, List<String> warnings) {
    this.definitions = definitions;
    this.warnings = warnings;
  }

  /** Reads the options of one level into its settings. */
  void read(JsonObject level, SettingsBuilder<?> settings) {
    Set<Integer> codes = new HashSet<>();
    for (JsonObject option : level.objects("option-data")) {
      int code = readOne(option, settings);
      if (!codes.add(code)) {
        throw option.refused("one value for option " + code);
      }
      option.finish(KeaKeys.OPTION_DATA, warnings);
    }
  }

  private int readOne(JsonObject option, SettingsBuilder<?> settings) {
    OptionDefinitions.checkSpace(option);
    Optional<JsonValue> name = option.get("name");
    Optional<Integer> givenCode = option.get("code").map(code -> (int) code.integer(1, 254));
    Optional<OptionDefinition> definition =
        givenCode
            .map(definitions::byCode)
            .orElseGet(() -> name.map(JsonValue::text).flatMap(definitions::byName));
    int code =
        definition
            .map(OptionDefinition::code)
            .or(() -> givenCode)
            .orElseThrow(() -> unknown(option, name));
    definition.ifPresent(known -> checkName(name, known));
    Optional.ofNullable(NOT_TO_BE_SET.get(code))
        .ifPresent(
            expected -> {
              throw option.refused(expected);
            });
    Octets value = value(option, code, definition);
    boolean always = option.get("always-send").map(JsonValue::bool).orElse(false);
    boolean never = option.get("never-send").map(JsonValue::bool).orElse(false);
    if (code == SERVER_IDENTIFIER) {
      settings.serverIdentifier(new Ipv4Address(value.bits32(0)));
    } else {
      settings.option(code, value);
      if (always) {
        settings.alwaysSend(code);
      }
      if (never) {
        settings.neverSend(code);
      }
    }
    return code;
  }

  private static KeaConfigException unknown(JsonObject option, Optional<JsonValue> name) {
    return name.map(
            value -> value.refused("the name of a standard option, or of an \"option-def\""))
        .orElseGet(() -> option.refused("a \"name\" or a \"code\""));
  }

  private static void checkName(Optional<JsonValue> name, OptionDefinition known) {
    name.filter(value -> !value.text().equals(known.name()))
        .ifPresent(
            value -> {
              throw value.refused("\"" + known.name() + "\", the name of option " + known.code());
            });
  }

  private static Octets value(JsonObject option, int code, Optional<OptionDefinition> definition) {
    Optional<Boolean> csv = option.get("csv-format").map(JsonValue::bool);
    if (csv.orElse(false) && definition.isEmpty()) {
      throw option.refused("an \"option-def\" for option " + code + ", as \"csv-format\" is true");
    }
    boolean isEmpty =
        definition.filter(known -> known.fields().contains(OptionType.EMPTY)).isPresent();
    JsonValue data =
        isEmpty ? option.getOr("data", "") : option.require("data", "the value of option " + code);
    Octets octets =
        definition
            .filter(known -> csv.orElse(true))
            .map(known -> known.encode(data))
            .orElseGet(
                () -> HexText.parse(data.text()).orElseThrow(() -> data.refused(HexText.EXPECTED)));
    checkFormat(data, code, octets);
    return octets;
  }

  /** Checks octets against the standard's format, which holds however they were written. */
  private static void checkFormat(JsonValue data, int code, Octets octets) {
    Optional<OptionKey<?>> key = DhcpOptions.byCode(code);
    key.filter(standard -> standard.decode(octets).isEmpty())
        .ifPresent(
            standard -> {
              throw data.refused(
                  standard.format().expected() + " as the value of option " + standard);
            });
  }
}
