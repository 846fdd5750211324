package io.leasehold.dhcp.codec.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.address.Ipv6Address;
import io.leasehold.dhcp.codec.octets.Octets;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests of the values whose structure is a few fields, or a list of such. */
class ValuesTest {

  private static final Forms<List<EnterpriseData>> ENTERPRISE_DATA =
      new Forms<>("enterprise data", EnterpriseData::decodeAll, EnterpriseData::encodeAll);
  private static final Forms<Authentication> AUTHENTICATION =
      new Forms<>("authentication", Authentication::decode, Authentication::encode);
  private static final Forms<RelayAgentAuthentication> RELAY_AUTHENTICATION =
      new Forms<>(
          "relay agent authentication",
          RelayAgentAuthentication::decode,
          RelayAgentAuthentication::encode);
  private static final Forms<RelayAgentFlags> RELAY_FLAGS =
      new Forms<>("relay agent flags", RelayAgentFlags::decode, RelayAgentFlags::encode);
  private static final Forms<List<RadiusAttribute>> RADIUS =
      new Forms<>("RADIUS attributes", RadiusAttribute::decodeAll, RadiusAttribute::encodeAll);
  private static final Forms<AccessTechnology> ACCESS =
      new Forms<>("access technology", AccessTechnology::decode, AccessTechnology::encode);
  private static final Forms<VirtualSubnetSelection> VSS =
      new Forms<>(
          "virtual subnet selection",
          VirtualSubnetSelection::decode,
          VirtualSubnetSelection::encode);
  private static final Forms<StatusCode> STATUS =
      new Forms<>("status code", StatusCode::decode, StatusCode::encode);
  private static final Forms<DhcpState> STATE =
      new Forms<>("DHCP state", DhcpState::decode, DhcpState::encode);
  private static final Forms<DataSource> SOURCE =
      new Forms<>("data source", DataSource::decode, DataSource::encode);
  private static final Forms<PortParameters> PORTS =
      new Forms<>("port parameters", PortParameters::decode, PortParameters::encode);
  private static final Forms<List<PcpServer>> PCP =
      new Forms<>("PCP servers", PcpServer::decodeAll, PcpServer::encodeAll);
  private static final Forms<SixRd> SIX_RD = new Forms<>("6rd", SixRd::decode, SixRd::encode);
  private static final Forms<Isns> ISNS = new Forms<>("iSNS", Isns::decode, Isns::encode);
  private static final Forms<List<PxeBootServer>> BOOT_SERVERS =
      new Forms<>("PXE boot servers", PxeBootServer::decodeAll, PxeBootServer::encodeAll);
  private static final Forms<List<PxeMenuItem>> BOOT_MENU =
      new Forms<>("PXE boot menu", PxeMenuItem::decodeAll, PxeMenuItem::encodeAll);
  private static final Forms<PxeMenuPrompt> MENU_PROMPT =
      new Forms<>("PXE menu prompt", PxeMenuPrompt::decode, PxeMenuPrompt::encode);
  private static final Forms<PxeBootItem> BOOT_ITEM =
      new Forms<>("PXE boot item", PxeBootItem::decode, PxeBootItem::encode);
  private static final Forms<PxeDiscoveryControl> DISCOVERY =
      new Forms<>(
          "PXE discovery control", PxeDiscoveryControl::decode, PxeDiscoveryControl::encode);
  private static final Forms<KerberosBackoff> BACKOFF =
      new Forms<>("Kerberos backoff", KerberosBackoff::decode, KerberosBackoff::encode);

  private static final Forms<ProvisioningServer> PROVISIONING =
      new Forms<>("provisioning server", ProvisioningServer::decode, ProvisioningServer::encode);
  private static final Forms<List<EncryptedResolver>> RESOLVERS =
      new Forms<>("resolvers", EncryptedResolver::decodeAll, EncryptedResolver::encodeAll);

  private static final Ipv4Address FIRST = Ipv4Address.parse("192.0.2.1");
  private static final Ipv4Address SECOND = Ipv4Address.parse("192.0.2.2");
  private static final Ipv6Address PREFIX = Ipv6Address.parse("2001:db8::");

