package io.leasehold.dhcp.config.kea;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The options that a level may set: those of its {@code option-def}, those of the level outside,
 * and the standard ones.
 */
final class OptionDefinitions {

  private final List<OptionDefinition> own = new ArrayList<>();
  private final List<OptionDefinition> outer;

  /** Reads the {@code option-def} of {@code level}, which may differ from those outside. */
  OptionDefinitions(JsonObject level, List<String> warnings, Optional<OptionDefinitions> outside) {
    outer = outside.map(it -> it.own).orElse(List.of());
    for (JsonObject definition : level.objects("option-def")) {
      own.add(read(definition));
      definition.finish(KeaKeys.OPTION_DEF, warnings);
    }
  }

  Optional<OptionDefinition> byCode(String space, int code) {
    return first(space, Stream.of(own, outer), definition -> definition.code() == code);
  }

  Optional<OptionDefinition> byName(String space, String name) {
    return first(space, Stream.of(own, outer), definition -> definition.name().equals(name));
  }

  private static Optional<OptionDefinition> first(
      String space, Stream<List<OptionDefinition>> lists, Predicate<OptionDefinition> wanted) {
    return Stream.concat(lists.flatMap(List::stream), StandardOptions.TABLE.stream())
        .filter(definition -> definition.space().equals(space))
        .filter(wanted)
        .findFirst();
  }

  private OptionDefinition read(JsonObject definition) {
    String space = definition.getOr("space", OptionDefinition.DHCP4).text();
    JsonValue name = definition.require("name", "a name");
    JsonValue code = definition.require("code", "a code from 1 to 254");
    JsonValue type = definition.require("type", "a type, such as \"string\"");
    if (!name.text().matches("[A-Za-z0-9]([A-Za-z0-9_-]*[A-Za-z0-9])?")) {
      throw name.refused("letters, digits, and between them hyphens and underscores");
    }
    int number = OptionDefinition.code(space, code);
    first(space, Stream.of(own), it -> it.name().equals(name.text()))
        .filter(other -> other.code() != number || !mayBeRedefined(other))
        .ifPresent(
            other -> {
              throw name.refused("a name that no other option has");
            });
    first(space, Stream.of(own), it -> it.code() == number)
        .filter(other -> !mayBeRedefined(other))
        .ifPresent(
            other -> {
              throw code.refused("a code other than that of option " + other);
            });
    Optional<JsonValue> encapsulates =
        definition.get("encapsulate").filter(inner -> !inner.text().isEmpty());
    encapsulates
        .filter(inner -> inner.text().equals(space))
        .ifPresent(
            inner -> {
              throw inner.refused("a space other than the option's own");
            });
    boolean array = definition.get("array").map(JsonValue::bool).orElse(false);
    if (array && encapsulates.isPresent()) {
      throw encapsulates.get().refused("no such key, as \"array\" is true");
    }
    List<OptionType> fields = fields(definition, type);
    if (array && !mayRepeat(fields.get(fields.size() - 1))) {
      throw type.refused("a type of which there can be several, as \"array\" is true");
    }
    return new OptionDefinition(
        space, number, name.text(), fields, array, encapsulates.map(JsonValue::text));
  }

  private boolean mayBeRedefined(OptionDefinition other) {
    // Kea has no format of its own for option 43, and had none for option 121 before 2.5.
    return !own.contains(other) && (other.code() == 43 || other.code() == 121);
  }

  private static boolean mayRepeat(OptionType type) {
    return !type.isOpenEnded() && !type.equals(OptionType.EMPTY);
  }

  private static List<OptionType> fields(JsonObject definition, JsonValue type) {
    Optional<JsonValue> recordTypes =
        definition.get("record-types").filter(types -> !types.text().isEmpty());
    if (!type.text().equals("record")) {
      recordTypes.ifPresent(
          types -> {
            throw types.refused("none, as \"type\" is not \"record\"");
          });
      return List.of(type(type, type.text()));
    }
    JsonValue types =
        recordTypes.orElseGet(() -> definition.require("record-types", "at least two types"));
    List<OptionType> fields = new ArrayList<>();
    for (String name : types.text().split(",", -1)) {
      fields.add(type(types, name.strip()));
    }
    List<OptionType> allButLast = fields.subList(0, fields.size() - 1);
    if (fields.size() < 2
        || fields.contains(OptionType.EMPTY)
        || allButLast.stream().anyMatch(OptionType::isOpenEnded)) {
      throw types.refused(
          "at least two types, none of them empty, binary or string only at the end");
    }
    return List.copyOf(fields);
  }

  private static OptionType type(JsonValue value, String name) {
    return OptionType.byName(name)
        .orElseThrow(
            () -> value.refused("one of " + String.join(", ", OptionType.names()) + ", record"));
  }
}
