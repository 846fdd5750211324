package io.leasehold.dhcp.codec.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.OptionKey;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests of the values that tell a client about services, and a server about a booting client. */
class ServiceValuesTest {

  private static final Ipv4Address A = Ipv4Address.parse("192.0.2.1");
  private static final Ipv4Address B = Ipv4Address.parse("192.0.2.2");

  static Stream<Arguments> values() {
    return Stream.of(
        arguments(
            DhcpOptions.DIRECTORY_AGENT,
            new DirectoryAgents(true, List.of(A, B)),
            "01c0000201c0000202",
            "192.0.2.1, 192.0.2.2 (mandatory)"),
        arguments(
            DhcpOptions.DIRECTORY_AGENT,
            new DirectoryAgents(false, List.of(A)),
            "00c0000201",
            "192.0.2.1"),
        arguments(
            DhcpOptions.SERVICE_SCOPE,
            new ServiceScope(true, "a,b"),
            "01612c62",
            "\"a,b\" (mandatory)"),
        arguments(DhcpOptions.SERVICE_SCOPE, new ServiceScope(false, ""), "00", "\"\""),
        arguments(
            DhcpOptions.SIP_SERVERS,
            new SipServers.Names(
                List.of(DomainName.parse("example.com"), DomainName.parse("example.net"))),
            "00" + "076578616d706c6503636f6d00" + "076578616d706c65036e657400",
            "example.com, example.net"),
        arguments(
            DhcpOptions.SIP_SERVERS,
            new SipServers.Addresses(List.of(A, B)),
            "01c0000201c0000202",
            "192.0.2.1, 192.0.2.2"),
        arguments(
            DhcpOptions.RDNSS_SELECTION,
            new RdnssSelection(
                RdnssSelection.Preference.HIGH,
                A,
                B,
                List.of(DomainName.parse("a"), DomainName.ROOT)),
            "01c0000201c0000202" + "016100" + "00",
            "192.0.2.1, 192.0.2.2 for a, . (high preference)"),
        arguments(
            DhcpOptions.RDNSS_SELECTION,
            new RdnssSelection(
                RdnssSelection.Preference.LOW, A, Ipv4Address.UNSPECIFIED, List.of()),
            "03c000020100000000",
            "192.0.2.1, 0.0.0.0 for no domain (low preference)"),
        arguments(
            DhcpOptions.CLIENT_SYSTEM,
            List.of(ClientArchitecture.X64_UEFI, new ClientArchitecture(0x1234)),
            "00071234",
            "x64 UEFI (7), architecture 4660"),
        arguments(
            DhcpOptions.CLIENT_NDI, new NetworkInterfaceIdentifier(1, 2, 1), "010201", "UNDI 2.1"),
        arguments(
            DhcpOptions.CLIENT_NDI,
            new NetworkInterfaceIdentifier(9, 0, 255),
            "0900ff",
            "type 9 0.255"),
        arguments(
            DhcpOptions.UUID_GUID,
            ClientMachineIdentifier.of(UUID.fromString("00020003-0004-0005-0006-000700080009")),
            "0000020003000400050006000700080009",
            "00020003-0004-0005-0006-000700080009"),
        arguments(
            DhcpOptions.UUID_GUID,
            new ClientMachineIdentifier(5, Octets.parse("000102030405060708090a0b0c0d0e0f")),
            "05000102030405060708090a0b0c0d0e0f",
            "type 5 000102030405060708090a0b0c0d0e0f"),
        arguments(
            DhcpOptions.V4_SZTP_REDIRECT,
            List.of(new BootstrapServer("https://a"), new BootstrapServer("https://b:1")),
            "0009" + "68747470733a2f2f61" + "000b" + "68747470733a2f2f623a31",
            "https://a, https://b:1"),
        arguments(
            DhcpOptions.GEOCONF_CIVIC,
            new CivicLocation(
                CivicLocation.CLIENT,
                "DE",
                List.of(
                    CivicLocation.Element.of(0, "de"),
                    CivicLocation.Element.of(3, "München"),
                    new CivicLocation.Element(250, Octets.of(0xff)))),
            "02" + "4445" + "00026465" + "03084dc3bc6e6368656e" + "fa01ff",
            "client in DE, language \"de\", A3 \"München\", CAtype 250 ff"),
        arguments(DhcpOptions.AUTO_CONFIG, true, "01", "true"),
        arguments(DhcpOptions.AUTO_CONFIG, false, "00", "false"));
  }

