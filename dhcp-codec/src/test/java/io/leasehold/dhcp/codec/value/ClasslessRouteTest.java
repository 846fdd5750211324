package io.leasehold.dhcp.codec.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.address.Ipv4Network;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of {@link ClasslessRoute}, the value of option 121. */
class ClasslessRouteTest {

  private static final Ipv4Address ROUTER = Ipv4Address.parse("10.0.0.1");

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0/0, 00",
    "10.0.0.0/8, 08 0a",
    "10.0.0.0/24, 18 0a 00 00",
    "10.17.0.0/16, 10 0a 11",
    "10.27.129.0/24, 18 0a 1b 81",
    "10.229.0.128/25, 19 0a e5 00 80",
    "10.198.122.47/32, 20 0a c6 7a 2f"
  })
  @Tag("ENC-25")
  void enc25OnlySignificantOctetsAreWritten(String destination, String octets) {
    // The examples of RFC 3442: the width, as many octets as it needs, and the router.
    List<ClasslessRoute> route =
        List.of(new ClasslessRoute(Ipv4Network.parse(destination), ROUTER));
    Octets written = Octets.parse(octets).concat(Octets.of(10, 0, 0, 1));

    assertThat(DhcpOptions.CLASSLESS_STATIC_ROUTE.encode(route)).isEqualTo(written);
    assertThat(DhcpOptions.CLASSLESS_STATIC_ROUTE.decode(written)).contains(route);
  }

  @Test
  @Tag("ENC-25")
  void enc25AllExamplesAreOneOption() {
    // The destinations of RFC 3442, one after the other.
    List<ClasslessRoute> routes =
        Stream.of(
                "0.0.0.0/0",
                "10.0.0.0/8",
                "10.17.0.0/16",
                "10.27.129.0/24",
                "10.229.0.128/25",
                "10.198.122.47/32")
            .map(destination -> new ClasslessRoute(Ipv4Network.parse(destination), ROUTER))
            .toList();
    String router = "0a000001";
    Octets written =
        Octets.parse(
            "00"
                + router
                + "080a"
                + router
                + "100a11"
                + router
                + "180a1b81"
                + router
                + "190ae50080"
                + router
                + "200ac67a2f"
                + router);

    assertThat(DhcpOptions.CLASSLESS_STATIC_ROUTE.encode(routes)).isEqualTo(written);
    assertThat(DhcpOptions.CLASSLESS_STATIC_ROUTE.decode(written)).contains(routes);
    assertThat(DhcpOptions.MICROSOFT_CLASSLESS_STATIC_ROUTE.encode(routes)).isEqualTo(written);
  }

  @Test
  @Tag("ENC-25")
  void enc25RoutesFollowOneAnother() {
    // Several routes keep their order, without anything between them.
    Octets written = Octets.parse("18c6336400000000" + "000a000001");

    assertThat(DhcpOptions.CLASSLESS_STATIC_ROUTE.decode(written).orElseThrow())
        .containsExactly(
            new ClasslessRoute(Ipv4Network.parse("198.51.100.0/24"), Ipv4Address.UNSPECIFIED),
            new ClasslessRoute(Ipv4Network.parse("0.0.0.0/0"), ROUTER));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "000a0000",
        "21 0a000000 0a000001",
        "ff 0a000000 0a000001",
        "180a00000a0000",
        "00 0a000001 08",
        "00 0a000001 080a0a0000",
        "00 0a000001 210a0000000a000001"
      })
  @Tag("DEC-30")
  void dec30OneBrokenRouteSpoilsTheOption(String octets) {
    // A width above 32, or an end within a route, leaves no route, not even those before it.
    assertThat(DhcpOptions.CLASSLESS_STATIC_ROUTE.decode(Octets.parse(octets))).isEmpty();
  }

  @Test
  void bitsBeyondTheWidthMeanNothing() {
    // A sender's slip does not cost the route: 10.255/12 is 10.240/12 (RFC 3442).
    assertThat(DhcpOptions.CLASSLESS_STATIC_ROUTE.decode(Octets.parse("0c 0aff 0a000001")))
        .contains(List.of(new ClasslessRoute(Ipv4Network.parse("10.240.0.0/12"), ROUTER)));
  }

  @Test
  void anOptionHasARoute() {
    // An option without routes has no meaning, and is refused.
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DhcpOptions.CLASSLESS_STATIC_ROUTE.encode(List.of()))
        .withMessageContaining("Classless Static Route (121)")
        .withMessageContaining("expected at least one route, found none");
  }
}
