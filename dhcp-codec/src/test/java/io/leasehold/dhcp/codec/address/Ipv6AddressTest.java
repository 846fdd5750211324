package io.leasehold.dhcp.codec.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.leasehold.dhcp.codec.octets.Octets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of {@link Ipv6Address}. */
class Ipv6AddressTest {

  @ParameterizedTest
  @CsvSource({
    "::, 00000000000000000000000000000000",
    "::1, 00000000000000000000000000000001",
    "1::, 00010000000000000000000000000000",
    "2001:db8::1, 20010db8000000000000000000000001",
    "2001:db8:0:1:1:1:1:1, 20010db8000000010001000100010001",
    "2001:0:0:1::1, 20010000000000010000000000000001",
    "2001:db8::1:0:0:1, 20010db8000000000001000000000001",
    "::ffff:192.0.2.1, 00000000000000000000ffffc0000201",
    "ff02::1:ff00:abcd, ff0200000000000000000001ff00abcd"
  })
  void textIsThatOfRfc5952(String text, String octets) {
    // The longest run of two zero groups or more is left out, the first of several; no zeros lead;
    // letters are small; a mapped IPv4 address is dotted. The text is read back.
    Ipv6Address address = Ipv6Address.of(Octets.parse(octets));

    assertThat(address).hasToString(text);
    assertThat(Ipv6Address.parse(text)).isEqualTo(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":",
        ":::",
        "1::2::3",
        "1:2:3:4:5:6:7",
        "12345::",
        "192.0.2.1",
        "localhost",
        ".::1"
      })
  void parseRefusesAnythingElse(String text) {
    // What is no address is quoted in the refusal, and never looked up.
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Ipv6Address.parse(text))
        .withMessage("\"" + text + "\": expected an IPv6 address, such as 2001:db8::1");
  }

  @Property
  void everyAddressComesBackFromItsOtherForms(
      @ForAll("halves") long high, @ForAll("halves") long low) {
    // Text, octets and the JDK's type each hold the whole address.
    Ipv6Address address = new Ipv6Address(high, low);

    assertThat(Ipv6Address.parse(address.toString())).isEqualTo(address);
    assertThat(Ipv6Address.of(address.octets())).isEqualTo(address);
    assertThat(Ipv6Address.of(address.toInetAddress())).isEqualTo(address);
    assertThat(Octets.copyOf(address.toInetAddress().getAddress())).isEqualTo(address.octets());
  }

  @Provide
  Arbitrary<Long> halves() {
    // Half of them with many groups of zero.
    return Arbitraries.oneOf(
        Arbitraries.longs(), Arbitraries.longs().map(bits -> bits & 0xffff_0000_0000_ffffL));
  }

  @Test
  void otherLengthsAreRefused() {
    // An address of four octets is no IPv6 address.
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Ipv6Address.of(Octets.of(192, 0, 2, 1)))
        .withMessage("IPv6 address c0000201: expected 16 octets, found 4");
  }
}
