package io.leasehold.dhcp.config.kea;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.address.Ipv4Network;
import io.leasehold.dhcp.codec.value.DomainName;
import io.leasehold.dhcp.config.kea.expression.ExpressionNames;
import io.leasehold.dhcp.config.kea.expression.KeaExpression;
import io.leasehold.dhcp.server.config.CharacterFilter;
import io.leasehold.dhcp.server.config.Setting;
import io.leasehold.dhcp.server.config.SettingsBuilder;
import io.leasehold.dhcp.server.match.RequestValue;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads the object {@code leasehold} of a level, which sets any {@link Setting} by its name: small
 * letters, with a hyphen before each capital one of {@link Setting#name}.
 */
final class LeaseholdReader {

  static final String KEY = "leasehold";

  private static final Map<String, Setting<?>> SETTINGS =
      Setting.all().stream()
          .collect(Collectors.toUnmodifiableMap(each -> hyphenated(each.name()), each -> each));

  private final Map<Class<?>, Function<JsonValue, ?>> types;

  LeaseholdReader(ExpressionNames names) {
    types =
        Map.ofEntries(
            Map.entry(Boolean.class, JsonValue::bool),
            Map.entry(Integer.class, LeaseholdReader::integer),
            Map.entry(Double.class, JsonValue::fraction),
            Map.entry(Duration.class, LeaseholdReader::duration),
            Map.entry(String.class, JsonValue::text),
            Map.entry(
                Ipv4Address.class,
                value -> value.parse(Ipv4Address::parse, OptionType.IPV4_ADDRESS.expected())),
            Map.entry(
                Ipv4Network.class,
                value -> value.parse(Ipv4Network::parse, "a network, such as 192.0.2.0/24")),
            Map.entry(DomainName.class, value -> value.parse(DomainName::parse, "a domain name")),
            Map.entry(
                CharacterFilter.class,
                value -> value.parse(CharacterFilter::of, "a regular expression")),
            Map.entry(
                RequestValue.class,
                value -> value.parse(text -> KeaExpression.value(text, names), "an expression")));
  }

  /** Reads what the object of a level sets, where the level has one. */
  void read(JsonObject level, SettingsBuilder<?> settings, boolean isServer) {
    Optional<JsonObject> object = level.get(KEY).map(JsonValue::object);
    object.ifPresent(
        it -> it.members().forEach((name, value) -> set(name, value, settings, isServer)));
  }

  private void set(String name, JsonValue value, SettingsBuilder<?> settings, boolean isServer) {
    Setting<?> setting =
        Optional.<Setting<?>>ofNullable(SETTINGS.get(name))
            .orElseThrow(() -> value.refused("no such key here, but one of " + nearestTo(name)));
    if (setting.isServerWide() && !isServer) {
      throw value.refused("no such key here, as it holds for the whole server");
    }
    setTyped(setting, value, settings);
  }

  private <T> void setTyped(Setting<T> setting, JsonValue value, SettingsBuilder<?> settings) {
    T typed = setting.type().cast(typed(setting, value));
    try {
      settings.set(setting, typed);
    } catch (IllegalArgumentException e) {
      KeaConfigException refused = value.refused(setting.expected());
      refused.initCause(e);
      throw refused;
    }
  }

  private Object typed(Setting<?> setting, JsonValue value) {
    Optional<Class<?>> elements = setting.elementType();
    return elements.isPresent()
        ? value.elements().stream().map(each -> typed(elements.get(), each)).toList()
        : typed(setting.type(), value);
  }

  private Object typed(Class<?> type, JsonValue value) {
    return type.isEnum() ? constant(type, value) : types.get(type).apply(value);
  }

  private static int integer(JsonValue value) {
    return (int) value.integer(Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  private static Duration duration(JsonValue seconds) {
    return Duration.ofSeconds(seconds.integer(0, Lifetimes.MAX_SECONDS));
  }

  private static Object constant(Class<?> type, JsonValue value) {
    String text = value.text();
    return Arrays.stream(type.getEnumConstants())
        .filter(each -> text.equals(word(each)))
        .findFirst()
        .orElseThrow(() -> value.refused("one of " + words(type.getEnumConstants())));
  }

  private static String words(Object[] constants) {
    return Arrays.stream(constants).map(LeaseholdReader::word).collect(Collectors.joining(", "));
  }

  private static String word(Object constant) {
    return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String hyphenated(String name) {
    return name.replaceAll("(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }

  /** Returns the names of all settings, those first that are most like a name. */
  private static String nearestTo(String name) {
    return SETTINGS.keySet().stream()
        .sorted(
            Comparator.<String>comparingInt(each -> distance(each, name))
                .thenComparing(each -> each))
        .collect(Collectors.joining(", "));
  }

  /** Returns how many letters have to be put in, left out or changed to make one of the other. */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    Arrays.setAll(row, i -> i);
    for (int i = 0; i < one.length(); i++) {
      int diagonal = row[0];
      row[0] = i + 1;
      for (int j = 0; j < other.length(); j++) {
        int changed = diagonal + (one.charAt(i) == other.charAt(j) ? 0 : 1);
        diagonal = row[j + 1];
        row[j + 1] = Math.min(changed, Math.min(row[j], diagonal) + 1);
      }
    }
    return row[other.length()];
  }
}
