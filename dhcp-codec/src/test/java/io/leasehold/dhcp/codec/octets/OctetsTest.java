package io.leasehold.dhcp.codec.octets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of {@link Octets}. */
class OctetsTest {

  private static final Octets FIVE = Octets.of(0x01, 0x80, 0xff, 0x00, 0x7f);

  @Test
  void numbersAreBigEndianAndUnsigned() {
    // The highest bit of an octet does not make a number negative, except where bits are asked for.
    assertThat(FIVE.u8(2)).isEqualTo(255);
    assertThat(FIVE.u16(1)).isEqualTo(0x80ff);
    assertThat(FIVE.u32(1)).isEqualTo(0x80ff007fL);
    assertThat(FIVE.bits32(1)).isEqualTo(0x80ff007f);
  }

  @Test
  void readingBeyondTheEndIsRefused() {
    // A slice never gives what lies next to it in the same array.
    Octets two = FIVE.slice(1, 3);

    assertThat(two.u16(0)).isEqualTo(0x80ff);
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> two.u8(2));
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> two.u8(-1));
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> two.u16(1));
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> two.bits32(0));
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> two.slice(0, 3));
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> two.slice(2, 1));
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> Octets.wrap(new byte[4], 3, 2));
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> Octets.copyOf(new byte[4], 3, 2));
  }

  @Test
  void copiesDoNotSeeLaterWrites() {
    // What is copied in or out has its own storage; only wrap shares the caller's.
    byte[] array = {1, 2, 3};
    Octets copy = Octets.copyOf(array);
    Octets part = Octets.copyOf(array, 1, 2);
    Octets view = Octets.wrap(array);
    array[1] = 9;
    view.toByteArray()[0] = 9;

    assertThat(copy).isEqualTo(Octets.of(1, 2, 3));
    assertThat(part).isEqualTo(Octets.of(2, 3));
    assertThat(view).isEqualTo(Octets.of(1, 9, 3));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 256})
  void anOctetIsZeroTo255(int value) {
    // The refusal says which of the values it is.
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Octets.of(1, value))
        .withMessage("octet 1: expected 0 to 255, found " + value);
  }

  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "0a, 0a",
    "0A:fF, 0aff",
    "0a-ff-00, 0aff00",
    "0a ff 00, 0aff00",
    "0aff:00, 0aff00",
    "0aff00, 0aff00"
  })
  void parseReadsPairsOfDigits(String hex, String digits) {
    // Colons, hyphens and blanks may stand between pairs.
    assertThat(Octets.parse(hex)).hasToString(digits);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0", "0aff0", "0g", ":", "0a:", ":0a", "0a::ff", "0:0", "0:a", "02:0", "020:000", "0a.ff",
        " 0a", "0a ", "0x0a"
      })
  void parseRefusesAnythingElse(String hex) {
    // Half a pair, a separator within a pair or at an end, and other characters are refused.
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Octets.parse(hex))
        .withMessageContaining("\"" + hex + "\"")
        .withMessageContaining("expected pairs of hexadecimal digits");
  }

  @Property
  void everyStringOfOctetsComesBackFromItsText(@ForAll byte[] array) {
    // Hexadecimal digits with and without separators, and ISO 8859-1 text, hold every octet.
    Octets octets = Octets.copyOf(array);

    assertThat(Octets.parse(octets.toString())).isEqualTo(octets);
    assertThat(Octets.parse(octets.toHex(":"))).isEqualTo(octets);
    assertThat(Octets.ofText(octets.toText())).isEqualTo(octets);
    assertThat(octets.toByteArray()).isEqualTo(array);
    assertThat(octets.length()).isEqualTo(array.length);
    assertThat(octets.isEmpty()).isEqualTo(array.length == 0);
  }

  @Property
  void equalityIsByContent(@ForAll byte[] left, @ForAll byte[] right) {
    // Where the octets lie in their array makes no difference to equality and hash.
    Octets joined = Octets.wrap(left).concat(Octets.wrap(right));

    assertThat(joined.slice(left.length, joined.length()))
        .isEqualTo(Octets.wrap(right))
        .hasSameHashCodeAs(Octets.wrap(right));
    assertThat(joined.slice(0, left.length)).isEqualTo(Octets.wrap(left));
    assertThat(joined.equals(Octets.wrap(left))).isEqualTo(right.length == 0);
  }

  @ParameterizedTest
  @CsvSource({"'', ''", "00, ''", "000000, ''", "0100, 01", "000100, 0001", "0001, 0001"})
  void onlyZerosAtTheEndAreTakenOff(String octets, String expected) {
    // Zeros before another octet stay.
    assertThat(Octets.parse(octets).withoutTrailingZeros()).isEqualTo(Octets.parse(expected));
  }

  @Test
  void aCharacterBeyondLatin1BecomesAQuestionMark() {
    // As documented, text is ISO 8859-1 and nothing more.
    assertThat(Octets.ofText("é€")).isEqualTo(Octets.of(0xe9, '?'));
  }
}
