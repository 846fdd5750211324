package io.leasehold.dhcp.config.kea.expression;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.server.match.RequestFacts;
import io.leasehold.dhcp.server.transport.Arrival;
import io.leasehold.dhcp.server.transport.InboundDatagram;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What expressions of Kea's say of a request. */
class KeaExpressionTest {

  private static final RequestFacts FACTS = Requests.facts(Requests.discover().build());

  private static boolean holds(String expression) {
    return KeaExpression.condition(expression, Requests.NAMES).holdsFor(FACTS);
  }

  private static String value(String expression) {
    return KeaExpression.value(expression, Requests.NAMES)
        .of(FACTS)
        .map(octets -> octets.toHex(""))
        .orElse("none");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "option[12].hex | 666f6f2e626172",
        "option[host-name].text | 666f6f2e626172",
        "option[ host-name ] . hex | 666f6f2e626172",
        "option[routers].hex | none",
        "option[0].hex | none",
        "option[255].hex | none",
        "option[43].hex | 0102abcd00ff",
        "option[43].option[1].hex | abcd",
        "option[43].option[2].hex | none",
        "option[82].option[2].hex | c0de",
        "relay4[1].hex | 65746830",
        "relay4[5].hex | none",
        "vendor.enterprise | 0000118b",
        "vendor[4491].option[1].hex | cafe",
        "vendor[4491].option[2].hex | none",
        "vendor[9].option[2].hex | 55",
        "vendor[*].option[1].hex | cafe",
        "vendor[0].option[1].hex | cafe",
        "vendor[8].option[1].hex | none",
        "vendor-class.enterprise | 0000118b",
        "vendor-class[4491].data | 616263",
        "vendor-class[*].data[1] | aabb",
        "vendor-class[4491].data[2] | none",
        "vendor-class[9].data | none",
        "pkt.iface | 65746830",
        "pkt.src | c6336401",
        "pkt.dst | c0000201",
        "pkt4.mac | 02005e10000a",
        "pkt4.hlen | 00000006",
        "pkt4.htype | 00000001",
        "pkt4.ciaddr | c0000207",
        "pkt4.yiaddr | c0000208",
        "pkt4.siaddr | c0000209",
        "pkt4.giaddr | c6336401",
        "pkt4.msgtype | 00000001",
        "pkt4.transid | 81020304",
        "'abc' | 616263",
        "'é' | c3a9",
        "'' | none",
        "0xabc | 0abc",
        "0XABCD | abcd",
        "192.0.2.1 | c0000201",
        "2001:db8::1 | 20010db8000000000000000000000001",
        ":: | 00000000000000000000000000000000",
        "007 | 00000007",
        "4294967295 | ffffffff",
        "('a') | 61",
        "'a' + 'b' + 0x63 | 616263",
        "concat('a', option[3].hex + 'b') | 6162",
      })
  void values(String expression, String octets) {
    // Each part of a request, and each literal, is the octets that Kea has for it.
    assertThat(value(expression)).isEqualTo(octets);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "substring('foobar', 0, 6) | foobar",
        "substring('foobar', 3, 3) | bar",
        "substring('foobar', 3, all) | bar",
        "substring('foobar', 1, 4) | ooba",
        "substring('foobar', -5, 4) | ooba",
        "substring('foobar', -1, -3) | oba",
        "substring('foobar', 4, -2) | ob",
        "substring('foobar', 2, -5) | fo",
        "substring('foobar', 0, -2) | ",
        "substring('foobar', 10, 2) | ",
        "substring('foobar', 6, 1) | ",
        "substring('foobar', 6, -2) | ",
        "substring('foobar', -7, 2) | ",
        "substring('foobar', 5, 2147483647) | r",
        "substring('foobar', 5, -2147483648) | fooba",
        "substring(option[3].hex, 0, all) | ",
        "split('a.b,c', '.,', 1) | a",
        "split('a.b,c', '.,', 3) | c",
        "split('a.b,c', '.,', 4) | ",
        "split('a.b,c', '.,', 0) | ",
        "split('a.b,c', '.,', -1) | ",
        "split('a..c', '.', 2) | ",
        "split('a..c', '.', 3) | c",
        "split('a.', '.', 2) | ",
        "split('a.b', '', 2) | a.b",
        "split('', '.', 1) | ",
        "ifelse(option[3].exists, 'yes', 'no') | no",
        "ifelse(relay4[1].exists, 'yes', 'no') | yes",
        "hexstring(0x0aB, ':') | 00:ab",
        "hexstring(0x0a0b, '') | 0a0b",
        "hexstring(0x0a0b, ', ') | 0a, 0b",
        "hexstring('', ':') | ",
        "lcase('ÄAz[0') | Äaz[0",
        "ucase('äAz{0') | äAZ{0",
        "addrtotext(pkt4.ciaddr) | 192.0.2.7",
        "addrtotext(2001:db8:0:0::1) | 2001:db8::1",
        "addrtotext('') | ",
        "int8totext(0xff) | -1",
        "int16totext(0x8000) | -32768",
        "int32totext(0xfffffffe) | -2",
        "uint8totext(0xff) | 255",
        "uint16totext(0x8000) | 32768",
        "uint32totext(pkt4.transid) | 2164392708",
        "uint32totext('') | ",
        "uint32totext(pkt.len) | 327",
      })
  void functions(String expression, String text) {
    // Functions make of octets what Kea's do, at the edges as well.
    Octets expected = text == null ? Octets.EMPTY : Octets.wrap(text.getBytes(UTF_8));
    assertThat(KeaExpression.value(expression, Requests.NAMES).of(FACTS).orElse(Octets.EMPTY))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "option[12].exists",
        "not option[3].exists",
        "option[43].option[1].exists",
        "not option[43].option[2].exists",
        "relay4[2].exists and not relay4[3].exists",
        "vendor[4491].exists and vendor[*].exists and not vendor[8].exists",
        "vendor[4491].option[1].exists and not vendor[4491].option[9].exists",
        "vendor-class[4491].exists and vendor-class[*].exists and not vendor-class[9].exists",
        "option[3].hex == ''",
        "option[12].hex == 'foo.bar'",
        "not option[12].hex == 'foo.ba'",
        "not option[12].hex == 'FOO.BAR'",
        "pkt4.msgtype == 1 and pkt4.hlen == 0x00000006",
        "member('LAB') and not member('KNOWN')",
        "substring(option[60].hex, 0, 9) == 'PXEClient'",
        "option[3].exists and option[3].exists or option[12].exists",
        "option[12].exists or option[12].exists and option[3].exists",
        "not option[3].exists or option[12].exists and option[3].exists",
        "not (option[12].exists and option[3].exists)",
        "not not option[12].exists",
        "not option[3].exists and option[12].exists",
        "((option[12].exists))",
        "('a' + 'b') == concat('a', 'b')",
        "option[12].exists\nand\toption[60].exists",
        "'a'=='b'or'c'=='c'",
      })
  void holding(String expression) {
    // These hold: octets are compared as they are, and not comes before and, and before or.
    assertThat(holds(expression)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "addrtotext('abc') == ''",
        "not addrtotext('abc') == ''",
        "int16totext('abc') == '1' or option[12].exists",
        "option[12].exists or uint8totext('ab') == ''",
        "ifelse(option[12].exists, 'a', int32totext('x')) == 'a'",
      })
  void errorsDoNotHold(String expression) {
    // What cannot be computed makes the whole expression not hold, wherever it is.
    assertThat(holds(expression)).isFalse();
  }

  @Test
  void errorsAreNoValue() {
    // Octets that cannot be computed are absent.
    assertThat(value("'a' + addrtotext('abc')")).isEqualTo("none");
  }

  @Test
  void textOfNulsAlone() {
    // A text without anything before its NULs is absent, and other octets are not.
    DhcpMessage nuls =
        Requests.discover().option(12, Octets.of(0, 0)).option(43, Octets.of(0, 0)).build();
    assertThat(
            KeaExpression.condition("not option[12].exists and option[43].exists", Requests.NAMES)
                .holdsFor(Requests.facts(nuls)))
        .isTrue();
  }

  @Test
  void sameSubOptionTwice() {
    // Several sub-options with the same code are one.
    DhcpMessage twice =
        Requests.discover().option(82, Octets.parse("010161" + "020162" + "010163")).build();
    for (String expression : List.of("relay4[1].hex == 'ac'", "option[82].option[1].hex == 'ac'")) {
      assertThat(
              KeaExpression.condition(expression, Requests.NAMES).holdsFor(Requests.facts(twice)))
          .as(expression)
          .isTrue();
    }
  }

  @Test
  void broadcastWithoutOptions() {
    // A broadcast was sent to 255.255.255.255; a BOOTP request has type 0, and no vendor.
    DhcpMessage bootp = DhcpMessage.request().build();
    RequestFacts facts = Requests.facts(bootp);
    Arrival arrival = facts.datagram().arrival();
    InboundDatagram broadcast =
        new InboundDatagram(
            facts.datagram().payload(),
            facts.datagram().sourceAddress(),
            68,
            new Arrival(arrival.interfaceName(), arrival.localAddress(), false));
    String expression =
        "pkt.dst == 255.255.255.255 and pkt4.msgtype == 0 and vendor.enterprise == ''"
            + " and vendor-class.enterprise == '' and not vendor[*].exists"
            + " and pkt4.mac == '' and pkt.len == 236";
    assertThat(
            KeaExpression.condition(expression, Requests.NAMES)
                .holdsFor(new RequestFacts(broadcast, bootp, facts.classes())))
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "option[host-name].text=='a' | option[12].text == 'a'",
        "not(option[12].exists)or member( 'LAB' ) | (not option[12].exists or member('LAB'))",
        "'a'+0x0b==substring(pkt4.mac,0,all) | ('a' + 0x0b) == substring(pkt4.mac, 0, all)",
        "vendor[*].option[1].hex == ifelse('a'=='b',1,::) "
            + "| vendor[*].option[1].hex == ifelse('a' == 'b', 1, ::)",
      })
  void printed(String expression, String text) {
    // A condition prints as an expression, and that one as itself.
    assertThat(KeaExpression.condition(expression, Requests.NAMES)).hasToString(text);
    assertThat(KeaExpression.condition(text, Requests.NAMES)).hasToString(text);
  }

  @Test
  void longExpressions() {
    // An expression may be long without being deep.
    String many = "option[3].exists or ".repeat(20_000) + "option[12].exists";
    assertThat(holds(many)).isTrue();
    assertThat(value("'a'" + " + ''".repeat(20_000))).isEqualTo("61");
  }
}
