package io.leasehold.dhcp.config.kea;

import io.leasehold.dhcp.config.kea.expression.ExpressionNames;
import io.leasehold.dhcp.config.kea.expression.KeaExpression;
import io.leasehold.dhcp.server.config.ClientClass;
import io.leasehold.dhcp.server.config.ServerConfig;
import io.leasehold.dhcp.server.config.SettingsBuilder;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** Reads client classes, and the names of classes where other things have them. */
final class ClassReader {

  private final OptionDefinitions definitions;
  private final List<String> warnings;
  private final Set<String> known = new HashSet<>();

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
          return known.contains(name) || ClientClass.isBuiltIn(name);
        }
      };

  ClassReader(OptionDefinitions definitions, List<String> warnings) {
    this.definitions = definitions;
    this.warnings = warnings;
  }

  /** Reads all classes of a server, each of which may look at those before it. */
  void read(JsonObject global, ServerConfig.Builder server, SettingsReader settings) {
    for (JsonObject each : global.objects("client-classes")) {
      server.clientClass(read(each, settings));
    }
  }

  private ClientClass read(JsonObject object, SettingsReader settings) {
    ClientClass.Builder builder = ClientClass.builder(object.require("name", "a name").text());
    object
        .get("test")
        .filter(test -> !test.text().isEmpty())
        .map(test -> test.parse(text -> KeaExpression.condition(text, names), "an expression"))
        .ifPresent(builder::when);
    object
        .get("only-if-required")
        .filter(JsonValue::bool)
        .ifPresent(required -> builder.onlyIfRequired());
    settings.readClass(object, builder);
    object.finish(KeaKeys.CLIENT_CLASS, warnings);
    ClientClass read = builder.build();
    known.add(read.name());
    return read;
  }

  /** Reads for which classes a level is, and which it requires. */
  static void readGuards(JsonObject level, SettingsBuilder<?> settings) {
    level
        .get("client-class")
        .map(JsonValue::text)
        .filter(name -> !name.isEmpty())
        .ifPresent(settings::onlyFor);
    level.elements("require-client-classes").forEach(name -> settings.requireClass(name.text()));
  }
}