  @ParameterizedTest
  @MethodSource("values")
  <T> void writesReadsAndShowsItsValues(OptionKey<T> key, T value, String octets, String words) {
    // Each value has exactly these octets, they give it back, and it says what it is.
    assertThat(key.encode(value)).hasToString(octets);
    assertThat(key.decode(Octets.parse(octets))).contains(value);
    assertThat(key.format().describe(value)).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({
    "78, ''",
    "78, 01",
    "78, 01c00002",
    "78, 02c0000201",
    "78, 01c0000201c0",
    "79, ''",
    "79, 0261",
    "79, 006100",
    "79, 01ff",
    "93, ''",
    "93, 00",
    "93, 000700",
    "94, ''",
    "94, 0102",
    "94, 01020304",
    "97, ''",
    "97, 00000102030405060708090a0b0c0d0e",
    "97, 00000102030405060708090a0b0c0d0e0f10",
    "99, ''",
    "99, 0244",
    "99, 023031",
    "99, 02444503",
    "99, 0244450303414243ff",
    "99, 02444503034142",
    "116, ''",
    "116, 02",
    "116, 0001",
    "120, ''",
    "120, 00",
    "120, 01",
    "120, 01c00002",
    "120, 02c0000201",
    "120, 00016100c001",
    "143, ''",
    "143, 00",
    "143, 0000",
    "143, 000261",
    "143, 00016100",
    "143, 000120",
    "146, ''",
    "146, 00c0000201c00002",
    "146, 00c0000201c00002020161"
  })
  void octetsOfAnotherStructureAreNoValue(int code, String octets) {
    // Too short, too long, numbers without a meaning and lengths that do not add up read as none.
    OptionKey<?> key = DhcpOptions.byCode(code).orElseThrow();

    assertThat(key.decode(Octets.parse(octets))).isEmpty();
    assertThat(key.format().accepts(Octets.parse(octets))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "02c0000201c0000202, MEDIUM",
    "fdc0000201c0000202, HIGH",
    "fcc0000201c0000202, MEDIUM"
  })
  void reservedBitsOfAPreferenceMeanNothing(String octets, RdnssSelection.Preference preference) {
    // The reserved preference is medium, and the bits above it are ignored; both are a problem.
    assertThat(DhcpOptions.RDNSS_SELECTION.decode(Octets.parse(octets)).orElseThrow().preference())
        .isEqualTo(preference);
    assertThat(DhcpOptions.RDNSS_SELECTION.format().accepts(Octets.parse(octets))).isFalse();
  }

  @Test
  void firmwareTurnsTheFirstFieldsOfItsUuid() {
    // The operating system shows the mixed order, which is that of SMBIOS.
    ClientMachineIdentifier identifier =
        new ClientMachineIdentifier(0, Octets.parse("33221100554477668899aabbccddeeff"));

    assertThat(identifier.mixedEndianUuid())
        .contains(UUID.fromString("00112233-4455-6677-8899-aabbccddeeff"));
    assertThat(identifier.uuid()).contains(UUID.fromString("33221100-5544-7766-8899-aabbccddeeff"));
    assertThat(new ClientMachineIdentifier(1, identifier.octets()).mixedEndianUuid()).isEmpty();
  }

  @Test
  void architecturesHaveTheNamesOfTheRegistry() {
    // The first, the last, and the two that RFC 4578 itself had the wrong way round.
    assertThat(ClientArchitecture.X86_BIOS).hasToString("x86 BIOS (0)");
    assertThat(ClientArchitecture.EBC).hasToString("EBC (9)");
    assertThat(ClientArchitecture.RISC_V_64_UEFI_HTTP).hasToString("RISC-V 64 UEFI HTTP (28)");
    assertThat(new ClientArchitecture(32)).hasToString("s390 extended (32)");
    assertThat(new ClientArchitecture(33)).hasToString("architecture 33");
  }

  static Stream<Arguments> nonsense() {
    return Stream.of(
        arguments((Runnable) () -> new DirectoryAgents(true, List.of()), "addresses: expected at"),
        arguments((Runnable) () -> new ServiceScope(true, "a\0"), "expected text without NUL"),
        arguments((Runnable) () -> new SipServers.Names(List.of()), "names: expected at least one"),
        arguments((Runnable) () -> new SipServers.Addresses(List.of()), "addresses: expected at"),
        arguments((Runnable) () -> new ClientArchitecture(65_536), "client architecture 65536"),
        arguments((Runnable) () -> new NetworkInterfaceIdentifier(1, 256, 0), "version 256.0"),
        arguments((Runnable) () -> new ClientMachineIdentifier(256, Octets.EMPTY), "type 256"),
        arguments((Runnable) () -> new ClientMachineIdentifier(0, Octets.of(1)), "found 1"),
        arguments((Runnable) () -> new BootstrapServer(""), "URI \"\": expected 1 to 65535"),
        arguments((Runnable) () -> new BootstrapServer("a b"), "URI \"a b\": expected 1 to 65535"),
        arguments((Runnable) () -> BootstrapServer.encodeAll(List.of()), "expected at least one"),
        arguments((Runnable) () -> new CivicLocation(256, "DE", List.of()), "what 256"),
        arguments((Runnable) () -> new CivicLocation(0, "D1", List.of()), "country \"D1\""),
        arguments((Runnable) () -> CivicLocation.Element.of(256, ""), "CAtype 256"),
        arguments((Runnable) () -> CivicLocation.Element.of(3, "a".repeat(256)), "CAtype 3"),
        arguments((Runnable) () -> new NetbiosNodeType(256), "NetBIOS node type 256"),
        arguments((Runnable) () -> PolicyFilter.encodeAll(List.of()), "at least one filter"),
        arguments((Runnable) () -> StaticRoute.encodeAll(List.of()), "at least one route"),
        arguments(
            (Runnable) () -> new StaticRoute(Ipv4Address.UNSPECIFIED, A),
            "destination 0.0.0.0: expected no default route"));
  }

  @ParameterizedTest
  @MethodSource("nonsense")
  void nonsenseCannotBeMade(Runnable maker, String message) {
    // The refusal names the part and what is expected of it.
    assertThatIllegalArgumentException().isThrownBy(maker::run).withMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({
    "21, ''",
    "21, c0000201",
    "21, c0000201ffffff00c0",
    "33, ''",
    "33, c0000201",
    "33, 00000000c0000201"
  })
  void pairsOfAddressesAreWhole(int code, String octets) {
    // No pairs, half a pair, and a default route among static ones, are no value.
    assertThat(DhcpOptions.byCode(code).orElseThrow().decode(Octets.parse(octets))).isEmpty();
  }
}
