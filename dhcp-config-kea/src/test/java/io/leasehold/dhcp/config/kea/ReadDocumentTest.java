package io.leasehold.dhcp.config.kea;

import static io.leasehold.dhcp.config.kea.Documents.dhcp4;
import static io.leasehold.dhcp.config.kea.Documents.document;
import static io.leasehold.dhcp.config.kea.Documents.quoted;
import static io.leasehold.dhcp.config.kea.Documents.subnet;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.value.DomainName;
import io.leasehold.dhcp.server.config.AllocationStrategy;
import io.leasehold.dhcp.server.config.ClientClass;
import io.leasehold.dhcp.server.config.HostKey;
import io.leasehold.dhcp.server.config.Reservation;
import io.leasehold.dhcp.server.config.ServerConfig;
import io.leasehold.dhcp.server.config.Setting;
import io.leasehold.dhcp.server.config.Settings;
import io.leasehold.dhcp.server.config.SharedNetwork;
import io.leasehold.dhcp.server.config.Subnet;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What documents mean, one thing at a time. */
class ReadDocumentTest {

  @Test
  void defaults() {
    // A document that says nothing means what it means to Kea: two hours, no choice, no refusals.
    KeaConfig config = KeaConfig.parse(dhcp4("'subnet4': []"));
    Settings settings = config.server().settings();
    assertThat(settings.get(Setting.LEASE_TIME)).contains(Duration.ofHours(2));
    assertThat(settings.get(Setting.MIN_LEASE_TIME)).contains(Duration.ofHours(2));
    assertThat(settings.get(Setting.MAX_LEASE_TIME)).contains(Duration.ofHours(2));
    assertThat(settings.get(Setting.RENEWAL_TIME)).isEmpty();
    assertThat(settings.get(Setting.AUTHORITATIVE)).contains(false);
    assertThat(settings.get(Setting.SERVER_RESERVATIONS)).contains(false);
    assertThat(Setting.all()).noneMatch(each -> each.isServerWide() && settings.isSet(each));
    assertThat(config.database().h2File()).contains(Path.of("kea-leases4"));
    assertThat(config.warnings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'valid-lifetime': 60  |                           | 60  | 60 | 60",
        "'max-valid-lifetime': 9000 |                      | 7200 | 7200 | 9000",
        "'valid-lifetime': 60  | 'valid-lifetime': 90      | 90  | 90 | 90",
        "'valid-lifetime': 60, 'min-valid-lifetime': 30 | 'valid-lifetime': 90 | 90 | 30 | 90",
        "'valid-lifetime': 60  | 'max-valid-lifetime': 99  | 60  | 60 | 99",
        "'valid-lifetime': 4294967295 |   | 4294967295 | 4294967295 | 4294967295",
      })
  void lifetimes(String outer, String inner, long valid, long min, long max) {
    // Each of the three times comes from the nearest level; bounds that nobody sets leave no
    // choice.
    KeaConfig config =
        KeaConfig.parse(
            dhcp4(
                outer
                    + ", 'subnet4': [{'subnet': '192.0.2.0/24'"
                    + Optional.ofNullable(inner).map(members -> ", " + members).orElse("")
                    + "}]"));
    Settings settings = firstSubnet(config).settings().over(config.server().settings());
    assertThat(settings.get(Setting.LEASE_TIME)).contains(Duration.ofSeconds(valid));
    assertThat(settings.get(Setting.MIN_LEASE_TIME)).contains(Duration.ofSeconds(min));
    assertThat(settings.get(Setting.MAX_LEASE_TIME)).contains(Duration.ofSeconds(max));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'type': 'memory'                                    | ''",
        "'type': 'memfile', 'persist': false, 'name': 'a'    | ''",
        "'type': 'h2', 'persist': false                      | ''",
        "'type': 'h2', 'name': 'a'                           | a",
        "'type': 'h2'                                        | kea-leases4",
        "'type': 'memfile', 'name': '/a/b.csv'               | /a/b.csv",
        "'type': 'memfile', 'name': ''                       | kea-leases4",
      },
      quoteCharacter = '`')
  void databases(String members, String file) {
    // What is not to persist lives in memory, everything else in an H2 file.
    KeaConfig config = KeaConfig.parse(dhcp4("'lease-database': {" + members + "}"));
    assertThat(config.database().h2File())
        .isEqualTo(file.equals("''") ? Optional.empty() : Optional.of(Path.of(file)));
  }

  @Test
  void relayedTrafficOnly() {
    // A star is for relayed traffic, and as Kea's star is for more, there is a warning.
    KeaConfig config = KeaConfig.parse(document("'interfaces-config': {'interfaces': ['*']}"));
    assertThat(config.listen()).isEqualTo(ListenAddress.RELAYED_ONLY);
    assertThat(config.warnings())
        .containsExactly(
            quoted(
                "Dhcp4.interfaces-config.interfaces[0]: only relayed traffic is answered with '*'"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'dhcp-ddns': {'enable-updates': true}                              | true",
        "'dhcp-ddns': {'enable-updates': false}, 'ddns-send-updates': true  | false",
        "'dhcp-ddns': {'enable-updates': true}, 'ddns-send-updates': false  | false",
        "'ddns-send-updates': true                                          | false",
      })
  void nameUpdates(String members, boolean updates) {
    // Names go into the DNS where somebody puts them there, and it is not switched off.
    KeaConfig config = KeaConfig.parse(dhcp4(members));
    assertThat(config.server().settings().get(Setting.NAME_UPDATES)).contains(updates);
    assertThat(config.warnings()).isEmpty();
  }

  @Test
  void names() {
    // Whose entries are made after all, and what completes a name, is set at each level.
    Settings settings =
        firstSubnet(
                KeaConfig.parse(
                    dhcp4(
                        "'dhcp-ddns': {'enable-updates': true, 'server-port': 53001},"
                            + "'subnet4': [{'subnet': '192.0.2.0/24', 'ddns-send-updates': false,"
                            + "'ddns-override-no-update': true,"
                            + "'ddns-override-client-update': true,"
                            + "'ddns-qualifying-suffix': 'example.org.'}]")))
            .settings();
    assertThat(settings.get(Setting.NAME_UPDATES)).contains(false);
    assertThat(settings.get(Setting.OVERRIDE_NO_UPDATE)).contains(true);
    assertThat(settings.get(Setting.OVERRIDE_CLIENT_UPDATE)).contains(true);
    assertThat(settings.get(Setting.QUALIFYING_SUFFIX)).contains(DomainName.parse("example.org"));
  }

  @Test
  void rules() {
    // The few rules that Kea can change are changed.
    Settings settings =
        KeaConfig.parse(
                dhcp4(
                    "'decline-probation-period': 0,"
                        + "'compatibility': {'ignore-dhcp-server-identifier': true}"))
            .server()
            .settings();
    assertThat(settings.get(Setting.QUARANTINE_TIME)).contains(Duration.ZERO);
    assertThat(settings.get(Setting.IGNORE_SERVER_IDENTIFIER)).contains(true);
  }

  @Test
  void offerLifetime() {
    // Offers are stored for as long as the server, a network, a subnet or a class says.
    ServerConfig server =
        KeaConfig.parse(
                dhcp4(
                    "'offer-lifetime': 60,"
                        + "'client-classes': [{'name': 'hotspot', 'offer-lifetime': 5}],"
                        + "'shared-networks': [{'name': 'office', 'offer-lifetime': 0,"
                        + " 'subnet4': [{'id': 1, 'subnet': '192.0.2.0/24',"
                        + " 'offer-lifetime': 30}]}]"))
            .server();
    assertThat(server.settings().get(Setting.OFFER_LIFETIME)).contains(Duration.ofMinutes(1));
    assertThat(server.classes().get(0).settings().get(Setting.OFFER_LIFETIME))
        .contains(Duration.ofSeconds(5));
    SharedNetwork office = server.networks().get(0);
    assertThat(office.settings().get(Setting.OFFER_LIFETIME)).contains(Duration.ZERO);
    assertThat(office.subnets().get(0).settings().get(Setting.OFFER_LIFETIME))
        .contains(Duration.ofSeconds(30));
    assertThat(server.settings().isSet(Setting.OFFER_HOLD_TIME)).isFalse();
  }

  @Test
  void clientClasses() {
    // A class has a test in Kea's expressions, options, fields and times, and levels name it.
    ServerConfig server =
        KeaConfig.parse(
                dhcp4(
                    "'client-classes': ["
                        + "{'name': 'pxe', 'test': 'substring(option[60].hex, 0, 3) == 0x505845',"
                        + " 'boot-file-name': 'p.0', 'next-server': '192.0.2.9',"
                        + " 'valid-lifetime': 600, 'option-data': [{'code': 15, 'data': 'b'}]},"
                        + "{'name': 'late', 'only-if-required': true}],"
                        + "'shared-networks': [{'name': 'n', 'client-class': 'pxe', 'subnet4': ["
                        + "{'subnet': '192.0.2.0/24', 'client-class': 'KNOWN', 'pools': ["
                        + "{'pool': '192.0.2.8/29', 'client-class': 'pxe',"
                        + " 'require-client-classes': ['late']}]}]}]"))
            .server();
    ClientClass pxe = server.classes().get(0);
    assertThat(pxe.name()).isEqualTo("pxe");
    assertThat(pxe.condition().orElseThrow())
        .hasToString("substring(option[60].hex, 0, 3) == 0x505845");
    assertThat(pxe.settings().get(Setting.BOOT_FILE_NAME)).contains("p.0");
    assertThat(pxe.settings().get(Setting.NEXT_SERVER)).contains(Ipv4Address.parse("192.0.2.9"));
    assertThat(pxe.settings().get(Setting.LEASE_TIME)).contains(Duration.ofMinutes(10));
    assertThat(pxe.settings().options().get(DhcpOptions.DOMAIN_NAME)).contains("b");
    assertThat(server.classes().get(1).onlyIfRequired()).isTrue();
    SharedNetwork network = server.networks().get(0);
    assertThat(network.settings().guards()).containsExactly(Set.of("pxe"));
    Subnet subnet = network.subnets().get(0);
    assertThat(subnet.settings().guards()).containsExactly(Set.of("KNOWN"));
    assertThat(subnet.pools().get(0).settings().guards()).containsExactly(Set.of("pxe"));
    assertThat(subnet.pools().get(0).settings().requiredClasses()).containsExactly("late");
  }

  @Test
  void classesThatTestsLookAt() {
    // A condition knows the classes that it looks at, so that it is decided on at the right time.
    ServerConfig server =
        KeaConfig.parse(
                dhcp4(
                        "'client-classes': [{'name': 'guest', 'test':"
                            + " 'not member(!KNOWN!) and option[60].exists'}]")
                    .replace("!", "'"))
            .server();
    assertThat(server.classes().get(0).condition().orElseThrow().classes())
        .containsExactly("KNOWN");
  }

  @Test
  void switches() {
    // What Kea can switch is switched, at the levels where Kea has it.
    KeaConfig config =
        KeaConfig.parse(
            dhcp4(
                "'echo-client-id': false, 'ip-reservations-unique': false,"
                    + " 'host-reservation-identifiers': ['client-id', 'duid'],"
                    + " 'compatibility': {'ignore-rai-link-selection': true},"
                    + " 'reservations': [{'circuit-id': '0a0b', 'client-classes': ['KNOWN']}],"
                    + " 'subnet4': [{'subnet': '192.0.2.0/24', 'match-client-id': false,"
                    + " 'reservations-global': true, 'reservations-in-subnet': false}]"));
    Settings server = config.server().settings();
    assertThat(server.get(Setting.ECHO_CLIENT_IDENTIFIER)).contains(false);
    assertThat(server.get(Setting.SHARED_RESERVATIONS)).contains(true);
    assertThat(server.get(Setting.IGNORE_LINK_SELECTION)).contains(true);
    assertThat(server.get(Setting.SERVER_RESERVATIONS)).contains(false);
    assertThat(server.get(Setting.RESERVATION_KEYS))
        .contains(List.of(HostKey.Kind.CLIENT_IDENTIFIER, HostKey.Kind.DUID));
    assertThat(config.server().reservations().get(0).client()).hasToString("circuit-id 0a:0b");
    assertThat(config.server().reservations().get(0).classes()).containsExactly("KNOWN");
    Settings subnet = firstSubnet(config).settings();
    assertThat(subnet.get(Setting.IGNORE_CLIENT_IDENTIFIER)).contains(true);
    assertThat(subnet.get(Setting.SERVER_RESERVATIONS)).contains(true);
    assertThat(subnet.get(Setting.SUBNET_RESERVATIONS)).contains(false);
  }

  @Test
  void timers() {
    // T1, T2, how soon a renewal stores nothing, and which address is next, at each level.
    KeaConfig config =
        KeaConfig.parse(
            dhcp4(
                "'calculate-tee-times': true, 't1-percent': 0.4, 't2-percent': 0.75,"
                    + " 'cache-max-age': 600, 'allocator': 'random',"
                    + " 'compatibility': {'exclude-first-last-24': true},"
                    + " 'subnet4': [{'subnet': '192.0.2.0/24', 'calculate-tee-times': false,"
                    + " 'cache-threshold': 0.25, 'allocator': 'iterative'}]"));
    Settings server = config.server().settings();
    assertThat(server.get(Setting.CALCULATE_TIMERS)).contains(true);
    assertThat(server.get(Setting.RENEWAL_FRACTION)).contains(0.4);
    assertThat(server.get(Setting.REBINDING_FRACTION)).contains(0.75);
    assertThat(server.get(Setting.RENEWAL_CACHE_TIME)).contains(Duration.ofMinutes(10));
    assertThat(server.get(Setting.ALLOCATION_STRATEGY)).contains(AllocationStrategy.RANDOM);
    assertThat(server.get(Setting.SKIP_0_AND_255)).contains(true);
    Settings subnet = firstSubnet(config).settings();
    assertThat(subnet.get(Setting.CALCULATE_TIMERS)).contains(false);
    assertThat(subnet.get(Setting.RENEWAL_CACHE_FRACTION)).contains(0.25);
    assertThat(subnet.get(Setting.ALLOCATION_STRATEGY))
        .contains(AllocationStrategy.LEAST_RECENTLY_USED);
  }

  @Test
  void relayInItsOldForm() {
    // One relay agent may stand without a list; the unspecified address is no relay agent.
    Subnet subnet = firstSubnet(KeaConfig.parse(subnet("'relay': {'ip-address': '10.0.0.1'}")));
    assertThat(subnet.relays()).containsExactly(Ipv4Address.parse("10.0.0.1"));
    assertThat(firstSubnet(KeaConfig.parse(subnet("'relay': {'ip-address': '0.0.0.0'}"))).relays())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "hw-address, 02:00:5e:10:00:0a, hw-address 01:02:00:5e:10:00:0a",
    "hw-address, 2:0:5e:10:0:a, hw-address 01:02:00:5e:10:00:0a",
    "hw-address, 02005e10000a, hw-address 01:02:00:5e:10:00:0a",
    "client-id, 0xff01, client-id ff:01",
    "client-id, 'f f 1', client-id 0f:0f:01",
  })
  void identifiers(String key, String text, String client) {
    // Kea's ways to write octets all mean the same client.
    Reservation reservation =
        firstSubnet(KeaConfig.parse(subnet("'reservations': [{'" + key + "': '" + text + "'}]")))
            .reservations()
            .get(0);
    assertThat(reservation.client()).hasToString(client);
  }

  @Test
  void emptyMeansUnset() {
    // Kea writes what a reservation does not set as empty values, and they set nothing here either.
    Reservation reservation =
        firstSubnet(
                KeaConfig.parse(
                    dhcp4(
                        "'boot-file-name': 'outer', 'subnet4': [{'subnet': '192.0.2.0/24',"
                            + " 'reservations': [{'hw-address': '1', 'hostname': '',"
                            + " 'next-server': '0.0.0.0', 'server-hostname': '',"
                            + " 'boot-file-name': '', 'client-classes': []}]}]")))
            .reservations()
            .get(0);
    assertThat(reservation.hostName()).isEmpty();
    assertThat(reservation.settings()).isEqualTo(Settings.NONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'name': 'routers', 'data': '192.0.2.1,192.0.2.2'                 | 3   | c0000201c0000202",
        "'code': 3, 'csv-format': true, 'data': ' 192.0.2.1 '             | 3   | c0000201",
        "'code': 3, 'csv-format': false, 'data': '0xC0000201'             | 3   | c0000201",
        "'code': 3, 'csv-format': false, 'data': 'c0 00 02 01'            | 3   | c0000201",
        "'code': 200, 'data': '123'                                       | 200 | 0123",
        "'code': 200, 'name': 'whatever', 'data': ''                      | 200 | ``",
        "'name': 'domain-name', 'data': 'a\\\\,b\\\\c'                    | 15  | 612c625c63",
        "'name': 'slp-directory-agent', 'data': 'true, 192.0.2.1, 192.0.2.2' | 78 | 01c0000201c0000202",
        "'name': 'classless-static-route', 'data': '0.0.0.0/0 - 192.0.2.1, 10.0.0.0/8-192.0.2.2' | 121 | 00c0000201080ac0000202",
        "'name': 'v4-portparams', 'data': '2, 3/4'                        | 159 | 02043000",
        "'name': 'v4-sztp-redirect', 'data': 'https://a, https://b'       | 143 | 000968747470733a2f2f61000968747470733a2f2f62",
        "'name': 'token', 'data': '7, x'                                  | 224 | 0778",
        "'name': 'mark'                                                   | 225 | ``",
        "'name': 'routes', 'data': '0, 192, 0, 2, 1'                      | 121 | 00c0000201",
      })
  void options(String members, int code, String octets) {
    // Names, codes, comma-separated values and hexadecimal digits all come down to octets.
    String definitions =
        "{'name': 'token', 'code': 224, 'type': 'record', 'record-types': 'uint8, string'},"
            + "{'name': 'mark', 'code': 225, 'type': 'empty'}";
    if (members.contains("'routes'")) {
      definitions += ",{'name': 'routes', 'code': 121, 'type': 'uint8', 'array': true}";
    }
    Settings settings =
        KeaConfig.parse(
                dhcp4("'option-def': [" + definitions + "], 'option-data': [{" + members + "}]"))
            .server()
            .settings();
    assertThat(settings.options().codes()).containsExactly(code);
    assertThat(settings.options().raw(code)).contains(Octets.parse(octets));
    assertThat(settings.alwaysSend()).isEmpty();
    assertThat(settings.neverSend()).isEmpty();
  }

  @Test
  void alwaysAndNeverSent() {
    // What is sent to all, and what to nobody, is said beside the value.
    Settings settings =
        KeaConfig.parse(
                dhcp4(
                    "'option-data': ["
                        + "{'code': 6, 'data': '192.0.2.53', 'always-send': true},"
                        + "{'code': 42, 'data': '192.0.2.9', 'never-send': true},"
                        + "{'code': 3, 'data': '192.0.2.1', 'never-send': false}]"))
            .server()
            .settings();
    assertThat(settings.alwaysSend()).containsExactly(6);
    assertThat(settings.neverSend()).containsExactly(42);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'control-socket': {'socket-type': 'unix'}",
        "'multi-threading': {'enable-multi-threading': true}",
        "'dhcp-queue-control': {'enable-queue': false}",
        "'sanity-checks': {'lease-checks': 'warn'}",
        "'store-extended-info': true",
        "'ddns-update-on-renew': false",
      })
  void passedOver(String member) {
    // A key of Kea's without meaning here costs a warning that names it, and nothing else.
    KeaConfig config = KeaConfig.parse(dhcp4(member));
    String key = member.substring(1, member.indexOf('\'', 1));
    assertThat(config.warnings())
        .containsExactly("Dhcp4." + key + ": has no meaning here and is passed over");
    assertThat(config.server()).isEqualTo(KeaConfig.parse(dhcp4("")).server());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'comment': 'ours'",
        "'user-context': {'a': [1]}",
        "'match-client-id': true",
        "'reservations-global': false",
        "'client-classes': []",
        "'hooks-libraries': []",
        "'cache-threshold': 0.25",
        "'host-reservation-identifiers': ['hw-address', 'duid', 'circuit-id', 'client-id']",
        "'host-reservation-identifiers': ['hw-address', 'client-id']",
      })
  void nothingLost(String member) {
    // Remarks, and what asks for that which happens anyway, cost no warning.
    assertThat(KeaConfig.parse(dhcp4(member)).warnings()).isEmpty();
  }

  @Test
  void otherServers() {
    // What the same file says to Kea's other servers is passed over with a warning.
    String document = dhcp4("").replaceFirst("\\{", "{\"Control-agent\": {}, \"Dhcp6\": {}, ");
    assertThat(KeaConfig.parse(document).warnings())
        .containsExactly(
            "Control-agent: has no meaning here and is passed over",
            "Dhcp6: has no meaning here and is passed over");
  }

  @Test
  void comments() {
    // Comments of all three kinds, and commas before a closing bracket, are as if they were not
    // there.
    String document =
        quoted(
            """
            // one
            { 'Dhcp4': { # two
                /* three
                   'valid-lifetime': 1, */
                'interfaces-config': { 'interfaces': [ 'eth0', ] },
            } }
            """);
    assertThat(KeaConfig.parse(document).listen().interfaceName()).contains("eth0");
  }

  private static Subnet firstSubnet(KeaConfig config) {
    return config.server().networks().get(0).subnets().get(0);
  }
}
