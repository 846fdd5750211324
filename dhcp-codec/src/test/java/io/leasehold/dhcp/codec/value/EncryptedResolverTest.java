package io.leasehold.dhcp.codec.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of {@link EncryptedResolver}, the value of option 162. */
class EncryptedResolverTest {

  private static final DomainName NAME = DomainName.parse("dns.example");
  private static final String NAME_OCTETS = "0d 03646e73 076578616d706c65 00";
  private static final Ipv4Address ADDRESS = Ipv4Address.parse("192.0.2.1");
  private static final ServiceParameter ALPN = ServiceParameter.ofAlpn(List.of("dot", "h2"));

  @Test
  void aResolverHasNameAddressesAndParameters() {
    // All fields one after the other, as RFC 9463 section 5.1 draws them.
    EncryptedResolver resolver =
        new EncryptedResolver(
            1,
            NAME,
            List.of(ADDRESS),
            List.of(
                ALPN,
                ServiceParameter.ofPort(8853),
                ServiceParameter.ofDohPath("/q{?dns}"),
                new ServiceParameter(9, Octets.of(10, 11))));
    Octets octets =
        Octets.parse(
            "0038 0001 "
                + NAME_OCTETS
                + " 04 c0000201 0001 0007 03646f74 026832 0003 0002 2295"
                + " 0007 0008 2f717b3f646e737d 0009 0002 0a0b");

    assertThat(EncryptedResolver.encodeAll(List.of(resolver))).isEqualTo(octets);
    assertThat(EncryptedResolver.decodeAll(octets)).contains(List.of(resolver));
    assertThat(resolver)
        .hasToString(
            "dns.example priority 1 at 192.0.2.1 with alpn \"dot\" \"h2\" and port 8853"
                + " and dohpath \"/q{?dns}\" and key 9 0a0b");
  }

  @Test
  void aResolverMayBeItsNameAlone() {
    // Nothing follows the name: the client looks the addresses up (RFC 9463 section 3.1.6).
    Octets octets = Octets.parse("0010 0002 " + NAME_OCTETS);
    EncryptedResolver resolver = EncryptedResolver.ofName(2, NAME);

    assertThat(EncryptedResolver.encodeAll(List.of(resolver))).isEqualTo(octets);
    assertThat(EncryptedResolver.decodeAll(octets)).contains(List.of(resolver));
    assertThat(resolver).hasToString("dns.example priority 2");
  }

  @ParameterizedTest
  @CsvSource({
    "0000, no priority",
    "0003 0001 00, no name",
    "0004 0001 02 61, a name that is cut off",
    "0005 0001 02 0161, a name that does not end",
    "0005 0001 01 00 00, no addresses",
    "0008 0001 01 00 03 c00002, part of an address",
    "0009 0001 01 00 08 c0000201, addresses that are cut off",
    "0009 0001 01 00 04 c0000201, no protocols",
    "000f 0001 01 00 04 c0000201 0003 0002 0355, no protocols but a port",
    "0012 0001 01 00 04 c0000201 0001 0002 0161 0001, a parameter that is cut off",
    "0014 0001 01 00 04 c0000201 0001 0002 0161 0003 0001, a parameter without its octet",
    "0015 0001 01 00 04 c0000201 0003 0002 0355 0001 0000, keys that do not ascend",
    "0013 0001 01 00 04 c0000201 0001 0002 0161 0001 0000, a key twice",
    "0013 0001 01 00 04 c0000201 0001 0002 0161 0004 0000, addresses as parameters",
    "0013 0001 01 00 04 c0000201 0001 0002 0161 0006 0000, IPv6 addresses as parameters"
  })
  void aBrokenResolverDoesNotCostTheOthers(String broken, String why) {
    // It is left out, and alone it is no value (RFC 9463 section 5.2).
    Octets octets = Octets.parse(broken);
    octets = Octets.of(0, octets.length() - 2).concat(octets.slice(2, octets.length()));
    Octets good = Octets.parse("0004 0007 01 00");

    assertThat(EncryptedResolver.decodeAll(octets)).as(why).isEmpty();
    for (Octets both : List.of(octets.concat(good), good.concat(octets))) {
      assertThat(EncryptedResolver.decodeAll(both))
          .contains(List.of(EncryptedResolver.ofName(7, DomainName.ROOT)));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "00", "0005 0007 01 00", "0004 0007 01 00 00", "0004 0007 01 00 0001"})
  void octetsThatAreCutOffAreNone(String octets) {
    // Where one resolver ends nowhere, nothing tells where the others are.
    assertThat(EncryptedResolver.decodeAll(Octets.parse(octets))).isEmpty();
  }

