package io.leasehold.dhcp.codec.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of {@link Ipv4Range}. */
class Ipv4RangeTest {

  @ParameterizedTest
  @CsvSource({
    "192.0.2.10-192.0.2.20, 192.0.2.10-192.0.2.20, 11",
    "192.0.2.10 - 192.0.2.20, 192.0.2.10-192.0.2.20, 11",
    "' 192.0.2.10-192.0.2.10 ', 192.0.2.10-192.0.2.10, 1",
    "192.0.2.64/26, 192.0.2.64-192.0.2.127, 64",
    "' 192.0.2.64/26 ', 192.0.2.64-192.0.2.127, 64",
    "0.0.0.0/0, 0.0.0.0-255.255.255.255, 4294967296",
    "127.255.255.255-128.0.0.0, 127.255.255.255-128.0.0.0, 2"
  })
  void parseReadsTwoAddressesOrANetwork(String text, String range, long size) {
    // Blanks around the hyphen and the ends do not matter; both ends count.
    Ipv4Range parsed = Ipv4Range.parse(text);

    assertThat(parsed).hasToString(range);
    assertThat(parsed.size()).isEqualTo(size);
    assertThat(Ipv4Range.parse(parsed.toString())).isEqualTo(parsed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "192.0.2.10",
        "192.0.2.10-",
        "-192.0.2.10",
        "192.0.2.10-20",
        "192.0.2.20-192.0.2.10",
        "192.0.2.10-192.0.2.20-192.0.2.30",
        "192.0.2.0/24-192.0.3.0/24",
        "192.0.2.1/24"
      })
  void parseRefusesAnythingElse(String text) {
    // What is no range is quoted in the refusal, with examples of what is.
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Ipv4Range.parse(text))
        .withMessageContaining("\"" + text + "\"")
        .withMessageContaining("expected a range");
  }

  @Test
  void theLastAddressIsNotBelowTheFirst() {
    // The order is that of unsigned numbers, and both ends are named.
    Ipv4Address low = Ipv4Address.parse("127.0.0.1");
    Ipv4Address high = Ipv4Address.parse("128.0.0.1");

    assertThat(new Ipv4Range(low, high).contains(low)).isTrue();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Ipv4Range(high, low))
        .withMessageContaining("128.0.0.1-127.0.0.1");
  }

  @Property
  void containsBothEndsAndWhatIsBetween(@ForAll int one, @ForAll int other, @ForAll int third) {
    // An address is inside exactly if it is neither below the first nor above the last.
    Ipv4Range range = between(one, other);
    Ipv4Address candidate = new Ipv4Address(third);

    assertThat(range.contains(range.first())).isTrue();
    assertThat(range.contains(range.last())).isTrue();
    assertThat(range.contains(candidate))
        .isEqualTo(
            candidate.unsigned() >= range.first().unsigned()
                && candidate.unsigned() <= range.last().unsigned());
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.10-10.0.0.20, 10.0.0.20-10.0.0.30, true",
    "10.0.0.10-10.0.0.20, 10.0.0.21-10.0.0.30, false",
    "10.0.0.10-10.0.0.20, 10.0.0.12-10.0.0.14, true",
    "10.0.0.10-10.0.0.20, 10.0.0.10-10.0.0.20, true",
    "10.0.0.10-10.0.0.20, 0.0.0.0-255.255.255.255, true"
  })
  void overlapsWhereAnAddressIsInBoth(String one, String other, boolean overlap) {
    // Touching at one address is enough, and it does not matter which range asks.
    assertThat(Ipv4Range.parse(one).overlaps(Ipv4Range.parse(other))).isEqualTo(overlap);
    assertThat(Ipv4Range.parse(other).overlaps(Ipv4Range.parse(one))).isEqualTo(overlap);
  }

  private static Ipv4Range between(int one, int other) {
    Ipv4Address left = new Ipv4Address(one);
    Ipv4Address right = new Ipv4Address(other);
    return left.compareTo(right) <= 0 ? new Ipv4Range(left, right) : new Ipv4Range(right, left);
  }
}
