package io.leasehold.dhcp.config.kea;

import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.config.kea.expression.ExpressionNames;
import io.leasehold.dhcp.config.kea.expression.KeaExpression;
import io.leasehold.dhcp.server.config.ServerConfig;
import io.leasehold.dhcp.server.config.Setting;
import io.leasehold.dhcp.server.match.RequestValue;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads which of Kea's hook libraries are loaded, as far as clients notice them. */
final class HooksReader {

  private static final String FLEX_ID = "libdhcp_flex_id";
  private static final String BOOTP = "libdhcp_bootp";

  /** Those that clients notice, and that nothing here takes the place of. */
  private static final Set<String> NOT_SUPPORTED =
      Set.of("libdhcp_ddns_tuning", "libdhcp_flex_option", "libdhcp_limits", "libdhcp_radius");

  private final ExpressionNames names;
  private final List<String> warnings;

  HooksReader(ExpressionNames names, List<String> warnings) {
    this.names = names;
    this.warnings = warnings;
  }

  void read(JsonObject global, ServerConfig.Builder server) {
    for (JsonObject hook : global.objects("hooks-libraries")) {
      JsonValue library = hook.require("library", "the file of a library");
      String file = library.text().substring(library.text().lastIndexOf('/') + 1);
      String name = file.substring(0, file.indexOf('.') < 0 ? file.length() : file.indexOf('.'));
      Optional<JsonObject> parameters = hook.get("parameters").map(JsonValue::object);
      hook.finish(KeaKeys.HOOKS_LIBRARY, warnings);
      if (name.equals(FLEX_ID)) {
        parameters.ifPresent(it -> readFlexibleIdentifier(it, server));
      } else if (name.equals(BOOTP)) {
        server.set(Setting.BOOTP, true).set(Setting.DYNAMIC_BOOTP, true);
      } else if (NOT_SUPPORTED.contains(name)) {
        throw library.refused("no such library, as it is not supported yet");
      } else {
        warnings.add(library.path() + ": has no meaning here and is passed over");
      }
    }
  }

  private void readFlexibleIdentifier(JsonObject parameters, ServerConfig.Builder server) {
    Optional<RequestValue> identifier =
        parameters
            .get("identifier-expression")
            .filter(it -> !it.text().isEmpty())
            .map(it -> it.parse(text -> KeaExpression.value(text, names), "an expression"));
    boolean replaces = parameters.get("replace-client-id").map(JsonValue::bool).orElse(false);
    parameters.finish(KeaKeys.FLEX_ID, warnings);
    identifier.ifPresent(value -> server.set(Setting.COMPUTED_HOST_KEY, value));
    identifier
        .filter(value -> replaces)
        .map(value -> RequestValue.constant(Octets.of(0)).concat(value))
        .ifPresent(value -> server.set(Setting.COMPUTED_CLIENT_IDENTIFIER, value));
  }
}
