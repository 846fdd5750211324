package io.leasehold.dhcp.config.kea;

import static io.leasehold.dhcp.config.kea.Served.A;
import static io.leasehold.dhcp.config.kea.Served.B;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.OptionSet;
import io.leasehold.dhcp.codec.value.ClientFqdn;
import io.leasehold.dhcp.codec.value.ClientIdentifier;
import io.leasehold.dhcp.server.config.InvalidConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What clients are answered by a server that is configured with one of Kea's keys. */
class ServedDocumentTest {

  private static final OptionSet NOTHING = OptionSet.EMPTY;

  private static DhcpMessage offer(Served served, String client, OptionSet options) {
    return served.offer(client, options).orElseThrow();
  }

  private static String address(Served served, String client, OptionSet options) {
    return offer(served, client, options).yiaddr().toString();
  }

  private static OptionSet of(int code, String hex) {
    return OptionSet.builder().putRaw(code, Octets.parse(hex)).build();
  }

  private static OptionSet hostName(String name) {
    return OptionSet.builder().put(DhcpOptions.HOSTNAME, name).build();
  }

  private static OptionSet fqdn(String name) {
    return OptionSet.builder()
        .put(
            DhcpOptions.CLIENT_FQDN,
            new ClientFqdn(ClientFqdn.SERVER_UPDATES, 0, 0, Octets.ofText(name)))
        .build();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'ddns-replace-client-name': 'never'                   | pc_1 | pc1",
        "'ddns-replace-client-name': false                     | pc_1 | pc1",
        "'hostname-char-replacement': 'x'                      | pc_1 | pcx1",
        "'hostname-char-set': '[^[:alnum:]_]'                  | p-_1 | p_1",
        "'hostname-char-set': ''                               | pc_1 | pc_1",
        "'ddns-qualifying-suffix': 'example.org'               | pc1  | pc1.example.org",
        "'dhcp-ddns': {'enable-updates': false, 'qualifying-suffix': 'a.org'} | pc1 | pc1.a.org",
        "'ddns-replace-client-name': 'always'                  | pc1  | myhost-192-0-2-12",
        "'ddns-replace-client-name': 'when-present'            | pc1  | myhost-192-0-2-12",
        "'ddns-replace-client-name': true                      | pc1  | myhost-192-0-2-12",
        "'ddns-replace-client-name': 'when-not-present'        | pc1  | pc1",
        "'ddns-replace-client-name': 'always', 'ddns-generated-prefix': 'pc' | pc1 | pc-192-0-2-12",
      })
  void negotiatedNames(String members, String sent, String answered) {
    // Option 81 is answered by a name that is replaced, cleaned and completed as configured.
    Served served =
        Served.subnet(members, "'reservations': [" + reserved("'hw-address': '" + A + "'") + "]");
    assertThat(offer(served, A, fqdn(sent)).option(DhcpOptions.CLIENT_FQDN).orElseThrow().name())
        .isEqualTo(Octets.ofText(answered));
  }

  private static String reserved(String identifier) {
    return "{" + identifier + ", 'ip-address': '192.0.2.12'}";
  }

  @ParameterizedTest
  @CsvSource({
    "never,            pc1, none",
    "never,            '',  none",
    "when-present,     pc1, myhost-192-0-2-12",
    "when-present,     '',  none",
    "when-not-present, pc1, none",
    "when-not-present, '',  myhost-192-0-2-12",
    "always,           pc1, myhost-192-0-2-12",
    "always,           '',  myhost-192-0-2-12",
  })
  void replacedHostNames(String when, String sent, String answered) {
    // A client that asks for its host name is told the one that is made for it.
    Served served =
        Served.subnet(
            "'ddns-replace-client-name': '" + when + "'",
            "'reservations': [" + reserved("'hw-address': '" + A + "'") + "]");
    OptionSet.Builder options = (sent.isEmpty() ? NOTHING : hostName(sent)).toBuilder();
    options.putRaw(DhcpOptions.PARAMETER_LIST.code(), Octets.of(12));
    assertThat(offer(served, A, options.build()).option(DhcpOptions.HOSTNAME).orElse("none"))
        .isEqualTo(answered);
  }

  @Test
  void namesOfPools() {
    // A pool's clients have names of the pool's.
    Served served =
        Served.subnet(
            "",
            "'reservations': [{'hw-address': '" + A + "', 'ip-address': '192.0.2.12'}]",
            "'ddns-generated-prefix': 'pool', 'ddns-replace-client-name': 'always'");
    assertThat(offer(served, A, hostName("x")).option(DhcpOptions.HOSTNAME))
        .contains("pool-192-0-2-12");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'reservation-mode': 'all'                                          | 192.0.2.12",
        "'reservation-mode': 'out-of-pool'                                  | 192.0.2.10",
        "'reservation-mode': 'disabled'                                     | 192.0.2.10",
        "'reservation-mode': 'global'                                       | 192.0.2.14",
        "'reservations-out-of-pool': true                                   | 192.0.2.10",
        "'reservations-out-of-pool': false                                  | 192.0.2.12",
        "'reservations-in-subnet': false                                    | 192.0.2.10",
        "'reservations-in-subnet': false, 'reservations-global': true       | 192.0.2.14",
      })
  void reservations(String members, String address) {
    // Which reservations hold says the level, in the newer keys and in the older one.
    String identifier = "{'hw-address': '" + A + "', 'ip-address': ";
    Served served =
        Served.subnet(
            members
                + ", 'leasehold': {'allocation-strategy': 'lowest'}"
                + ", 'reservations': ["
                + identifier
                + "'192.0.2.14'}]",
            "'reservations': [" + identifier + "'192.0.2.12'}]");
    assertThat(address(served, A, NOTHING)).isEqualTo(address);
  }

  private static final String FLEX_ID =
      "'hooks-libraries': [{'library': '/usr/lib/libdhcp_flex_id.so', 'parameters':"
          + " {'identifier-expression': 'option[60].hex', 'replace-client-id': REPLACE}}]";

  @Test
  void flexibleIdentifier() {
    // A reservation by flex-id is for who has the value of the hook library's expression.
    Served served =
        Served.subnet(
            FLEX_ID.replace("REPLACE", "false") + ", 'host-reservation-identifiers': ['flex-id']",
            "'reservations': [" + reserved("'flex-id': '0a0b'") + "]");
    assertThat(address(served, A, of(60, "0a0b"))).isEqualTo("192.0.2.12");
    assertThat(address(served, B, of(60, "0a0c"))).isNotEqualTo("192.0.2.12");
  }

  @Test
  void flexibleIdentifierAsClient() {
    // Where it replaces the client identifier, who has the same value is the same client, whatever
    // its identifier, which is repeated as it was sent.
    Served served = Served.dhcp4(FLEX_ID.replace("REPLACE", "true"));
    OptionSet a = of(60, "0a0b").toBuilder().putRaw(61, Octets.parse("0101")).build();
    OptionSet b = of(60, "0a0b").toBuilder().putRaw(61, Octets.parse("0202")).build();
    DhcpMessage first = served.ack(A, offer(served, A, a), a);
    DhcpMessage second = offer(served, B, b);
    assertThat(second.yiaddr()).isEqualTo(first.yiaddr());
    assertThat(second.option(DhcpOptions.CLIENT_ID))
        .contains(new ClientIdentifier(Octets.parse("0202")));
    assertThat(address(served, B, of(61, "0202"))).isNotEqualTo(first.yiaddr().toString());
  }

  @Test
  void bootp() {
    // With the library for BOOTP, a client without a message type has an address.
    assertThat(Served.dhcp4("").bootReply(A)).isEmpty();
    Served served = Served.dhcp4("'hooks-libraries': [{'library': 'libdhcp_bootp.so'}]");
    assertThat(served.bootReply(A)).isPresent();
  }

  private static final String VENDOR =
      "'option-data': [{'space': 'vendor-9', 'code': 1, 'data': '0a', 'always-send': true},"
          + "{'space': 'vendor-9', 'code': 2, 'data': '0b'},"
          + "{'space': 'vendor-4491', 'name': 'tftp-servers', 'data': '192.0.2.5'}MORE]";

  private static String vendorOptions(String more, OptionSet options) {
    Served served =
        Served.subnet(
            VENDOR.replace("MORE", more),
            "'option-data': [{'space': 'vendor-9', 'code': 3, 'data': '0c', 'always-send': true}]");
    return offer(served, A, options).options().raw(125).map(it -> it.toHex("")).orElse("none");
  }

  @Test
  void vendorOptions() {
    // Who names an enterprise gets its options that are always sent, of all levels; a cable modem
    // what it asks for; others none.
    assertThat(vendorOptions("", NOTHING)).isEqualTo("none");
    assertThat(vendorOptions("", of(124, "00000009026162"))).isEqualTo("000000090601010a03010c");
    assertThat(vendorOptions("", of(125, "0000000900"))).isEqualTo("000000090601010a03010c");
    assertThat(vendorOptions("", of(125, "0000118b0401020205")))
        .isEqualTo("0000118b060204c0000205");
    assertThat(vendorOptions("", of(125, "0000118b03010105"))).isEqualTo("none");
  }

  @Test
  void announcedVendor() {
    // An enterprise that is set as the value of option 125 is there for who asks for the option.
    String announced = ", {'name': 'vivso-suboptions', 'data': '9'}";
    assertThat(vendorOptions(announced, of(55, "7d"))).isEqualTo("000000090601010a03010c");
    assertThat(vendorOptions(announced, NOTHING)).isEqualTo("none");
    String always = announced.replace("}", ", 'always-send': true}");
    assertThat(vendorOptions(always, NOTHING)).isEqualTo("000000090601010a03010c");
  }

  @Test
  void definitionsOfClasses() {
    // A class has formats of its own, so that each vendor's clients get their own option 43.
    Served served =
        Served.dhcp4(
            "'client-classes': ["
                + "{'name': 'one', 'test': 'option[60].hex == 0x01',"
                + " 'option-def': [{'name': 'vendor-encapsulated-options', 'code': 43,"
                + " 'type': 'uint16'}],"
                + " 'option-data': [{'code': 43, 'data': '258'}]},"
                + "{'name': 'two', 'test': 'option[60].hex == 0x02',"
                + " 'option-def': [{'name': 'vendor-encapsulated-options', 'code': 43,"
                + " 'type': 'string'}],"
                + " 'option-data': [{'code': 43, 'data': 'b'}]}]");
    OptionSet asking = of(55, "2b");
    assertThat(
            offer(served, A, asking.toBuilder().putRaw(60, Octets.of(1)).build()).options().raw(43))
        .contains(Octets.of(1, 2));
    assertThat(
            offer(served, A, asking.toBuilder().putRaw(60, Octets.of(2)).build()).options().raw(43))
        .contains(Octets.of('b'));
  }

  @Test
  void templates() {
    // A template puts clients into a class of their value, for guards, tests and settings.
    String template =
        "'client-classes': ["
            + "{'name': 't', 'template-test': 'option[60].hex', 'next-server': '192.0.2.5'},"
            + "{'name': 'SPAWN_t_ab', 'boot-file-name': 'ab'},"
            + "{'name': 'c', 'test': 'member(!SPAWN_t_cd!)', 'boot-file-name': 'cd'}]";
    Served served = Served.dhcp4(template.replace("!", "\\u0027"));
    assertThat(offer(served, A, of(60, "6162")).file()).isEqualTo(Octets.ofText("ab"));
    assertThat(offer(served, A, of(60, "6364")).file()).isEqualTo(Octets.ofText("cd"));
    assertThat(offer(served, A, of(60, "6566")).siaddr()).hasToString("192.0.2.5");
    assertThat(offer(served, A, NOTHING).siaddr().isUnspecified()).isTrue();
    Served guarded =
        Served.subnet(
            "'client-classes': [{'name': 't', 'template-test': 'option[60].hex'}]",
            "'client-class': 'SPAWN_t_ab'");
    assertThat(guarded.offer(A, of(60, "6162"))).isPresent();
    assertThat(guarded.offer(A, of(60, "6162ff"))).isEmpty();
    // Without the template there is no such class.
    assertThatExceptionOfType(InvalidConfigException.class)
        .isThrownBy(() -> Served.subnet("", "'client-class': 'SPAWN_t_ab'"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'client-class': 'a'         | true",
        "'client-classes': ['a','b'] | true",
        "'client-classes': ['b']     | false",
      })
  void guards(String member, boolean served) {
    // A level serves those in one of its classes, as Kea's later key with several says too.
    String classes =
        "'client-classes': [{'name': 'a', 'test': 'option[60].exists'}, {'name': 'b'}]";
    assertThat(Served.subnet(classes, member).offer(A, of(60, "01")).isPresent()).isEqualTo(served);
  }
}
