package io.leasehold.dhcp.config.kea;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.config.ServerConfig;
import io.leasehold.dhcp.server.config.Setting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the {@code Dhcp4} object of one document. */
final class ConfigReader {

  private static final Path DEFAULT_DATABASE = Path.of("kea-leases4");

  private final List<String> warnings = new ArrayList<>();

  KeaConfig read(JsonObject document) {
    JsonObject global = document.require("Dhcp4", "an object").object();
    document.finish(KeaKeys.DOCUMENT, warnings);
    ListenAddress listen =
        listen(global.require("interfaces-config", "an object with \"interfaces\"").object());
    LeaseDatabase database =
        global
            .get("lease-database")
            .map(value -> database(value.object()))
            .orElse(new LeaseDatabase(Optional.of(DEFAULT_DATABASE)));
    ServerConfig.Builder server = ServerConfig.builder();
    readRules(global, server);
    OptionDefinitions definitions = new OptionDefinitions(global, warnings, Optional.empty());
    ClassReader classes = new ClassReader(definitions, server, warnings);
    new HooksReader(classes.names(), warnings).read(global, server);
    Optional<JsonObject> updater = global.get("dhcp-ddns").map(JsonValue::object);
    SettingsReader settings =
        SettingsReader.readServer(
            global,
            new NameReader(updater),
            server,
            new OptionReader(definitions, warnings),
            new LeaseholdReader(classes.names()));
    updater.ifPresent(it -> it.finish(KeaKeys.DHCP_DDNS, warnings));
    classes.read(global, settings);
    NetworkReader networks = new NetworkReader(classes, warnings);
    for (JsonObject network : global.objects("shared-networks")) {
      server.network(networks.sharedNetwork(network, settings));
    }
    for (JsonObject subnet : global.objects("subnet4")) {
      server.subnet(networks.subnet(subnet, settings));
    }
    for (JsonObject reservation : global.objects("reservations")) {
      server.reservation(networks.reservation(reservation, settings));
    }
    global.finish(KeaKeys.DHCP4, warnings);
    return new KeaConfig(server.build(), database, listen, warnings);
  }

  private ListenAddress listen(JsonObject interfaces) {
    JsonValue list = interfaces.require("interfaces", "a list of one interface");
    interfaces.finish(KeaKeys.INTERFACES, warnings);
    List<JsonValue> elements = list.elements();
    if (elements.size() != 1) {
      throw list.refused("one interface, or \"*\" for relayed traffic");
    }
    JsonValue element = elements.get(0);
    String text = element.text();
    if (text.equals("*")) {
      warnings.add(element.path() + ": only relayed traffic is answered with \"*\"");
      return ListenAddress.RELAYED_ONLY;
    }
    int slash = text.indexOf('/');
    String name = slash < 0 ? text : text.substring(0, slash);
    if (name.isBlank()) {
      throw element.refused("an interface, such as eth0 or eth0/192.0.2.1");
    }
    Optional<Ipv4Address> address =
        slash < 0
            ? Optional.empty()
            : Optional.of(
                element.parse(
                    all -> Ipv4Address.parse(all.substring(slash + 1)),
                    "an address after the interface, such as eth0/192.0.2.1"));
    return new ListenAddress(Optional.of(name), address);
  }

  private LeaseDatabase database(JsonObject database) {
    JsonValue type = database.require("type", "\"memory\", \"h2\" or \"memfile\"");
    boolean persist = database.get("persist").map(JsonValue::bool).orElse(true);
    Optional<JsonValue> name = database.get("name");
    if (!List.of("memory", "h2", "memfile").contains(type.text())) {
      throw type.refused("\"memory\", \"h2\" or \"memfile\"");
    }
    database.finish(KeaKeys.LEASE_DATABASE, warnings);
    if (type.text().equals("memory") || !persist) {
      return LeaseDatabase.MEMORY;
    }
    if (type.text().equals("memfile")) {
      warnings.add(type.path() + ": is read as \"h2\"; leases in Kea's own file are not");
    }
    return new LeaseDatabase(
        Optional.of(
            name.map(value -> value.parse(Path::of, "the name of a file"))
                .filter(path -> !path.toString().isEmpty())
                .orElse(DEFAULT_DATABASE)));
  }

  private void readRules(JsonObject global, ServerConfig.Builder server) {
    HostReader.order(global).ifPresent(kinds -> server.set(Setting.RESERVATION_KEYS, kinds));
    global
        .get("echo-client-id")
        .map(JsonValue::bool)
        .ifPresent(echo -> server.set(Setting.ECHO_CLIENT_IDENTIFIER, echo));
    global
        .get("ip-reservations-unique")
        .map(JsonValue::bool)
        .ifPresent(unique -> server.set(Setting.SHARED_RESERVATIONS, !unique));
    global
        .get("decline-probation-period")
        .map(value -> Duration.ofSeconds(value.integer(0, Integer.MAX_VALUE)))
        .ifPresent(time -> server.set(Setting.QUARANTINE_TIME, time));
    global
        .get("compatibility")
        .map(JsonValue::object)
        .ifPresent(
            compatibility -> {
              compatibility
                  .get("ignore-dhcp-server-identifier")
                  .map(JsonValue::bool)
                  .ifPresent(ignore -> server.set(Setting.IGNORE_SERVER_IDENTIFIER, ignore));
              compatibility
                  .get("ignore-rai-link-selection")
                  .map(JsonValue::bool)
                  .ifPresent(ignore -> server.set(Setting.IGNORE_LINK_SELECTION, ignore));
              compatibility
                  .get("exclude-first-last-24")
                  .map(JsonValue::bool)
                  .ifPresent(skip -> server.set(Setting.SKIP_0_AND_255, skip));
              compatibility.finish(KeaKeys.COMPATIBILITY, warnings);
            });
  }
}
