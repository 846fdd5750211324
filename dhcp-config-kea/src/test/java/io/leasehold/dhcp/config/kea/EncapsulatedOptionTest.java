package io.leasehold.dhcp.config.kea;

import static io.leasehold.dhcp.config.kea.Documents.assertRefused;
import static io.leasehold.dhcp.config.kea.Documents.dhcp4;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Options inside options. */
class EncapsulatedOptionTest {

  private static final String DEFINITIONS =
      "'option-def': ["
          + "{'name': 'server', 'code': 2, 'type': 'ipv4-address', 'space': 'acme'},"
          + "{'name': 'token', 'code': 1, 'type': 'string', 'space': 'acme'},"
          + "{'name': 'acme', 'code': 224, 'type': 'uint8', 'encapsulate': 'acme'},"
          + "{'name': 'nested', 'code': 7, 'type': 'empty',"
          + " 'space': 'vendor-encapsulated-options-space', 'encapsulate': 'acme'}],";

  private static KeaConfig parse(String options) {
    return KeaConfig.parse(dhcp4(DEFINITIONS + "'option-data': [" + options + "]"));
  }

  private static String octets(KeaConfig config, int code) {
    return config.server().settings().options().raw(code).map(it -> it.toHex("")).orElse("none");
  }

  @Test
  void vendorEncapsulated() {
    // Option 43 holds the options of its space beside it, in the order of their codes.
    KeaConfig config =
        parse(
            "{'name': 'vendor-encapsulated-options'},"
                + "{'code': 9, 'space': 'vendor-encapsulated-options-space', 'data': 'ff'},"
                + "{'code': 3, 'space': 'vendor-encapsulated-options-space', 'data': '0a0b'}");
    assertThat(octets(config, 43)).isEqualTo("03020a0b0901ff");
    assertThat(config.warnings()).isEmpty();
  }

  @Test
  void ownValuesComeFirst() {
    // An option's own values come before the options inside it, whose types are their space's.
    assertThat(
            octets(
                parse(
                    "{'name': 'server', 'space': 'acme', 'data': '192.0.2.5'},"
                        + "{'name': 'acme', 'data': '5'},"
                        + "{'name': 'token', 'space': 'acme', 'data': 'x'}"),
                224))
        .isEqualTo("050101780204c0000205");
  }

  @Test
  void nested() {
    // An option inside an option may itself hold options.
    assertThat(
            octets(
                parse(
                    "{'code': 43}, {'name': 'nested', 'space': 'vendor-encapsulated-options-space'},"
                        + "{'name': 'token', 'space': 'acme', 'data': 'x'}"),
                43))
        .isEqualTo("0703010178");
  }

  @Test
  void sameCodeInSeveralSpaces() {
    // A code belongs to its space: option 2 of the vendor is not the time offset.
    KeaConfig config =
        parse(
            "{'name': 'acme', 'data': '5'}, {'name': 'time-offset', 'data': '-1'},"
                + "{'code': 0, 'space': 'acme', 'data': ''},"
                + "{'code': 255, 'space': 'acme', 'data': ''},"
                + "{'name': 'server', 'space': 'acme', 'data': '192.0.2.5'}");
    assertThat(octets(config, 2)).isEqualTo("ffffffff");
    assertThat(octets(config, 224)).isEqualTo("0500000204c0000205ff00");
  }

  @Test
  void notSent() {
    // An option without one around it is named, as nobody would ever get it.
    assertThat(parse("{'name': 'token', 'space': 'acme', 'data': 'x'}").warnings())
        .containsExactly(
            "Dhcp4.option-data[0]: is not sent, as no option beside it encapsulates the space acme");
  }

  @Test
  void refused() {
    // Spaces inside themselves, values of wrong types and long options are refused with their
    // place.
    assertRefused(
        dhcp4(
            "'option-def': [{'name': 'a', 'code': 1, 'type': 'empty', 'space': 'b',"
                + " 'encapsulate': 'b'}]"),
        "Dhcp4.option-def[0].encapsulate",
        "'b'",
        "a space other than");
    assertRefused(
        dhcp4(
            "'option-def': [{'name': 'a', 'code': 224, 'type': 'uint8', 'array': true,"
                + " 'encapsulate': 'b'}]"),
        "Dhcp4.option-def[0].encapsulate",
        "'b'",
        "no such key");
    assertRefused(
        dhcp4("'option-data': [{'code': 256, 'space': 'acme', 'data': ''}]"),
        "Dhcp4.option-data[0].code",
        "256",
        "from 0 to 255");
    String definitions =
        "'option-def': ["
            + "{'name': 'a', 'code': 1, 'type': 'empty', 'space': 'x', 'encapsulate': 'y'},"
            + "{'name': 'b', 'code': 1, 'type': 'empty', 'space': 'y', 'encapsulate': 'x'},"
            + "{'name': 'c', 'code': 224, 'type': 'empty', 'encapsulate': 'x'}],";
    assertRefused(
        dhcp4(
            definitions
                + "'option-data': [{'name': 'c'}, {'name': 'a', 'space': 'x'},"
                + " {'name': 'b', 'space': 'y'}]"),
        "Dhcp4.option-data[2]",
        "{'name':'b','space':'y'}",
        "inside each other");
    assertRefused(
        dhcp4(
            "'option-data': [{'code': 43}, {'code': 1,"
                + " 'space': 'vendor-encapsulated-options-space', 'data': '"
                + "00".repeat(256)
                + "'}]"),
        "Dhcp4.option-data[1]",
        "{'code':1,'space':'vendor-encapsulated-options-space','data':'" + "00".repeat(256) + "'}",
        "no more than 255 octets");
    assertRefused(
        dhcp4(DEFINITIONS + "'option-data': [{'name': 'server', 'space': 'acme', 'data': 'x'}]"),
        "Dhcp4.option-data[0].data",
        "'x'",
        "an IPv4 address");
  }
}