  static Stream<Arguments> values() {
    return Stream.of(
        arguments(
            ENTERPRISE_DATA,
            List.of(
                new EnterpriseData(EnterpriseNumber.CABLELABS, Octets.ofText("docsis3.0")),
                new EnterpriseData(new EnterpriseNumber(99_999), Octets.EMPTY)),
            "0000118b 09 646f63736973332e30 0001869f 00",
            "[CableLabs (4491): 646f63736973332e30 \"docsis3.0\", enterprise 99999: no octets]"),
        arguments(
            AUTHENTICATION,
            new Authentication(Authentication.DELAYED, 1, 0, 5, Octets.EMPTY),
            "01 01 00 0000000000000005",
            "delayed authentication (1), algorithm 1, replay detection 0 0000000000000005"),
        arguments(
            AUTHENTICATION,
            new Authentication(200, 9, 8, -1, Octets.of(1, 2)),
            "c8 09 08 ffffffffffffffff 0102",
            "protocol 200, algorithm 9, replay detection 8 ffffffffffffffff, information of 2 octets"),
        arguments(
            RELAY_AUTHENTICATION,
            new RelayAgentAuthentication(1, 1, 0x0102030405060708L, 0xc0000201, Octets.of(0xaa)),
            "01 01 0102030405060708 c0000201 aa",
            "HMAC-SHA1, replay detection 1 0102030405060708, relay c0000201, information aa"),
        arguments(
            RELAY_AUTHENTICATION,
            new RelayAgentAuthentication(2, 15, 0, 0, Octets.EMPTY),
            "02 0f 0000000000000000 00000000",
            "algorithm 2, replay detection 15 0000000000000000, relay 00000000"),
        arguments(RELAY_FLAGS, RelayAgentFlags.ofUnicast(true), "80", "unicast"),
        arguments(RELAY_FLAGS, RelayAgentFlags.ofUnicast(false), "00", "broadcast"),
        arguments(RELAY_FLAGS, new RelayAgentFlags(0x81), "81", "unicast + 0x1"),
        arguments(
            RADIUS,
            List.of(
                new RadiusAttribute(1, Octets.ofText("bob")),
                new RadiusAttribute(27, Octets.of(0, 0, 0x0e, 0x10)),
                new RadiusAttribute(200, Octets.EMPTY)),
            "01 05 626f62 1b 06 00000e10 c8 02",
            "[User-Name (1) 626f62 \"bob\", Session-Timeout (27) 00000e10, attribute 200 no octets]"),
        arguments(ACCESS, new AccessTechnology(3), "0003", "IEEE 802.3 (3)"),
        arguments(ACCESS, new AccessTechnology(12), "000c", "3GPP2 UMB (12)"),
        arguments(ACCESS, new AccessTechnology(99), "0063", "type 99"),
        arguments(VSS, VirtualSubnetSelection.ofName("red"), "00726564", "VPN 726564 \"red\""),
        arguments(
            VSS,
            new VirtualSubnetSelection(1, Octets.parse("00005e00000001")),
            "01 00005e 00000001",
            "VPN-ID 00005e:00000001"),
        arguments(VSS, new VirtualSubnetSelection(255, Octets.EMPTY), "ff", "the global VPN"),
        arguments(VSS, new VirtualSubnetSelection(254, Octets.EMPTY), "fe", "type 254"),
        arguments(VSS, new VirtualSubnetSelection(2, Octets.of(7)), "0207", "type 2 07"),
        arguments(STATUS, new StatusCode(0, ""), "00", "Success (0)"),
        arguments(
            STATUS,
            new StatusCode(4, "go\naway"),
            "04676f0a61776179",
            "NotAllowed (4) \"go\\u000aaway\""),
        arguments(STATUS, new StatusCode(200, "é"), "c8c3a9", "status 200 \"é\""),
        arguments(STATE, DhcpState.AVAILABLE, "01", "AVAILABLE (1)"),
        arguments(STATE, DhcpState.TRANSITIONING, "08", "TRANSITIONING (8)"),
        arguments(STATE, new DhcpState(0), "00", "state 0"),
        arguments(STATE, new DhcpState(9), "09", "state 9"),
        arguments(SOURCE, DataSource.LOCAL, "00", "local"),
        arguments(SOURCE, DataSource.REMOTE, "01", "remote"),
        arguments(SOURCE, new DataSource(0x83), "83", "remote + 0x82"),
        arguments(
            PORTS, new PortParameters(6, 8, 0x34), "06 08 3400", "offset 6, PSID 0x34 of 8 bits"),
        arguments(
            PORTS,
            new PortParameters(0, 16, 0xffff),
            "00 10 ffff",
            "offset 0, PSID 0xffff of 16 bits"),
        arguments(PORTS, new PortParameters(15, 0, 0), "0f 00 0000", "offset 15, no PSID"),
        arguments(
            PCP,
            List.of(new PcpServer(List.of(FIRST, SECOND)), new PcpServer(List.of(SECOND))),
            "08 c0000201 c0000202 04 c0000202",
            "[192.0.2.1 or 192.0.2.2, 192.0.2.2]"),
        arguments(
            SIX_RD,
            new SixRd(8, 32, PREFIX, List.of(FIRST, SECOND)),
            "08 20 20010db8000000000000000000000000 c0000201 c0000202",
            "2001:db8::/32, IPv4 mask length 8, border relays [192.0.2.1, 192.0.2.2]"),
        arguments(
            SIX_RD,
            new SixRd(32, 128, new Ipv6Address(-1, -1), List.of(FIRST)),
            "20 80 ffffffffffffffffffffffffffffffff c0000201",
            "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128, IPv4 mask length 32,"
                + " border relays [192.0.2.1]"),
        arguments(
            ISNS,
            new Isns(0x8001, 0x6, 0x3, 0x80000040L, List.of(FIRST, SECOND)),
            "8001 0006 0003 80000040 c0000201 c0000202",
            "servers [192.0.2.2], heartbeat from 192.0.2.1, functions enabled + 0x8000,"
                + " discovery domain access control node + iSCSI target,"
                + " administrative flags enabled + heartbeat,"
                + " security tunnel mode + 0x80000000"),
        arguments(
            ISNS,
            new Isns(0, 0, 0, 0, List.of(FIRST)),
            "0000 0000 0000 00000000 c0000201",
            "servers [192.0.2.1], functions none, discovery domain access none,"
                + " administrative flags none, security none"),
        arguments(
            BOOT_SERVERS,
            List.of(
                new PxeBootServer(1, List.of(FIRST, SECOND)), new PxeBootServer(300, List.of())),
            "0001 02 c0000201 c0000202 012c 00",
            "[type 1 at 192.0.2.1 or 192.0.2.2, type 300]"),
        arguments(
            BOOT_MENU,
            List.of(new PxeMenuItem(0, "Local boot"), new PxeMenuItem(1, "")),
            "0000 0a 4c6f63616c20626f6f74 0001 00",
            "[type 0 \"Local boot\", type 1 \"\"]"),
        arguments(MENU_PROMPT, new PxeMenuPrompt(10, "F8"), "0a 4638", "\"F8\" for 10 s"),
        arguments(
            MENU_PROMPT, new PxeMenuPrompt(PxeMenuPrompt.FOR_EVER, ""), "ff", "\"\" for ever"),
        arguments(BOOT_ITEM, new PxeBootItem(1, 0x8000), "0001 8000", "type 1, layer 32768"),
        arguments(
            DISCOVERY,
            new PxeDiscoveryControl(
                PxeDiscoveryControl.NO_BROADCAST | PxeDiscoveryControl.BOOT_FILE_OF_OFFER | 0x40),
            "49",
            "no broadcast + boot file of the offer + 0x40"),
        arguments(
            PROVISIONING,
            ProvisioningServer.of(DomainName.parse("a.example")),
            "00 0161 076578616d706c65 00",
            "a.example"),
        arguments(PROVISIONING, ProvisioningServer.of(FIRST), "01 c0000201", "192.0.2.1"),
        arguments(PROVISIONING, new ProvisioningServer(2, Octets.of(7)), "02 07", "type 2 07"),
        arguments(
            BACKOFF,
            new KerberosBackoff(3_000, 600, 4_294_967_295L),
            "00000bb8 00000258 ffffffff",
            "timeout 3000 to 600, at most 4294967295 retries"));
  }

