package io.leasehold.dhcp.codec.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.UnknownHostException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of {@link Ipv4Address}. */
class Ipv4AddressTest {

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0, 00000000",
    "0.0.0.1, 00000001",
    "10.20.30.40, 0a141e28",
    "127.255.255.255, 7fffffff",
    "128.0.0.0, 80000000",
    "192.0.2.1, c0000201",
    "255.255.255.255, ffffffff"
  })
  void parseReadsDottedAddresses(String text, String bits) {
    // The first octet goes into the highest bits, and the text comes back.
    Ipv4Address address = Ipv4Address.parse(text);

    assertThat(address.bits()).isEqualTo(Integer.parseUnsignedInt(bits, 16));
    assertThat(address).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        ".",
        "1",
        "1.2.3",
        "1.2.3.",
        ".1.2.3",
        "1..2.3",
        "1.2.3.4.",
        "1.2.3.4.5",
        "256.0.0.1",
        "1.2.3.256",
        "1.2.3.999",
        "1.2.3.1000",
        "4294967296.0.0.0",
        "01.2.3.4",
        "1.2.3.00",
        "-1.2.3.4",
        "+1.2.3.4",
        "0x1.2.3.4",
        "1,2,3,4",
        " 1.2.3.4",
        "1.2.3.4 ",
        "1.2.3.4/24",
        "1.2.3.٤",
        "::1",
        "localhost"
      })
  void parseRefusesAnythingElse(String text) {
    // What is no dotted address is quoted in the refusal: names, shorthand, octal, blanks.
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Ipv4Address.parse(text))
        .withMessageContaining("\"" + text + "\"")
        .withMessageContaining("expected an IPv4 address");
  }

  @Property
  void everyAddressComesBackFromItsOtherForms(@ForAll int bits) {
    // Text, unsigned number and the JDK's type each hold the whole address.
    Ipv4Address address = new Ipv4Address(bits);

    assertThat(Ipv4Address.parse(address.toString())).isEqualTo(address);
    assertThat(Ipv4Address.ofUnsigned(address.unsigned())).isEqualTo(address);
    assertThat(Ipv4Address.of(address.toInetAddress())).isEqualTo(address);
    assertThat(address.toInetAddress().getHostAddress()).isEqualTo(address.toString());
  }

  @Property
  void orderIsThatOfUnsignedNumbers(@ForAll int one, @ForAll int other) {
    // 128.0.0.0 is above 127.255.255.255, although its bits make a negative int.
    Ipv4Address left = new Ipv4Address(one);
    Ipv4Address right = new Ipv4Address(other);

    assertThat(Integer.signum(left.compareTo(right)))
        .isEqualTo(Long.compare(left.unsigned(), right.unsigned()));
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.255, 1, 192.0.3.0",
    "192.0.3.0, -1, 192.0.2.255",
    "255.255.255.255, 1, 0.0.0.0",
    "0.0.0.0, -1, 255.255.255.255",
    "0.0.0.0, 4294967296, 0.0.0.0"
  })
  void plusGoesAroundTheEnd(String from, long distance, String expected) {
    // Distances carry over octets, go down as well as up, and wrap at both ends.
    assertThat(Ipv4Address.parse(from).plus(distance)).isEqualTo(Ipv4Address.parse(expected));
  }

  @Test
  void onlyZeroIsUnspecified() {
    // 0.0.0.0 stands for «none»; the highest bit alone does not.
    assertThat(Ipv4Address.UNSPECIFIED.isUnspecified()).isTrue();
    assertThat(new Ipv4Address(Integer.MIN_VALUE).isUnspecified()).isFalse();
    assertThat(Ipv4Address.BROADCAST).hasToString("255.255.255.255");
  }

  @Test
  void ipv6IsRefused() throws UnknownHostException {
    // The JDK's type may hold an IPv6 address, which has no place here.
    InetAddress ipv6 = InetAddress.getByName("2001:db8::1");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Ipv4Address.of(ipv6))
        .withMessageContaining("2001:db8:0:0:0:0:0:1")
        .withMessageContaining("expected an IPv4 address");
  }
}