  @Test
  void whatMustNotBeWrittenIsRefused() {
    // Parameters and addresses come together, with protocols, in order and without hints.
    List<List<ServiceParameter>> illegal =
        List.of(
            List.of(),
            List.of(ServiceParameter.ofPort(853)),
            List.of(ALPN, ALPN),
            List.of(ServiceParameter.ofPort(853), ALPN),
            List.of(ALPN, new ServiceParameter(ServiceParameter.IPV4_HINT, Octets.EMPTY)),
            List.of(ALPN, new ServiceParameter(ServiceParameter.IPV6_HINT, Octets.EMPTY)));

    assertThat(illegal)
        .allSatisfy(
            parameters ->
                assertThatIllegalArgumentException()
                    .isThrownBy(() -> new EncryptedResolver(1, NAME, List.of(ADDRESS), parameters))
                    .withMessageContaining("resolver dns.example"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EncryptedResolver(1, NAME, List.of(), List.of(ALPN)))
        .withMessageContaining("expected neither addresses nor parameters");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new EncryptedResolver(
                    1, NAME, Stream.generate(() -> ADDRESS).limit(64).toList(), List.of(ALPN)))
        .withMessageContaining("addresses 64: expected 0 to 63");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EncryptedResolver.ofName(65_536, NAME))
        .withMessageContaining("service priority 65536");
    assertThatIllegalArgumentException().isThrownBy(() -> EncryptedResolver.encodeAll(List.of()));
  }

  @Test
  void parametersAreReadByTheirKey() {
    // Each kind answers for its own key, and not where its octets are broken.
    assertThat(ALPN.protocols()).contains(List.of("dot", "h2"));
    assertThat(ALPN.port()).isEmpty();
    assertThat(ALPN.dohPath()).isEmpty();
    assertThat(ServiceParameter.ofPort(853).port()).contains(853);
    assertThat(ServiceParameter.ofPort(853).protocols()).isEmpty();
    assertThat(ServiceParameter.ofDohPath("/q").dohPath()).contains("/q");
    assertThat(new ServiceParameter(3, Octets.of(1)).port()).isEmpty();
    assertThat(new ServiceParameter(7, Octets.of(0xff)).dohPath()).isEmpty();
    for (String octets : List.of("", "00", "02 61", "0161 00", "0161 05")) {
      assertThat(new ServiceParameter(1, Octets.parse(octets)).protocols()).as(octets).isEmpty();
    }
    assertThat(new ServiceParameter(1, Octets.of(2, 0x61))).hasToString("alpn 0261");
    assertThat(new ServiceParameter(2, Octets.EMPTY)).hasToString("no-default-alpn");
    assertThat(new ServiceParameter(5, Octets.of(1))).hasToString("ech 01");
  }

  @Test
  void parametersThatDoNotFitAreRefused() {
    // Key and length have two octets each, a protocol's length has one and is not zero.
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ServiceParameter(65_536, Octets.EMPTY))
        .withMessageContaining("SvcParam key 65536");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ServiceParameter(1, Octets.wrap(new byte[65_536])))
        .withMessageContaining("length of SvcParam 1 65536");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ServiceParameter.ofAlpn(List.of("")))
        .withMessageContaining("expected no empty one");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ServiceParameter.ofAlpn(List.of("x".repeat(256))));
    assertThatIllegalArgumentException().isThrownBy(() -> ServiceParameter.ofPort(-1));
  }
}
