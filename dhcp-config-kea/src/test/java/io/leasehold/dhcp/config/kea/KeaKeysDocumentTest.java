package io.leasehold.dhcp.config.kea;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables of {@code docs/kea-keys.md} say what the readers do. */
class KeaKeysDocumentTest {

  private static final Path TABLES = Path.of("..", "docs", "kea-keys.md");
  private static final Pattern LEVEL = Pattern.compile("`(Dhcp4[^`]*)`");
  private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\| ([^|]+) \\|.*");

  /** A document with one of everything. */
  private static final String DOCUMENT =
      Documents.document(
          """
          'interfaces-config': {'interfaces': ['eth0']},
          'lease-database': {'type': 'h2'},
          'dhcp-ddns': {'enable-updates': false},
          'compatibility': {'ignore-rai-link-selection': false},
          'hooks-libraries': [{'library': 'libdhcp_flex_id.so', 'parameters': {}}],
          'option-def': [{'name': 'o', 'code': 224, 'type': 'uint8'}],
          'option-data': [{'code': 15, 'data': 'a'}],
          'client-classes': [{'name': 'c'}],
          'reservations': [{'hw-address': '1'}],
          'shared-networks': [{'name': 'n', 'subnet4': [{'subnet': '198.51.100.0/24'}]}],
          'subnet4': [{
            'subnet': '192.0.2.0/24', 'relay': {}, 'pools': [{'pool': '192.0.2.8/29'}]
          }]
          """);

  private static final Map<String, KeaKeys> LEVELS =
      Map.ofEntries(
          Map.entry("Dhcp4", KeaKeys.DHCP4),
          Map.entry("Dhcp4.interfaces-config", KeaKeys.INTERFACES),
          Map.entry("Dhcp4.lease-database", KeaKeys.LEASE_DATABASE),
          Map.entry("Dhcp4.dhcp-ddns", KeaKeys.DHCP_DDNS),
          Map.entry("Dhcp4.compatibility", KeaKeys.COMPATIBILITY),
          Map.entry("Dhcp4.hooks-libraries[0]", KeaKeys.HOOKS_LIBRARY),
          Map.entry("Dhcp4.hooks-libraries[0].parameters", KeaKeys.FLEX_ID),
          Map.entry("Dhcp4.shared-networks[0]", KeaKeys.SHARED_NETWORK),
          Map.entry("Dhcp4.subnet4[0]", KeaKeys.SUBNET),
          Map.entry("Dhcp4.subnet4[0].pools[0]", KeaKeys.POOL),
          Map.entry("Dhcp4.subnet4[0].relay", KeaKeys.RELAY),
          Map.entry("Dhcp4.client-classes[0]", KeaKeys.CLIENT_CLASS),
          Map.entry("Dhcp4.reservations[0]", KeaKeys.RESERVATION),
          Map.entry("Dhcp4.option-def[0]", KeaKeys.OPTION_DEF),
          Map.entry("Dhcp4.option-data[0]", KeaKeys.OPTION_DATA));

  /** A row of a table. */
  private record Row(String level, String key, String here) {

    String path() {
      return level + "." + key;
    }

    /** Returns the document, in which the key has a value that is of no key's type. */
    String withNonsense() {
      try {
        JsonNode document = new ObjectMapper().readTree(DOCUMENT);
        JsonNode object = document.at("/" + level.replaceAll("[.\\[]", "/").replace("]", ""));
        ((ObjectNode) object).putObject(key).put("nonsense", 1);
        return document.toString();
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static List<Row> rows() throws IOException {
    List<Row> rows = new ArrayList<>();
    String level = "";
    for (String line : Files.readAllLines(TABLES)) {
      Matcher heading = LEVEL.matcher(line);
      Matcher row = ROW.matcher(line);
      if (heading.matches()) {
        level = heading.group(1).replace("[]", "[0]");
      } else if (row.matches()) {
        rows.add(new Row(level, row.group(1), row.group(2).strip()));
      }
    }
    return rows;
  }

  static Stream<Row> table() throws IOException {
    return rows().stream();
  }

  @ParameterizedTest
  @MethodSource("table")
  void asTheTableSays(Row row) {
    // Of a key that is read a wrong value is found out; one that means nothing is warned of,
    // unless it is for remarks; of one that is refused it is said that it is not supported.
    String document = row.withNonsense();
    if (row.here.equals("means nothing here")) {
      List<String> warnings = KeaConfig.parse(document).warnings();
      boolean isRemark = row.key.equals("comment") || row.key.equals("user-context");
      assertThat(warnings.contains(row.path() + ": has no meaning here and is passed over"))
          .isEqualTo(!isRemark);
      return;
    }
    assertThatExceptionOfType(KeaConfigException.class)
        .isThrownBy(() -> KeaConfig.parse(document))
        .satisfies(e -> assertThat(e.path()).startsWith(row.path()))
        .satisfies(
            e ->
                assertThat(e.expected().contains("not supported yet"))
                    .isEqualTo(row.here.equals("refused")))
        .satisfies(
            e ->
                assertThat(e.path().equals(row.path()) && e.expected().contains("no such key here"))
                    .isFalse());
  }

  @Test
  void complete() throws IOException {
    // Every key that is not followed is in the table of its level.
    List<Row> rows = rows();
    LEVELS.forEach(
        (level, keys) ->
            assertThat(rows.stream().filter(row -> row.level.equals(level)).map(Row::key))
                .as(level)
                .containsAll(keys.keys()));
  }
}
