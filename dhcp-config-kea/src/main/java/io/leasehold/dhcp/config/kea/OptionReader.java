package io.leasehold.dhcp.config.kea;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.OptionKey;
import io.leasehold.dhcp.codec.value.EnterpriseNumber;
import io.leasehold.dhcp.server.config.SettingsBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

  /**
   * Reads the options of one level into its settings.
   *
   * @param outside the options of enterprises that hold outside of it
   * @return those that hold inside
   */
  VendorOptions read(JsonObject level, SettingsBuilder<?> settings, VendorOptions outside) {
    List<ConfiguredOption> options = new ArrayList<>();
    for (JsonObject element : level.objects("option-data")) {
      ConfiguredOption option = readOne(element);
      if (options.stream().anyMatch(other -> isSame(option, other))) {
        throw element.refused("one value for option " + option.code());
      }
      options.add(option);
    }
    VendorOptions vendors = vendors(options);
    VendorOptions all = vendors.over(outside);
    if (!vendors.isEmpty()) {
      all.applyTo(settings);
    }
    for (ConfiguredOption option : options) {
      if (isAnnouncement(option) || option.enterprise().isPresent()) {
        option.source().get("never-send");
      } else if (option.isIn(OptionDefinition.DHCP4)) {
        set(option, options, settings);
      } else {
        checkEncapsulated(option, options);
      }
      option.source().finish(KeaKeys.OPTION_DATA, warnings);
    }
    return all;
  }

  private static VendorOptions vendors(List<ConfiguredOption> options) {
    List<VendorOptions.Entry> entries = new ArrayList<>();
    List<EnterpriseNumber> announced = new ArrayList<>();
    boolean always = false;
    for (ConfiguredOption option : options) {
      if (isAnnouncement(option)) {
        announced.add(new EnterpriseNumber(option.own().u32(0)));
        always = flag(option, "always-send");
      }
      option
          .enterprise()
          .filter(enterprise -> !flag(option, "never-send"))
          .ifPresent(
              enterprise ->
                  entries.add(
                      new VendorOptions.Entry(
                          option.source(),
                          enterprise,
                          option.code(),
                          option.withHeader(option.value(options)),
                          flag(option, "always-send"))));
    }
    return new VendorOptions(entries, announced, always);
  }

  /** Returns whether an option is Kea's option 125 that is but the number of an enterprise. */
  private static boolean isAnnouncement(ConfiguredOption option) {
    return option.isIn(OptionDefinition.DHCP4)
        && option.code() == VendorOptions.CODE
        && option.own().length() == Integer.BYTES;
  }

  private static boolean flag(ConfiguredOption option, String key) {
    return option.source().get(key).map(JsonValue::bool).orElse(false);
  }

  private static boolean isSame(ConfiguredOption option, ConfiguredOption other) {
    return option.code() == other.code() && option.isIn(other.space());
  }

  private ConfiguredOption readOne(JsonObject option) {
    String space = option.getOr("space", OptionDefinition.DHCP4).text();
    Optional<JsonValue> name = option.get("name");
    Optional<Integer> givenCode =
        option.get("code").map(code -> OptionDefinition.code(space, code));
    Optional<OptionDefinition> definition =
        givenCode
            .map(code -> definitions.byCode(space, code))
            .orElseGet(
                () -> name.map(JsonValue::text).flatMap(text -> definitions.byName(space, text)));
    int code =
        definition
            .map(OptionDefinition::code)
            .or(() -> givenCode)
            .orElseThrow(() -> unknown(option, name));
    definition.ifPresent(known -> checkName(name, known));
    if (space.equals(OptionDefinition.DHCP4) && NOT_TO_BE_SET.containsKey(code)) {
      throw option.refused(NOT_TO_BE_SET.get(code));
    }
    return new ConfiguredOption(
        option,
        space,
        code,
        definition.flatMap(OptionDefinition::encapsulates),
        ownOctets(option, code, definition));
  }

  private void set(
      ConfiguredOption option, List<ConfiguredOption> level, SettingsBuilder<?> settings) {
    JsonObject source = option.source();
    Octets value = option.value(level);
    checkFormat(source, option.code(), value);
    boolean always = flag(option, "always-send");
    boolean never = flag(option, "never-send");
    if (option.code() == SERVER_IDENTIFIER) {
      settings.serverIdentifier(new Ipv4Address(value.bits32(0)));
      return;
    }
    settings.option(option.code(), value);
    if (always) {
      settings.alwaysSend(option.code());
    }
    if (never) {
      settings.neverSend(option.code());
    }
  }

  /** Warns of an option that stands beside none that it could be sent in. */
  private void checkEncapsulated(ConfiguredOption option, List<ConfiguredOption> level) {
    option.source().get("always-send");
    option.source().get("never-send");
    if (level.stream()
        .noneMatch(other -> other.encapsulates().equals(Optional.of(option.space())))) {
      warnings.add(
          option.source().path()
              + ": is not sent, as no option beside it encapsulates the space "
              + option.space());
    }
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

  private static Octets ownOctets(
      JsonObject option, int code, Optional<OptionDefinition> definition) {
    Optional<Boolean> csv = option.get("csv-format").map(JsonValue::bool);
    if (csv.orElse(false) && definition.isEmpty()) {
      throw option.refused("an \"option-def\" for option " + code + ", as \"csv-format\" is true");
    }
    boolean encloses = definition.flatMap(OptionDefinition::encapsulates).isPresent();
    if (encloses && option.getOr("data", "").text().isEmpty()) {
      return Octets.EMPTY;
    }
    boolean isEmpty =
        definition.filter(known -> known.fields().contains(OptionType.EMPTY)).isPresent();
    JsonValue data =
        isEmpty ? option.getOr("data", "") : option.require("data", "the value of option " + code);
    return definition
        .filter(known -> csv.orElse(true))
        .map(known -> known.encode(data))
        .orElseGet(
            () -> HexText.parse(data.text()).orElseThrow(() -> data.refused(HexText.EXPECTED)));
  }

  /** Checks octets against the standard's format, which holds however they were written. */
  private static void checkFormat(JsonObject option, int code, Octets octets) {
    Optional<OptionKey<?>> key = DhcpOptions.byCode(code);
    key.filter(standard -> standard.decode(octets).isEmpty())
        .ifPresent(
            standard -> {
              throw option
                  .getOr("data", "")
                  .refused(standard.format().expected() + " as the value of option " + standard);
            });
  }
}
