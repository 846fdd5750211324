package io.leasehold.dhcp.config.kea;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Values in Kea's notation and their octets, type by type. */
class OptionTypeTest {

  private static final Map<OptionType, String> SAMPLES =
      Map.ofEntries(
          Map.entry(OptionType.BINARY, "0a0b"),
          Map.entry(OptionType.BOOLEAN, "true"),
          Map.entry(OptionType.FQDN, "example.org"),
          Map.entry(OptionType.INT32, "-1"),
          Map.entry(OptionType.UINT8, "1"),
          Map.entry(OptionType.UINT16, "1500"),
          Map.entry(OptionType.UINT32, "1"),
          Map.entry(OptionType.IPV4_ADDRESS, "192.0.2.1"),
          Map.entry(OptionType.IPV6_ADDRESS, "2001:db8::1"),
          Map.entry(OptionType.PSID, "3/4"),
          Map.entry(OptionType.STRING, "text"),
          Map.entry(OptionType.LONG_TUPLE, "text"),
          Map.entry(OptionType.ROUTE, "10.0.0.0/8 - 192.0.2.1"));

  /** Values of options whose fields are not independent of each other. */
  private static final Map<Integer, String> SAMPLES_BY_CODE =
      Map.of(
          21, "192.0.2.0, 255.255.255.0",
          33, "198.51.100.1, 192.0.2.1",
          63, "0200",
          81, "4, 0, 0, example.org",
          90, "0101000000000000000001",
          97, "0, 000102030405060708090a0b0c0d0e0f",
          99, "024445",
          124, "4491, 020a0b");

  @ParameterizedTest
  @CsvSource({
    "binary, 0a0B, 0a0b",
    "binary, a:b, 0a0b",
    "binary, '''Az''', 417a",
    "boolean, TRUE, 01",
    "boolean, 1, 01",
    "boolean, false, 00",
    "boolean, 0, 00",
    "fqdn, a.example, 0161076578616d706c6500",
    "fqdn, a.example., 0161076578616d706c6500",
    "int8, -128, 80",
    "int8, 127, 7f",
    "int16, -2, fffe",
    "int32, -2147483648, 80000000",
    "uint8, 255, ff",
    "uint8, 0x1F, 1f",
    "uint8, 010, 0a",
    "uint16, 65535, ffff",
    "uint32, 4294967295, ffffffff",
    "ipv4-address, 192.0.2.1, c0000201",
    "ipv6-address, 2001:db8::1, 20010db8000000000000000000000001",
    "ipv6-prefix, 2001:db8::/33, 2120010db800",
    "ipv6-address, ::ffff:192.0.2.1, 00000000000000000000ffffc0000201",
    "ipv6-prefix, ::/0, 00",
    "psid, 3/4, 043000",
    "psid, 0/0, 000000",
    "psid, 65535/16, 10ffff",
    "string, 'a b', 612062",
    "string, é, c3a9",
    "tuple, ab, 026162",
    "tuple, '', 00",
  })
  void encoded(String type, String text, String octets) {
    // Each notation that Kea reads becomes the octets that Kea sends.
    assertThat(type(type).encode(text)).contains(Octets.parse(octets));
  }

  @ParameterizedTest
  @CsvSource({
    "binary, 0g",
    "binary, a:b c",
    "boolean, yes",
    "boolean, 2",
    "empty, x",
    "fqdn, ''",
    "fqdn, a..b",
    "fqdn, 'a b'",
    "fqdn, é.example",
    "int8, 128",
    "int8, -129",
    "int16, 32768",
    "int32, 2147483648",
    "uint8, 256",
    "uint8, -1",
    "uint8, ff",
    "uint8, ''",
    "uint16, 65536",
    "uint32, 4294967296",
    "ipv4-address, 192.0.2",
    "ipv4-address, 2001:db8::1",
    "ipv6-address, 192.0.2.1",
    "ipv6-address, 1:2:3",
    "ipv6-address, host:name",
    "ipv6-prefix, 2001:db8::",
    "ipv6-prefix, 2001:db8::/129",
    "psid, 3",
    "psid, 16/4",
    "psid, 3/17",
    "psid, 3/4/5",
    "string, ''",
  })
  void refused(String type, String text) {
    // What is no value of the type has no octets, and asks no name service for them.
    assertThat(type(type).encode(text)).isEmpty();
  }

  @Test
  void tooLong() {
    // Names, labels and counted texts end where their counts do.
    assertThat(OptionType.FQDN.encode("a".repeat(63))).isPresent();
    assertThat(OptionType.FQDN.encode("a".repeat(64))).isEmpty();
    assertThat(OptionType.FQDN.encode("a.".repeat(127))).isPresent();
    assertThat(OptionType.FQDN.encode("a.".repeat(128))).isEmpty();
    assertThat(OptionType.TUPLE.encode("a".repeat(255))).isPresent();
    assertThat(OptionType.TUPLE.encode("a".repeat(256))).isEmpty();
    assertThat(OptionType.LONG_TUPLE.encode("a".repeat(256)))
        .contains(Octets.parse("0100").concat(Octets.ofText("a".repeat(256))));
  }

  @Test
  void oneRowForEachCodeAndName() {
    // No two rows of the table share a code or a name in one space.
    assertThat(StandardOptions.TABLE)
        .extracting(row -> row.space() + row.code())
        .doesNotHaveDuplicates();
    assertThat(StandardOptions.TABLE)
        .extracting(row -> row.space() + row.name())
        .doesNotHaveDuplicates();
  }

  static Stream<Arguments> rows() {
    return StandardOptions.TABLE.stream()
        .filter(row -> row.space().equals(OptionDefinition.DHCP4))
        .filter(row -> !row.fields().contains(OptionType.HEX_ONLY))
        // The number of an enterprise is but the beginning of option 125.
        .filter(row -> row.code() != VendorOptions.CODE)
        .map(row -> Arguments.of(row));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void agreesWithCodec(OptionDefinition row) {
    // A value in Kea's notation is octets that the codec's own format of the option reads.
    List<String> fields = row.fields().stream().map(SAMPLES::get).toList();
    String data = SAMPLES_BY_CODE.getOrDefault(row.code(), String.join(", ", fields));
    List<String> texts = new ArrayList<>(List.of(data));
    if (row.array() && !SAMPLES_BY_CODE.containsKey(row.code())) {
      texts.add(data + ", " + fields.get(fields.size() - 1));
    }
    for (String text : texts) {
      Octets octets = row.encode(new JsonValue("data", TextNode.valueOf(text)));
      DhcpOptions.byCode(row.code())
          .ifPresent(key -> assertThat(key.decode(octets)).as("%s of %s", text, key).isPresent());
      assertThat(octets.isEmpty()).isFalse();
    }
  }

  private static OptionType type(String name) {
    return OptionType.byName(name).orElseThrow();
  }
}
