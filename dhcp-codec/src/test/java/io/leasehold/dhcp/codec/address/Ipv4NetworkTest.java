package io.leasehold.dhcp.codec.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of {@link Ipv4Network}. */
class Ipv4NetworkTest {

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0/0, 0.0.0.0, 255.255.255.255",
    "10.0.0.0/8, 255.0.0.0, 10.255.255.255",
    "192.0.2.0/24, 255.255.255.0, 192.0.2.255",
    "192.0.2.128/25, 255.255.255.128, 192.0.2.255",
    "192.0.2.4/31, 255.255.255.254, 192.0.2.5",
    "192.0.2.4/32, 255.255.255.255, 192.0.2.4"
  })
  void parseKnowsMaskAndLastAddress(String text, String mask, String last) {
    // From the default network to a single address, mask and end follow from the prefix.
    Ipv4Network network = Ipv4Network.parse(text);

    assertThat(network).hasToString(text);
    assertThat(network.mask()).hasToString(mask);
    assertThat(network.last()).hasToString(last);
    assertThat(network.range()).isEqualTo(new Ipv4Range(network.address(), network.last()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/24",
        "192.0.2.0",
        "192.0.2.0/",
        "192.0.2.0/-1",
        "192.0.2.0/33",
        "192.0.2.0/240",
        "192.0.2.0/x",
        "192.0.2.0/24/24",
        "192.0.2/24",
        "192.0.2.0 /24",
        "192.0.2.0/255.255.255.0"
      })
  void parseRefusesAnythingElse(String text) {
    // What is no network is quoted in the refusal.
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Ipv4Network.parse(text))
        .withMessageContaining("\"" + text + "\"")
        .withMessageContaining("expected");
  }

  @Test
  void hostBitsAreRefusedWithTheNetworkThatIsMeant() {
    // Who writes a host's address with a prefix is shown the network that it lies in.
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Ipv4Network.parse("192.0.2.77/26"))
        .withMessageContaining("192.0.2.77/26")
        .withMessageContaining("192.0.2.64/26");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 33})
  void prefixLengthHasBounds(int prefixLength) {
    // A prefix has 0 to 32 bits.
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Ipv4Network(Ipv4Address.UNSPECIFIED, prefixLength))
        .withMessage("prefix length " + prefixLength + ": expected 0 to 32 in a network");
  }

  @Property
  void containsAgreesWithTheRange(
      @ForAll int member, @ForAll @IntRange(max = 32) int prefixLength, @ForAll int other) {
    // The network of an address contains it, reads back, and contains what its range contains.
    Ipv4Network network = Ipv4Network.containing(new Ipv4Address(member), prefixLength);
    Ipv4Address candidate = new Ipv4Address(other);

    assertThat(network.contains(new Ipv4Address(member))).isTrue();
    assertThat(Ipv4Network.parse(network.toString())).isEqualTo(network);
    assertThat(network.range().size()).isEqualTo(1L << (32 - prefixLength));
    assertThat(network.contains(candidate)).isEqualTo(network.range().contains(candidate));
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.0/24, 192.0.2.0, false",
    "192.0.2.0/24, 192.0.2.1, true",
    "192.0.2.0/24, 192.0.2.254, true",
    "192.0.2.0/24, 192.0.2.255, false",
    "192.0.2.0/24, 192.0.3.1, false",
    "192.0.2.4/30, 192.0.2.4, false",
    "192.0.2.4/30, 192.0.2.7, false",
    "192.0.2.4/31, 192.0.2.4, true",
    "192.0.2.4/31, 192.0.2.5, true",
    "192.0.2.4/32, 192.0.2.4, true",
    "192.0.2.4/32, 192.0.2.5, false"
  })
  void hostsAreNeitherNetworkNorBroadcast(String network, String candidate, boolean host) {
    // The two outer addresses are no hosts', except in a /31 and a /32 (RFC 3021).
    assertThat(Ipv4Network.parse(network).isHost(Ipv4Address.parse(candidate))).isEqualTo(host);
  }
}
