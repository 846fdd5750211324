package io.leasehold.dhcp.config.kea;

import io.leasehold.dhcp.config.kea.expression.ExpressionNames;
import io.leasehold.dhcp.config.kea.expression.KeaExpression;
import io.leasehold.dhcp.server.config.ClientClass;
import io.leasehold.dhcp.server.config.ServerConfig;
import io.leasehold.dhcp.server.config.SettingsBuilder;
import io.leasehold.dhcp.server.match.Condition;
import io.leasehold.dhcp.server.match.RequestValue;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;

/** Reads client classes, and the names of classes where other things have them. */
final class ClassReader {

  private static final String SPAWNED = "SPAWN_";

  private final OptionDefinitions definitions;
  private final ServerConfig.Builder server;
  private final List<String> warnings;
  private final Set<String> known = new HashSet<>();

  /** What the names of a template's classes begin with, and the value that they end with. */
  private final Map<String, RequestValue> templates = new LinkedHashMap<>();

  private final ExpressionNames names =
      new ExpressionNames() {
        @Override
        public OptionalInt optionCode(String name) {
          return definitions
              .byName(OptionDefinition.DHCP4, name)
              .map(definition -> OptionalInt.of(definition.code()))
              .orElse(OptionalInt.empty());
        }

        @Override
        public boolean isText(int optionCode) {
          return definitions
              .byCode(OptionDefinition.DHCP4, optionCode)
              .filter(definition -> definition.fields().equals(List.of(OptionType.STRING)))
              .isPresent();
        }

        @Override
        public boolean isClass(String name) {
          addSpawned(name);
          return known.contains(name) || ClientClass.isBuiltIn(name);
        }
      };

  ClassReader(OptionDefinitions definitions, ServerConfig.Builder server, List<String> warnings) {
    this.definitions = definitions;
    this.server = server;
    this.warnings = warnings;
  }

  /** Returns what names in expressions stand for. */
  ExpressionNames names() {
    return names;
  }

  /** Reads all classes of a server, each of which may look at those before it. */
  void read(JsonObject global, SettingsReader settings) {
    for (JsonObject each : global.objects("client-classes")) {
      add(clientClass(each, settings));
    }
  }

  private ClientClass clientClass(JsonObject object, SettingsReader settings) {
    JsonValue name = object.require("name", "a name");
    ClientClass.Builder builder = ClientClass.builder(name.text());
    Optional<Condition> test =
        expression(object, "test")
            .map(it -> it.parse(text -> KeaExpression.condition(text, names), "an expression"));
    Optional<RequestValue> template =
        expression(object, "template-test")
            .map(it -> it.parse(text -> KeaExpression.value(text, names), "an expression"));
    if (test.isPresent() && template.isPresent()) {
      throw object.refused("only one of test and template-test");
    }
    template.ifPresent(value -> templates.put(SPAWNED + name.text() + "_", value));
    Optional<Condition> spawned = test.isEmpty() ? spawned(name.text()) : Optional.empty();
    if (test.isEmpty() && spawned.isEmpty() && name.text().startsWith(SPAWNED)) {
      throw name.refused("the name of a class of a template before it, or another beginning");
    }
    test.or(() -> template.map(RequestValue::exists)).or(() -> spawned).ifPresent(builder::when);
    List.of("only-if-required", "only-in-additional-list")
        .forEach(
            key ->
                object
                    .get(key)
                    .filter(JsonValue::bool)
                    .ifPresent(required -> builder.onlyIfRequired()));
    OptionDefinitions ofClass = new OptionDefinitions(object, warnings, Optional.of(definitions));
    settings.readClass(object, builder, new OptionReader(ofClass, warnings));
    object.finish(KeaKeys.CLIENT_CLASS, warnings);
    return builder.build();
  }

  private static Optional<JsonValue> expression(JsonObject object, String key) {
    return object.get(key).filter(it -> !it.text().isEmpty());
  }

  private void add(ClientClass read) {
    server.clientClass(read);
    known.add(read.name());
  }

  /** Returns the condition of a class that a template makes. */
  private Optional<Condition> spawned(String name) {
    return templates.entrySet().stream()
        .filter(template -> name.startsWith(template.getKey()))
        .map(it -> it.getValue().is(name.substring(it.getKey().length())))
        .findFirst();
  }

  /** Adds a class that a template makes, as somebody looks at it. */
  private void addSpawned(String name) {
    spawned(name)
        .filter(it -> !known.contains(name))
        .ifPresent(condition -> add(ClientClass.builder(name).when(condition).build()));
  }

  /** Reads for which classes a level is, and which it requires. */
  void readGuards(JsonObject level, SettingsBuilder<?> settings) {
    level
        .get("client-class")
        .map(JsonValue::text)
        .filter(Predicate.not(String::isEmpty))
        .ifPresent(name -> guard(settings, List.of(name)));
    List<String> oneOf = level.elements("client-classes").stream().map(JsonValue::text).toList();
    if (!oneOf.isEmpty()) {
      guard(settings, oneOf);
    }
    List.of("require-client-classes", "evaluate-additional-classes").stream()
        .flatMap(key -> level.elements(key).stream())
        .forEach(name -> settings.requireClass(name.text()));
  }

  private void guard(SettingsBuilder<?> settings, List<String> oneOf) {
    oneOf.forEach(this::addSpawned);
    settings.onlyFor(oneOf.toArray(String[]::new));
  }
}
