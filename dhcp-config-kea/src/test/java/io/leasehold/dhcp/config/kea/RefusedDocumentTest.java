package io.leasehold.dhcp.config.kea;

import static io.leasehold.dhcp.config.kea.Documents.dhcp4;
import static io.leasehold.dhcp.config.kea.Documents.document;
import static io.leasehold.dhcp.config.kea.Documents.quoted;
import static io.leasehold.dhcp.config.kea.Documents.subnet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.dhcp.server.config.InvalidConfigException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong, or not supported, stops the reading with place, value and expectation. */
class RefusedDocumentTest {

  @ParameterizedTest
  @MethodSource({"structure", "surroundings", "networks", "reservations"})
  void refused(String document, String path, String found, String expected) {
    // Each exception says where, what is there, and what should be; its message says all three.
    Documents.assertRefused(document, path, found, expected);
  }

  @ParameterizedTest
  @MethodSource
  void notSupportedYet(String document, String path) {
    // What clients would notice the lack of is refused with these words, never passed over.
    assertThatExceptionOfType(KeaConfigException.class)
        .isThrownBy(() -> KeaConfig.parse(document))
        .satisfies(e -> assertThat(e.path()).isEqualTo(path))
        .withMessageContaining("not supported yet");
  }

  @Test
  void partsThatDoNotFit() {
    // What only the whole shows is refused by the configuration itself, with all that is wrong.
    assertThatExceptionOfType(InvalidConfigException.class)
        .isThrownBy(
            () ->
                KeaConfig.parse(
                    subnet(
                        "'pools': [{'pool': '198.51.100.1-198.51.100.9'}], 'max-valid-lifetime': 60")))
        .satisfies(
            e ->
                assertThat(e.problems())
                    .hasSizeGreaterThan(1)
                    .anyMatch(problem -> problem.contains("198.51.100.1-198.51.100.9"))
                    .anyMatch(problem -> problem.contains("7200 s")));
  }

  @Test
  void notJson() {
    // A document that is no JSON is refused with line and column.
    assertThatExceptionOfType(KeaConfigException.class)
        .isThrownBy(() -> KeaConfig.parse("{\n  \"Dhcp4\": {\n    nonsense\n"))
        .satisfies(e -> assertThat(e.path()).startsWith("line 3, column "));
  }

  @Test
  void sameKeyTwice() {
    // The second of two equal keys is refused, rather than taken for the first.
    assertThatExceptionOfType(KeaConfigException.class)
        .isThrownBy(() -> KeaConfig.parse(dhcp4("'valid-lifetime': 60,\n'valid-lifetime': 90")))
        .withMessageContaining("valid-lifetime")
        .satisfies(e -> assertThat(e.path()).startsWith("line 2, "));
  }

  static Stream<Arguments> structure() {
    return Stream.of(
        Arguments.of("", "document", "nothing", "an object"),
        Arguments.of("[]", "document", "[]", "an object"),
        Arguments.of("{}", "Dhcp4", "nothing", "an object"),
        Arguments.of(quoted("{'Dhcp4': 7}"), "Dhcp4", "7", "an object"),
        Arguments.of(
            quoted("{'Dhcp4': {}, 'Dhcp5': {}}"),
            "Dhcp5",
            "{}",
            "no such key here, but one of Dhcp4"),
        Arguments.of(dhcp4("'subnets': []"), "Dhcp4.subnets", "[]", "subnet4"),
        Arguments.of(dhcp4("'subnet4': {}"), "Dhcp4.subnet4", "{}", "a list"),
        Arguments.of(dhcp4("'subnet4': [1]"), "Dhcp4.subnet4[0]", "1", "an object"),
        Arguments.of(
            dhcp4("'valid-lifetime': '60'"),
            "Dhcp4.valid-lifetime",
            "'60'",
            "a whole number from 1 to 4294967295"),
        Arguments.of(dhcp4("'renew-timer': 0"), "Dhcp4.renew-timer", "0", "a whole number from 1"),
        Arguments.of(
            dhcp4("'rebind-timer': 1.5"), "Dhcp4.rebind-timer", "1.5", "a whole number from 1"),
        Arguments.of(
            dhcp4("'authoritative': 'yes'"), "Dhcp4.authoritative", "'yes'", "true or false"),
        Arguments.of(
            dhcp4("'next-server': 'boot'"), "Dhcp4.next-server", "'boot'", "an IPv4 address"),
        Arguments.of(dhcp4("'boot-file-name': null"), "Dhcp4.boot-file-name", "null", "a text"),
        Arguments.of(
            dhcp4("'decline-probation-period': -1"),
            "Dhcp4.decline-probation-period",
            "-1",
            "a whole number from 0"),
        Arguments.of(
            dhcp4("'compatibility': {'lenient': true}"),
            "Dhcp4.compatibility.lenient",
            "true",
            "ignore-dhcp-server-identifier"));
  }

