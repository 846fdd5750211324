package io.leasehold.dhcp.codec.octets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of {@link Utf8Text}. */
class Utf8TextTest {

  @Property
  void whatIsTextIsWrittenAsItWas(@ForAll byte[] octets) {
    // Any octets are text or not, and a text has no other octets.
    Octets given = Octets.copyOf(octets);

    assertThat(Utf8Text.isText(given)).isEqualTo(Utf8Text.decode(given).isPresent());
    Utf8Text.decode(given).ifPresent(text -> assertThat(Utf8Text.encode(text)).isEqualTo(given));
  }

  @ParameterizedTest
  @ValueSource(strings = {"00", "610062", "ff", "c3", "eda080", "c080"})
  void nulAndBrokenUtf8AreNoText(String octets) {
    // Neither NUL in its two spellings, nor half a character, nor half a surrogate pair.
    assertThat(Utf8Text.decode(Octets.parse(octets))).isEmpty();
    assertThat(Utf8Text.isText(Octets.parse(octets))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\0b", "a\ud800b"})
  void whatCannotBeReadBackIsRefused(String text) {
    // NUL and half a surrogate pair are not written as something else.
    assertThatIllegalArgumentException().isThrownBy(() -> Utf8Text.encode(text));
  }

  @Test
  void quotedTextIsOnOneLine() {
    // Quotes and backslashes are marked, and what cannot be seen is spelled out.
    assertThat(Utf8Text.quote("a\"b\\c\n\u2028\u202eé😀\udb40\udc01"))
        .isEqualTo("\"a\\\"b\\\\c\\u000a\\u2028\\u202eé😀\\udb40\\udc01\"");
  }

  @Test
  void lineIsOneLineAndNotLong() {
    // Quotes stay as they are, what cannot be seen is spelled out, and the rest is left out.
    assertThat(Utf8Text.line("a\"b\\c\n\u2028", 7)).isEqualTo("a\"b\\c\\u000a\\u2028");
    assertThat(Utf8Text.line("a\nbc", 3)).isEqualTo("a\\u000ab…");
    assertThat(Utf8Text.line("", 0)).isEmpty();
  }

  @Test
  void octetsAreShownAsTextWhereTheyArePrintable() {
    // The hexadecimal digits are always there; the text is where it says more.
    assertThat(Utf8Text.describe(Octets.ofText("MSFT 5.0")))
        .isEqualTo("4d53465420352e30 \"MSFT 5.0\"");
    assertThat(Utf8Text.describe(Octets.of('a', 0))).isEqualTo("6100");
    assertThat(Utf8Text.describe(Octets.of('a', 0x7f))).isEqualTo("617f");
    assertThat(Utf8Text.describe(Octets.EMPTY)).isEqualTo("no octets");
  }
}