  @ParameterizedTest
  @MethodSource("values")
  <T> void everyValueHasItsOctetsAndWords(Forms<T> forms, T value, String octets, String words) {
    // Unknown numbers and bits are values too; all are written, read and shown on one line.
    forms.assertForm(value, octets, words);
  }

  static Stream<Arguments> noValues() {
    return Stream.of(
        arguments(ENTERPRISE_DATA, List.of("", "0000118b", "0000118b0201", "00 0000")),
        arguments(AUTHENTICATION, List.of("", "01010000000000000000")),
        arguments(RELAY_AUTHENTICATION, List.of("", "01010000000000000000000000")),
        arguments(RELAY_FLAGS, List.of("", "8000")),
        arguments(RADIUS, List.of("", "01", "0100", "0101", "0103", "010361 02", "0103616200")),
        arguments(ACCESS, List.of("", "03", "000300")),
        arguments(VSS, List.of("", "01", "01000000000000", "010000000000000000", "ff00")),
        arguments(STATUS, List.of("", "00ff", "006100")),
        arguments(STATE, List.of("", "0101")),
        arguments(SOURCE, List.of("", "0101")),
        arguments(PORTS, List.of("", "060834", "0608340000", "10083400", "06113400")),
        arguments(PCP, List.of("", "00", "04", "04c00002", "03c00002", "05c000020101")),
        arguments(
            SIX_RD,
            List.of(
                "",
                "082020010db8000000000000000000000000",
                "082020010db8000000000000000000000000c00002",
                "082020010db8000000000000000000000000c0000201c0",
                "212020010db8000000000000000000000000c0000201",
                "086920010db8000000000000000000000000c0000201")),
        arguments(
            ISNS,
            List.of(
                "",
                "00000000000000000000",
                "00000000000000000000c00002",
                "00000000000000000000c000020101")),
        arguments(BOOT_SERVERS, List.of("", "000101", "000101c00002", "000100 00")),
        arguments(BOOT_MENU, List.of("", "0001", "000101", "00010100", "000101ff", "00010161 00")),
        arguments(MENU_PROMPT, List.of("", "0aff", "0a00")),
        arguments(BOOT_ITEM, List.of("", "000100", "0001000000")),
        arguments(DISCOVERY, List.of("", "0808")),
        arguments(PROVISIONING, List.of("", "00", "000161", "01", "01c00002", "01c000020100")),
        arguments(BACKOFF, List.of("", "0000000100000002000000", "00000001000000020000000300")));
  }

