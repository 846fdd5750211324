package io.leasehold.dhcp.config.kea;

import static io.leasehold.dhcp.config.kea.Documents.dhcp4;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Options and definitions of options that stop the reading. */
class RefusedOptionTest {

  @ParameterizedTest
  @MethodSource({"options", "definitions"})
  void refused(String document, String path, String found, String expected) {
    // What cannot be sent as it is written is refused with place, value and expectation.
    Documents.assertRefused(document, path, found, expected);
  }

  static Stream<Arguments> options() {
    return Stream.of(
        option("'data': '1'", "", "{'data':'1'}", "a 'name' or a 'code'"),
        option("'code': 0, 'data': '1'", ".code", "0", "1 to 254"),
        option("'name': 'router', 'data': '1'", ".name", "'router'", "a standard option"),
        option(
            "'name': 'routers', 'code': 6, 'data': '1'",
            ".name",
            "'routers'",
            "'domain-name-servers'"),
        option("'name': 'routers'", ".data", "nothing", "the value of option 3"),
        option("'name': 'routers', 'data': ''", ".data", "''", "an IPv4 address"),
        option(
            "'name': 'routers', 'data': '192.0.2.1, gate'",
            ".data",
            "'192.0.2.1, gate'",
            "an IPv4 address, such as 192.0.2.1 in value 2 of option routers (3)"),
        option(
            "'name': 'routers', 'csv-format': false, 'data': 'c00002'",
            ".data",
            "'c00002'",
            "a multiple of 4 octets"),
        option(
            "'name': 'tcode', 'data': 'Europe, Zurich'",
            ".data",
            "'Europe, Zurich'",
            "1 value for option tcode (101)"),
        option("'name': 'option-6rd', 'data': '24, 96'", ".data", "'24, 96'", "at least 4 values"),
        option("'code': 200, 'data': 'words'", ".data", "'words'", "hexadecimal digits"),
        option(
            "'code': 200, 'data': '1', 'csv-format': true",
            "",
            "{'code':200,'data':'1','csv-format':true}",
            "an 'option-def' for option 200"),
        option("'code': 43, 'data': '1'", ".data", "'1'", "csv-format to be false"),
        option(
            "'name': 'dhcp-lease-time', 'data': '60'",
            "",
            "{'name':'dhcp-lease-time','data':'60'}",
            "'valid-lifetime'"),
        option("'code': 6, 'data': '192.0.2.1', 'sent': true", ".sent", "true", "always-send"),
        Arguments.of(
            dhcp4(
                "'option-data': [{'code': 6, 'data': '192.0.2.1'}, {'code': 6, 'data': '192.0.2.2'}]"),
            "Dhcp4.option-data[1]",
            "{'code':6,'data':'192.0.2.2'}",
            "one value for option 6"));
  }

  private static Arguments option(String members, String key, String found, String expected) {
    return Arguments.of(
        dhcp4("'option-data': [{" + members + "}]"), "Dhcp4.option-data[0]" + key, found, expected);
  }

  static Stream<Arguments> definitions() {
    return Stream.of(
        definition("'code': 224, 'type': 'string'", ".name", "nothing", "a name"),
        definition("'name': 'a', 'type': 'string'", ".code", "nothing", "1 to 254"),
        definition("'name': 'a', 'code': 224", ".type", "nothing", "a type"),
        definition("'name': '-a', 'code': 224, 'type': 'string'", ".name", "'-a'", "letters"),
        definition(
            "'name': 'routers', 'code': 224, 'type': 'string'", ".name", "'routers'", "no other"),
        definition("'name': 'a', 'code': 3, 'type': 'string'", ".code", "3", "routers (3)"),
        definition("'name': 'a', 'code': 224, 'type': 'text'", ".type", "'text'", "record"),
        definition(
            "'name': 'a', 'code': 224, 'type': 'string', 'array': true",
            ".type",
            "'string'",
            "of which there can be several"),
        definition(
            "'name': 'a', 'code': 224, 'type': 'record'", ".record-types", "nothing", "two types"),
        definition(
            "'name': 'a', 'code': 224, 'type': 'record', 'record-types': 'uint8'",
            ".record-types",
            "'uint8'",
            "at least two types"),
        definition(
            "'name': 'a', 'code': 224, 'type': 'record', 'record-types': 'string, uint8'",
            ".record-types",
            "'string, uint8'",
            "string only at the end"),
        definition(
            "'name': 'a', 'code': 224, 'type': 'uint8', 'record-types': 'uint8'",
            ".record-types",
            "'uint8'",
            "none"),
        Arguments.of(
            dhcp4(
                "'option-def': [{'name': 'a', 'code': 121, 'type': 'uint8'},"
                    + "{'name': 'b', 'code': 121, 'type': 'uint8'}]"),
            "Dhcp4.option-def[1].code",
            "121",
            "a (121)"));
  }

  private static Arguments definition(String members, String key, String found, String expected) {
    return Arguments.of(
        dhcp4("'option-def': [{" + members + "}]"), "Dhcp4.option-def[0]" + key, found, expected);
  }
}
