package io.leasehold.dhcp.config.kea;

import static io.leasehold.dhcp.config.kea.Documents.assertRefused;
import static io.leasehold.dhcp.config.kea.Documents.dhcp4;
import static io.leasehold.dhcp.config.kea.Documents.subnet;
import static io.leasehold.dhcp.config.kea.Served.A;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.address.Ipv4Network;
import io.leasehold.dhcp.codec.option.OptionSet;
import io.leasehold.dhcp.codec.value.DomainName;
import io.leasehold.dhcp.server.config.AllocationStrategy;
import io.leasehold.dhcp.server.config.CharacterFilter;
import io.leasehold.dhcp.server.config.HostKey;
import io.leasehold.dhcp.server.config.ServerConfig;
import io.leasehold.dhcp.server.config.Setting;
import io.leasehold.dhcp.server.config.Settings;
import io.leasehold.dhcp.server.config.SharedNetwork;
import io.leasehold.dhcp.server.config.Subnet;
import io.leasehold.dhcp.server.match.RequestValue;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Kea has no keys for is set in the object leasehold of a level. */
class LeaseholdObjectTest {

  private static final Map<Class<?>, String> EXAMPLES =
      Map.ofEntries(
          Map.entry(Boolean.class, "true"),
          Map.entry(HostKey.Kind.class, "'circuit-id'"),
          Map.entry(Ipv4Network.class, "'192.0.2.0/24'"),
          Map.entry(Double.class, "0.25"),
          Map.entry(Duration.class, "90"),
          Map.entry(String.class, "'word'"),
          Map.entry(Ipv4Address.class, "'192.0.2.9'"),
          Map.entry(DomainName.class, "'example.org'"),
          Map.entry(CharacterFilter.class, "'[^a-z]'"),
          Map.entry(RequestValue.class, "'option[60].hex'"));

  private static String leasehold(String members) {
    return "'leasehold': {" + members + "}";
  }

  private static String name(Setting<?> setting) {
    return setting.name().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  static Stream<Setting<?>> settings() {
    return Setting.all().stream();
  }

  @ParameterizedTest
  @MethodSource("settings")
  void everySetting(Setting<?> setting) {
    // Every setting of the table is set by its name, with a value of its type.
    String example =
        setting
            .elementType()
            .map(type -> "[" + example(type, "7") + "]")
            .orElseGet(() -> example(setting.type(), setting == Setting.MAX_HOPS ? "7" : "600"));
    Settings settings =
        KeaConfig.parse(
                dhcp4("'valid-lifetime': 90, " + leasehold("'" + name(setting) + "': " + example)))
            .server()
            .settings();
    assertThat(settings.isSet(setting)).isTrue();
  }

  private static String example(Class<?> type, String number) {
    if (type == Integer.class) {
      return number;
    }
    return type.isEnum() && type != HostKey.Kind.class
        ? "'" + type.getEnumConstants()[0].toString().toLowerCase(Locale.ROOT) + "'"
        : EXAMPLES.get(type);
  }

  @Test
  void values() {
    // Times are in seconds, words in small letters with hyphens, expressions are Kea's.
    Settings settings =
        KeaConfig.parse(
                dhcp4(
                    leasehold(
                        "'lease-affinity': 90, 'allocation-strategy': 'least-recently-used',"
                            + "'reservation-keys': ['circuit-id', 'client-identifier'],"
                            + "'computed-host-key': 'option[60].hex'")))
            .server()
            .settings();
    assertThat(settings.get(Setting.LEASE_AFFINITY)).contains(Duration.ofSeconds(90));
    assertThat(settings.get(Setting.ALLOCATION_STRATEGY))
        .contains(AllocationStrategy.LEAST_RECENTLY_USED);
    assertThat(settings.get(Setting.RESERVATION_KEYS))
        .contains(List.of(HostKey.Kind.CIRCUIT_ID, HostKey.Kind.CLIENT_IDENTIFIER));
    assertThat(settings.get(Setting.COMPUTED_HOST_KEY).orElseThrow()).hasToString("option[60].hex");
  }

  @Test
  void everyLevel() {
    // Each level has such an object, which goes before Kea's own keys of that level.
    String own = leasehold("'rapid-commit': true");
    ServerConfig server =
        KeaConfig.parse(
                dhcp4(
                    "'decline-probation-period': 60, 'leasehold': {'quarantine-time': 90},"
                        + "'client-classes': [{'name': 'c', "
                        + own
                        + "}], 'shared-networks': [{'name': 'n', "
                        + own
                        + ", 'subnet4': [{'subnet': '192.0.2.0/24', "
                        + own
                        + ", 'pools': [{'pool': '192.0.2.8/29', "
                        + own
                        + "}], 'reservations': [{'hw-address': '1', "
                        + own
                        + "}]}]}]"))
            .server();
    assertThat(server.settings().get(Setting.QUARANTINE_TIME)).contains(Duration.ofSeconds(90));
    SharedNetwork network = server.networks().get(0);
    Subnet subnet = network.subnets().get(0);
    assertThat(
            List.of(
                server.classes().get(0).settings(),
                network.settings(),
                subnet.settings(),
                subnet.pools().get(0).settings(),
                subnet.reservations().get(0).settings()))
        .allMatch(settings -> settings.isSet(Setting.RAPID_COMMIT));
  }

  @Test
  void followed() {
    // The server does what is set: a DISCOVER that comes too soon is left to others.
    assertThat(Served.dhcp4(leasehold("'min-secs': 1")).offer(A, OptionSet.EMPTY)).isEmpty();
    assertThat(Served.dhcp4(leasehold("'min-secs': 0")).offer(A, OptionSet.EMPTY)).isPresent();
  }

  @Test
  void refused() {
    // What is wrong is named with its path, and with what should be there.
    assertRefused(
        dhcp4(leasehold("'rapid-comit': true")),
        "Dhcp4.leasehold.rapid-comit",
        "true",
        "no such key here, but one of rapid-commit, ");
    assertRefused(
        dhcp4(leasehold("'rapid-commit': 1")),
        "Dhcp4.leasehold.rapid-commit",
        "1",
        "true or false");
    assertRefused(
        dhcp4(leasehold("'max-hops': 256")), "Dhcp4.leasehold.max-hops", "256", "0 to 255");
    assertRefused(
        dhcp4(leasehold("'lease-affinity': '1h'")),
        "Dhcp4.leasehold.lease-affinity",
        "'1h'",
        "a whole number from 0");
    assertRefused(
        dhcp4(leasehold("'allocation-strategy': 'best'")),
        "Dhcp4.leasehold.allocation-strategy",
        "'best'",
        "one of lowest, hashed");
    assertRefused(
        subnet(leasehold("'min-secs': 1")),
        "Dhcp4.subnet4[0].leasehold.min-secs",
        "1",
        "the whole server");
    assertThatExceptionOfType(KeaConfigException.class)
        .isThrownBy(() -> KeaConfig.parse(dhcp4("'leasehold': []")));
  }
}