  static Stream<Arguments> surroundings() {
    String interfaces = "Dhcp4.interfaces-config.interfaces";
    return Stream.of(
        Arguments.of(document(""), "Dhcp4.interfaces-config", "nothing", "an object"),
        Arguments.of(
            document("'interfaces-config': {'re-detect': true}"), interfaces, "nothing", "a list"),
        Arguments.of(
            document("'interfaces-config': {'interfaces': []}"), interfaces, "[]", "one interface"),
        Arguments.of(
            document("'interfaces-config': {'interfaces': ['a', 'b']}"),
            interfaces,
            "['a','b']",
            "one interface"),
        Arguments.of(
            document("'interfaces-config': {'interfaces': ['eth0/home']}"),
            interfaces + "[0]",
            "'eth0/home'",
            "eth0/192.0.2.1"),
        Arguments.of(
            document("'interfaces-config': {'interfaces': ['/192.0.2.1']}"),
            interfaces + "[0]",
            "'/192.0.2.1'",
            "an interface"),
        Arguments.of(
            dhcp4("'lease-database': {'type': 'mysql'}"),
            "Dhcp4.lease-database.type",
            "'mysql'",
            "'memory', 'h2' or 'memfile'"),
        Arguments.of(
            dhcp4("'lease-database': {'persist': false}"),
            "Dhcp4.lease-database.type",
            "nothing",
            "'memory'"),
        Arguments.of(
            dhcp4("'lease-database': {'type': 'h2', 'file': 'x'}"),
            "Dhcp4.lease-database.file",
            "'x'",
            "type, persist, name"));
  }

  static Stream<Arguments> networks() {
    String subnet = "Dhcp4.subnet4[0]";
    return Stream.of(
        Arguments.of(dhcp4("'subnet4': [{}]"), subnet + ".subnet", "nothing", "a network"),
        Arguments.of(
            dhcp4("'subnet4': [{'subnet': '192.0.2.1/24'}]"),
            subnet + ".subnet",
            "'192.0.2.1/24'",
            "without host bits"),
        Arguments.of(
            subnet("'pools': [{'pool': '192.0.2.8/29'}, {'pool': '192.0.2.300'}]"),
            subnet + ".pools[1].pool",
            "'192.0.2.300'",
            "a range"),
        Arguments.of(
            subnet("'pools': [{'pool': '192.0.2.8/29', 'size': 8}]"),
            subnet + ".pools[0].size",
            "8",
            "pool, client-class, client-classes, require-client-classes"),
        Arguments.of(subnet("'id': 0"), subnet + ".id", "0", "a whole number from 1"),
        Arguments.of(
            dhcp4(
                "'shared-networks': [{'name': 'a', 'subnet4': [{'subnet': '192.0.2.0/24', 'id': 5}]}],"
                    + "'subnet4': [{'subnet': '198.51.100.0/24', 'id': 5}]"),
            subnet + ".id",
            "5",
            "no other subnet"),
        Arguments.of(
            subnet("'relay': {'ip-addresses': ['relay']}"),
            subnet + ".relay.ip-addresses[0]",
            "'relay'",
            "an IPv4 address"),
        Arguments.of(
            dhcp4("'shared-networks': [{'subnet4': []}]"),
            "Dhcp4.shared-networks[0].name",
            "nothing",
            "a name"),
        Arguments.of(
            dhcp4(
                "'boot-file-name': 'a', 'subnet4': [{'subnet': '192.0.2.0/24', 'boot-file-name': ''}]"),
            subnet + ".boot-file-name",
            "''",
            "the level outside"));
  }

