package io.leasehold.dhcp.config.kea;

import io.leasehold.dhcp.codec.value.DomainName;
import io.leasehold.dhcp.server.config.CharacterFilter;
import io.leasehold.dhcp.server.config.NameReplacement;
import io.leasehold.dhcp.server.config.Setting;
import io.leasehold.dhcp.server.config.SettingsBuilder;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what clients are called, and who puts that into the DNS.
 *
 * @param updater Kea's object for the server that does, which once had all these keys
 */
record NameReader(Optional<JsonObject> updater) {

  /** What Kea does where nothing is set: other than in a host's name counts for nothing. */
  private static final CharacterFilter UNWANTED = CharacterFilter.of("[^A-Za-z0-9.-]");

  private static final String GENERATED_PREFIX = "myhost";

  /** Finds nothing. */
  private static final String NOTHING = "(?!)";

  private static final String SUFFIX = "qualifying-suffix";
  private static final String PREFIX = "ddns-";

  /** The classes of characters that Kea's regular expressions know, as here. */
  private static final Map<String, String> CHARACTERS =
      Map.ofEntries(
          Map.entry("[:alnum:]", "\\p{Alnum}"),
          Map.entry("[:alpha:]", "\\p{Alpha}"),
          Map.entry("[:blank:]", "\\p{Blank}"),
          Map.entry("[:cntrl:]", "\\p{Cntrl}"),
          Map.entry("[:digit:]", "\\p{Digit}"),
          Map.entry("[:graph:]", "\\p{Graph}"),
          Map.entry("[:lower:]", "\\p{Lower}"),
          Map.entry("[:print:]", "\\p{Print}"),
          Map.entry("[:punct:]", "\\p{Punct}"),
          Map.entry("[:space:]", "\\p{Space}"),
          Map.entry("[:upper:]", "\\p{Upper}"),
          Map.entry("[:xdigit:]", "\\p{XDigit}"));

  /** Returns whether there is somebody who puts names into the DNS. */
  boolean updates() {
    return updater.flatMap(it -> it.get("enable-updates")).map(JsonValue::bool).orElse(false);
  }

  /** Returns which keys the levels inside may not empty. */
  Set<String> notToBeEmpty() {
    return updater.flatMap(it -> it.get(SUFFIX)).filter(it -> !it.text().isEmpty()).isPresent()
        ? Set.of(PREFIX + SUFFIX)
        : Set.of();
  }

  /** Sets what holds where no level sets anything. */
  void applyTo(SettingsBuilder<?> settings) {
    settings
        .set(Setting.NAME_UPDATES, updates())
        .set(Setting.GENERATED_NAME_PREFIX, GENERATED_PREFIX)
        .set(Setting.UNWANTED_IN_NAMES, UNWANTED)
        .set(Setting.UNWANTED_REPLACEMENT, "");
    updater.ifPresent(it -> read(it, "", settings, Set.of()));
  }

  /**
   * Reads the names of a level.
   *
   * @param notToBeEmpty which keys some level outside has set
   * @return which of such keys this level sets
   */
  static Set<String> read(
      JsonObject level,
      SettingsBuilder<?> settings,
      boolean updatesNames,
      Set<String> notToBeEmpty) {
    SettingsReader.flag(level, "ddns-send-updates")
        .ifPresent(send -> settings.set(Setting.NAME_UPDATES, send && updatesNames));
    return read(level, PREFIX, settings, notToBeEmpty);
  }

  private static Set<String> read(
      JsonObject level, String prefix, SettingsBuilder<?> settings, Set<String> notToBeEmpty) {
    SettingsReader.flag(level, prefix + "override-client-update")
        .ifPresent(override -> settings.set(Setting.OVERRIDE_CLIENT_UPDATE, override));
    SettingsReader.flag(level, prefix + "override-no-update")
        .ifPresent(override -> settings.set(Setting.OVERRIDE_NO_UPDATE, override));
    level
        .get(prefix + "replace-client-name")
        .map(NameReader::replacement)
        .ifPresent(when -> settings.set(Setting.NAME_REPLACEMENT, when));
    level
        .get(prefix + "generated-prefix")
        .ifPresent(it -> set(Setting.GENERATED_NAME_PREFIX, it, settings));
    level
        .get("hostname-char-set")
        .map(it -> it.parse(NameReader::filter, "a regular expression"))
        .ifPresent(filter -> settings.set(Setting.UNWANTED_IN_NAMES, filter));
    level
        .get("hostname-char-replacement")
        .ifPresent(it -> set(Setting.UNWANTED_REPLACEMENT, it, settings));
    Optional<JsonValue> suffix = SettingsReader.text(level, prefix + SUFFIX, "", notToBeEmpty);
    suffix
        .map(it -> it.parse(DomainName::parse, "a domain name"))
        .ifPresent(name -> settings.set(Setting.QUALIFYING_SUFFIX, name));
    return suffix.isPresent() ? Set.of(PREFIX + SUFFIX) : Set.of();
  }

  private static void set(Setting<String> setting, JsonValue value, SettingsBuilder<?> settings) {
    value.parse(text -> settings.set(setting, text), setting.expected());
  }

  /** Kea's older values are a switch. */
  private static NameReplacement replacement(JsonValue value) {
    if (value.node().isBoolean()) {
      return value.bool() ? NameReplacement.WHEN_PRESENT : NameReplacement.NEVER;
    }
    return switch (value.text()) {
      case "never" -> NameReplacement.NEVER;
      case "always" -> NameReplacement.ALWAYS;
      case "when-present" -> NameReplacement.WHEN_PRESENT;
      case "when-not-present" -> NameReplacement.WHEN_NOT_PRESENT;
      default ->
          throw value.refused("\"never\", \"always\", \"when-present\" or \"when-not-present\"");
    };
  }

  private static CharacterFilter filter(String expression) {
    String translated = expression;
    for (String name : CHARACTERS.keySet()) {
      translated = translated.replace(name, CHARACTERS.get(name));
    }
    return CharacterFilter.of(translated.isEmpty() ? NOTHING : translated);
  }
}
