package io.leasehold.dhcp.config.kea.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts that are not expressions of Kea's. */
class RefusedExpressionTest {

  private static final List<String> PARTS =
      List.of(
          "option",
          "relay4",
          "vendor",
          "vendor-class",
          "pkt4",
          "pkt",
          "member",
          "substring",
          "split",
          "concat",
          "ifelse",
          "hexstring",
          "addrtotext",
          "uint8totext",
          "not",
          "and",
          "or",
          "==",
          "+",
          "(",
          ")",
          "[",
          "]",
          ".",
          ",",
          "*",
          "12",
          "-1",
          "0x0a",
          "'LAB'",
          "192.0.2.1",
          "hex",
          "text",
          "exists",
          "all",
          "enterprise",
          "data",
          "mac",
          "iface",
          "host-name",
          " ");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "\"\" | 1 | an expression",
        "option[12].hex | 15 | == or +",
        "'a' | 4 | == or +",
        "option[12].exists and | 22 | an expression",
        "'a' and 'b' == 'c' | 5 | == or +",
        "'a' == 'b' == 'c' | 12 | the end",
        "option[12].exists == 'a' | 1 | octets",
        "option[12].exists + 'a' == 'b' | 1 | octets",
        "'a' == ('a' == 'b') | 8 | octets",
        "not 'a' | 8 | == or +",
        "(option[12].exists | 19 | )",
        "option[12].exists) | 18 | the end",
        "option.exists | 7 | [",
        "option[256].exists | 8 | from 0 to 255",
        "option[-1].exists | 8 | from 0 to 255",
        "option[99999999999999999999].exists | 8 | from 0 to 255",
        "option[0x0c].exists | 8 | from 0 to 255",
        "option[nosuch].exists | 8 | the name of a standard option",
        "option[12].length == 1 | 12 | hex, text or exists",
        "option[3].text == '1' | 11 | hex, as this option is no text",
        "option[12].option[host-name].exists | 19 | from 0 to 255",
        "option[12].option[1].option[2].exists | 22 | hex, text or exists",
        "relay4[256].exists | 8 | from 0 to 255",
        "relay4[circuit-id].exists | 8 | from 0 to 255",
        "vendor.exists | 8 | enterprise",
        "vendor[4294967296].exists | 8 | from 0 to 4294967295",
        "vendor[1].enterprise == 1 | 11 | option or exists",
        "vendor-class[1].option[1].exists | 17 | data or exists",
        "vendor-class[1].data[256] == 'a' | 22 | from 0 to 255",
        "pkt.port == 67 | 5 | one of dst, iface, len, src",
        "pkt4.secs == 1 | 6 | one of ciaddr, giaddr, hlen",
        "pkt6.msgtype == 1 | 1 | the name of an option, a field or a function",
        "known | 1 | the name of an option, a field or a function",
        "member(LAB) | 8 | in single quotes",
        "member('later') | 8 | defined before",
        "substring('a', 'b', 1) == 'a' | 16 | a whole number",
        "substring('a', 0, any) == 'a' | 19 | a whole number",
        "substring('a', 0, 2147483648) == 'a' | 19 | from -2147483648 to 2147483647",
        "concat('a') == 'a' | 11 | ,",
        "concat('a', 'b', 'c') == 'a' | 16 | )",
        "ifelse('a', 'b', 'c') == 'a' | 11 | == or +",
        "'a' == 192.0.2.300 | 8 | an IPv4 or IPv6 address",
        "'a' == 01:02:03:04:05:06 | 8 | an IPv4 or IPv6 address",
        "'a' == -1 | 8 | from 0 to 4294967295",
        "'a' == 4294967296 | 8 | from 0 to 4294967295",
        "'a' == \u00e9 | 8 | a word of Kea's expressions",
        "'a' != 'b' | 5 | a word of Kea's expressions",
        "'a == 'b | 8 | == or +",
      })
  void refused(String expression, int column, String expected) {
    // The first wrong word is named with its place, and with what should be there.
    String text = expression == null ? "" : expression;
    assertThatExceptionOfType(ExpressionException.class)
        .isThrownBy(() -> KeaExpression.condition(text, Requests.NAMES))
        .satisfies(
            e -> {
              assertThat(e.column()).isEqualTo(column);
              assertThat(e.expected()).contains(expected);
              assertThat(e)
                  .hasMessageStartingWith("column " + column + ": expected " + e.expected());
            });
  }

  @Test
  void refusedValue() {
    // Where octets are wanted, nothing that holds or does not is taken.
    assertThatExceptionOfType(ExpressionException.class)
        .isThrownBy(() -> KeaExpression.value("option[12].exists", Requests.NAMES));
  }

  @Test
  void tooDeep() {
    // There is an end to parentheses in parentheses, before that of the stack.
    String deep = "(".repeat(99) + "'a'" + ")".repeat(99);
    assertThat(KeaExpression.value(deep, Requests.NAMES)).hasToString("'a'");
    for (String open : List.of("(", "not ", "concat(", "ifelse(")) {
      assertThatExceptionOfType(ExpressionException.class)
          .isThrownBy(() -> KeaExpression.condition(open.repeat(100_000), Requests.NAMES))
          .satisfies(e -> assertThat(e.expected()).contains("no more than 100"));
    }
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        Arbitraries.strings(),
        Arbitraries.of(PARTS).list().ofMaxSize(20).map(parts -> String.join("", parts)));
  }

  @Property
  void anyText(@ForAll("texts") String text) {
    // Any text is an expression, which can be computed, or is refused with words.
    try {
      KeaExpression.condition(text, Requests.NAMES)
          .holdsFor(Requests.facts(Requests.discover().build()));
    } catch (ExpressionException e) {
      assertThat(e.column()).isBetween(1, text.length() + 1);
    }
    try {
      KeaExpression.value(text, Requests.NAMES).of(Requests.facts(Requests.discover().build()));
    } catch (ExpressionException e) {
      assertThat(e.expected()).isNotEmpty();
    }
  }
}