  @ParameterizedTest
  @MethodSource("noValues")
  void otherOctetsAreNoValue(Forms<?> forms, List<String> noValues) {
    // Too short, too long, cut off within a part, or of numbers that do not go together.
    noValues.forEach(forms::assertNone);
  }

  static Stream<Arguments> refusals() {
    String tooLong = "x".repeat(256);
    return Stream.of(
        refusal(() -> new EnterpriseNumber(-1), "enterprise number -1: expected 0 to 4294967295"),
        refusal(() -> new EnterpriseNumber(1L << 32), "enterprise number 4294967296"),
        refusal(
            () -> new EnterpriseData(EnterpriseNumber.CISCO, Octets.wrap(new byte[256])),
            "length of the data of Cisco (9) 256: expected 0 to 255"),
        refusal(() -> EnterpriseData.encodeAll(List.of()), "at least one enterprise"),
        refusal(() -> new Authentication(256, 0, 0, 0, Octets.EMPTY), "protocol 256"),
        refusal(() -> new Authentication(0, 256, 0, 0, Octets.EMPTY), "algorithm 256"),
        refusal(() -> new Authentication(0, 0, -1, 0, Octets.EMPTY), "method -1"),
        refusal(() -> new RelayAgentAuthentication(256, 0, 0, 0, Octets.EMPTY), "algorithm 256"),
        refusal(() -> new RelayAgentAuthentication(0, 16, 0, 0, Octets.EMPTY), "method 16"),
        refusal(() -> new RelayAgentFlags(256), "relay agent flags 256"),
        refusal(() -> new RadiusAttribute(256, Octets.EMPTY), "type 256"),
        refusal(
            () -> new RadiusAttribute(1, Octets.wrap(new byte[254])),
            "length of RADIUS attribute 1 254: expected 0 to 253"),
        refusal(() -> RadiusAttribute.encodeAll(List.of()), "found none"),
        refusal(() -> new AccessTechnology(256), "access technology type 256"),
        refusal(() -> new VirtualSubnetSelection(256, Octets.EMPTY), "selection 256"),
        refusal(() -> new VirtualSubnetSelection(1, Octets.of(1)), "expected 7 octets, found 01"),
        refusal(() -> new VirtualSubnetSelection(255, Octets.of(1)), "expected no information"),
        refusal(() -> VirtualSubnetSelection.ofName("a\0"), "without NUL"),
        refusal(() -> new StatusCode(256, ""), "status code 256"),
        refusal(() -> new StatusCode(0, "a\0"), "status message \"a\\u0000\": expected text"),
        refusal(() -> new DhcpState(-1), "DHCP state -1"),
        refusal(() -> new DataSource(256), "data source 256"),
        refusal(() -> new PortParameters(16, 0, 0), "port set offset 16: expected 0 to 15"),
        refusal(() -> new PortParameters(0, 17, 0), "identifier 17: expected 0 to 16"),
        refusal(() -> new PortParameters(0, 4, 16), "port set identifier 16: expected 0 to 15"),
        refusal(() -> new PcpServer(List.of()), "expected 1 to 63 addresses, found 0"),
        refusal(() -> new PcpServer(Stream.generate(() -> FIRST).limit(64).toList()), "found 64"),
        refusal(() -> PcpServer.encodeAll(List.of()), "found none"),
        refusal(() -> new SixRd(33, 32, PREFIX, List.of(FIRST)), "IPv4 mask length 33"),
        refusal(() -> new SixRd(0, -1, PREFIX, List.of(FIRST)), "6rd prefix length -1"),
        refusal(() -> new SixRd(0, 129, PREFIX, List.of(FIRST)), "6rd prefix length 129"),
        refusal(
            () -> new SixRd(8, 105, PREFIX, List.of(FIRST)),
            "6rd prefix length 105: expected at most 104 with an IPv4 mask length of 8"),
        refusal(() -> new SixRd(8, 28, PREFIX, List.of(FIRST)), "2001:db8::/28: expected zeros"),
        refusal(() -> new SixRd(8, 32, PREFIX, List.of()), "at least one border relay"),
        refusal(() -> new Isns(65_536, 0, 0, 0, List.of(FIRST)), "iSNS functions 65536"),
        refusal(() -> new Isns(0, -1, 0, 0, List.of(FIRST)), "domain access -1"),
        refusal(() -> new Isns(0, 0, 65_536, 0, List.of(FIRST)), "flags 65536"),
        refusal(() -> new Isns(0, 0, 0, 1L << 32, List.of(FIRST)), "security 4294967296"),
        refusal(() -> new Isns(0, 0, 0, 0, List.of()), "expected at least one address"),
        refusal(() -> new PxeBootServer(65_536, List.of()), "boot server 65536"),
        refusal(
            () -> new PxeBootServer(0, Stream.generate(() -> FIRST).limit(256).toList()),
            "count of PXE boot servers 256"),
        refusal(() -> PxeBootServer.encodeAll(List.of()), "found none"),
        refusal(() -> new PxeMenuItem(-1, ""), "boot server -1"),
        refusal(() -> new PxeMenuItem(0, tooLong), "PXE boot menu 256: expected 0 to 255"),
        refusal(() -> new PxeMenuItem(0, "a\0"), "PXE boot menu \"a\\u0000\": expected"),
        refusal(() -> PxeMenuItem.encodeAll(List.of()), "found none"),
        refusal(() -> new PxeMenuPrompt(256, ""), "prompt 256"),
        refusal(() -> new PxeMenuPrompt(0, "\ud800"), "half of a pair"),
        refusal(() -> new PxeBootItem(65_536, 0), "boot server 65536"),
        refusal(() -> new PxeBootItem(0, 65_536), "boot file 65536"),
        refusal(() -> new PxeDiscoveryControl(256), "discovery control 256"),
        refusal(() -> new ProvisioningServer(256, Octets.EMPTY), "provisioning server 256"),
        refusal(() -> new ProvisioningServer(0, Octets.of(1)), "expected a domain name, found 01"),
        refusal(() -> new ProvisioningServer(1, Octets.of(1)), "expected an address of 4 octets"),
        refusal(() -> new KerberosBackoff(-1, 0, 0), "nominal timeout -1"),
        refusal(() -> new KerberosBackoff(0, -1, 0), "maximum timeout -1"),
        refusal(() -> new KerberosBackoff(0, 0, -1), "maximum of retries -1"));
  }