  static Stream<Arguments> reservations() {
    String reservation = "Dhcp4.subnet4[0].reservations[0]";
    return Stream.of(
        Arguments.of(
            subnet("'reservations': [{'hw-address': 'printer'}]"),
            reservation + ".hw-address",
            "'printer'",
            "a hardware address"),
        Arguments.of(
            subnet("'reservations': [{'hw-address': ''}]"),
            reservation + ".hw-address",
            "''",
            "a hardware address"),
        Arguments.of(
            subnet("'reservations': [{'client-id': '01'}]"),
            reservation + ".client-id",
            "'01'",
            "2 to 255 octets"),
        Arguments.of(
            subnet("'reservations': [{'hw-address': '02005e100001', 'ip-address': 'any'}]"),
            reservation + ".ip-address",
            "'any'",
            "an IPv4 address"),
        Arguments.of(
            subnet("'reservations': [{'hw-address': '1', 'client-id': '0102'}]"),
            reservation,
            "{'hw-address':'1','client-id':'0102'}",
            "one of hw-address, duid, circuit-id, client-id, flex-id"),
        Arguments.of(
            dhcp4("'client-classes': [{'name': 'a', 'test': 'option[60]'}]"),
            "Dhcp4.client-classes[0].test",
            "'option[60]'",
            "an expression"),
        Arguments.of(dhcp4("'t1-percent': 1.5"), "Dhcp4.t1-percent", "1.5", "a number from 0 to 1"),
        Arguments.of(
            dhcp4("'cache-threshold': '1'"),
            "Dhcp4.cache-threshold",
            "\"1\"",
            "a number from 0 to 1"),
        Arguments.of(
            dhcp4("'allocator': 'hashed'"),
            "Dhcp4.allocator",
            "\"hashed\"",
            "\"iterative\", \"random\" or \"flq\""));
  }

  @Test
  void classThatComesLater() {
    // A test can look at the classes before it only, and says so where it looks at another.
    String document =
        dhcp4("'client-classes': [{'name': 'a', 'test': 'member(!b!)'}, {'name': 'b'}]")
            .replace("!", "'");
    assertThatExceptionOfType(KeaConfigException.class)
        .isThrownBy(() -> KeaConfig.parse(document))
        .satisfies(e -> assertThat(e.path()).isEqualTo("Dhcp4.client-classes[0].test"));
  }

  static Stream<Arguments> notSupportedYet() {
    String subnet = "Dhcp4.subnet4[0].";
    return Stream.of(
        Arguments.of(dhcp4("'hosts-database': {'type': 'mysql'}"), "Dhcp4.hosts-database"),
        Arguments.of(
            dhcp4("'option-data': [{'code': 6, 'data': '192.0.2.1', 'client-classes': ['a']}]"),
            "Dhcp4.option-data[0].client-classes"),
        Arguments.of(dhcp4("'stash-agent-options': true"), "Dhcp4.stash-agent-options"),
        Arguments.of(
            dhcp4("'hooks-libraries': [{'library': '/usr/lib/libdhcp_flex_option.so'}]"),
            "Dhcp4.hooks-libraries[0].library"),
        Arguments.of(subnet("'4o6-interface': 'eth1'"), subnet + "4o6-interface"));
  }

  // A document that is nested without end is refused with words, like any other that is no JSON.
  @Test
  void endlessNesting() {
    assertThatThrownBy(() -> KeaConfig.parse("[".repeat(5000)))
        .isInstanceOf(KeaConfigException.class);
  }
}