  private static Arguments refusal(Executable making, String message) {
    return arguments(making, message);
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void valuesThatCannotBeWrittenAreRefused(Executable making, String message) {
    // The refusal names the field and what was found there.
    assertThatIllegalArgumentException().isThrownBy(making::execute).withMessageContaining(message);
  }

  @Test
  void bitsThatMustBeZeroMeanNothing() {
    // A sender's slip in a reserved place does not cost the value.
    assertThat(AccessTechnology.decode(Octets.of(9, 3))).contains(new AccessTechnology(3));
    assertThat(PortParameters.decode(Octets.parse("060834ff")))
        .contains(new PortParameters(6, 8, 0x34));
    assertThat(PortParameters.decode(Octets.parse("0600ffff")))
        .contains(new PortParameters(6, 0, 0));
    assertThat(RelayAgentAuthentication.decode(Octets.parse("01f10000000000000000 00000000")))
        .contains(new RelayAgentAuthentication(1, 1, 0, 0, Octets.EMPTY));
    assertThat(SixRd.decode(Octets.parse("001c20010dbf00000000000000000000000fc0000201")))
        .contains(new SixRd(0, 28, Ipv6Address.parse("2001:db0::"), List.of(FIRST)));
  }

  @Test
  void partsHaveTheirMeaning() {
    // What the words say, a program can ask.
    assertThat(new Isns(0, 0, 2, 0, List.of(FIRST, SECOND)).heartbeatSource()).contains(FIRST);
    assertThat(new Isns(0, 0, 2, 0, List.of(FIRST, SECOND)).servers()).containsExactly(SECOND);
    assertThat(new Isns(0, 0, 1, 0, List.of(FIRST, SECOND)).heartbeatSource()).isEmpty();
    assertThat(new Isns(0, 0, 1, 0, List.of(FIRST)).servers()).containsExactly(FIRST);
    assertThat(new DataSource(0xfe).isRemote()).isFalse();
    assertThat(new DataSource(0xff).isRemote()).isTrue();
  }

  @Property(tries = 5000)
  void anyOctetsAreAValueOrNone(@ForAll("forms") Forms<?> forms, @ForAll("octets") Octets octets) {
    // Nothing throws; what is read can be written, read again and shown on one line.
    forms.assertTotal(octets);
  }

  @Provide
  Arbitrary<Forms<?>> forms() {
    return Arbitraries.of(
        ENTERPRISE_DATA,
        AUTHENTICATION,
        RELAY_AUTHENTICATION,
        RELAY_FLAGS,
        RADIUS,
        ACCESS,
        VSS,
        STATUS,
        STATE,
        SOURCE,
        PORTS,
        PCP,
        SIX_RD,
        ISNS,
        BOOT_SERVERS,
        BOOT_MENU,
        MENU_PROMPT,
        BOOT_ITEM,
        DISCOVERY,
        BACKOFF,
        PROVISIONING,
        RESOLVERS);
  }

  /** Small numbers for the most part, so that lengths inside the octets often fit. */
  @Provide
  Arbitrary<Octets> octets() {
    return Arbitraries.frequencyOf(
            Tuple.of(4, Arbitraries.integers().between(0, 8)),
            Tuple.of(1, Arbitraries.integers().between(0, 255)))
        .array(int[].class)
        .ofMaxSize(60)
        .map(Octets::of);
  }
}
