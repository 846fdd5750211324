package io.leasehold.dhcp.codec.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.leasehold.dhcp.codec.octets.Octets;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests of the option spaces that come with the library. */
class ReadyMadeSpacesTest {

  private static final List<OptionSpace> SPACES =
      List.of(
          RelayAgentOptions.SPACE,
          PxeOptions.SPACE,
          IpxeOptions.SPACE,
          NetwareIpOptions.SPACE,
          CableLabsOptions.SPACE,
          CableLabsOptions.VENDOR_SPACE,
          MosOptions.ADDRESS_SPACE,
          MosOptions.NAME_SPACE,
          BroadbandForumOptions.SPACE,
          SubnetAllocation.SPACE);

  private static List<OptionKey<?>> keys(OptionSpace space) {
    return IntStream.rangeClosed(0, 255)
        .mapToObj(space::byCode)
        .<OptionKey<?>>flatMap(Optional::stream)
        .toList();
  }

  static Stream<Arguments> tables() {
    return Stream.of(
        arguments(RelayAgentOptions.class, List.of(RelayAgentOptions.SPACE)),
        arguments(PxeOptions.class, List.of(PxeOptions.SPACE)),
        arguments(MosOptions.class, List.of(MosOptions.ADDRESS_SPACE, MosOptions.NAME_SPACE)),
        arguments(IpxeOptions.class, List.of(IpxeOptions.SPACE)),
        arguments(NetwareIpOptions.class, List.of(NetwareIpOptions.SPACE)),
        arguments(
            CableLabsOptions.class, List.of(CableLabsOptions.SPACE, CableLabsOptions.VENDOR_SPACE)),
        arguments(BroadbandForumOptions.class, List.of(BroadbandForumOptions.SPACE)),
        arguments(SubnetAllocation.class, List.of(SubnetAllocation.SPACE)));
  }

  @ParameterizedTest
  @MethodSource("tables")
  void everyConstantIsInItsSpace(Class<?> table, List<OptionSpace> spaces)
      throws IllegalAccessException {
    // A key that is not in the space would be shown as unknown.
    List<OptionKey<?>> constants = new ArrayList<>();
    for (var field : table.getDeclaredFields()) {
      if (Modifier.isPublic(field.getModifiers()) && field.getType() == OptionKey.class) {
        constants.add((OptionKey<?>) field.get(null));
      }
    }
    assertThat(spaces.stream().flatMap(space -> keys(space).stream()))
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(
            constants.stream().filter(key -> !isWhole(key, spaces)).toList());
  }

  /** Returns whether the key is that of an option which holds a whole space. */
  private static boolean isWhole(OptionKey<?> key, List<OptionSpace> spaces) {
    return spaces.stream().anyMatch(space -> key.format().equals(space.format()));
  }

  @Property(tries = 5000)
  void anyOctetsAreAValueOrNone(@ForAll("keys") OptionKey<?> key, @ForAll("octets") Octets octets) {
    // No sub-option throws, whatever the octets are; what was read can be written and read again.
    assertReadsOrRefuses(key, octets);
  }

  private static <T> void assertReadsOrRefuses(OptionKey<T> key, Octets octets) {
    Optional<T> read = key.decode(octets);
    read.ifPresent(
        value -> {
          assertThat(key.decode(key.encode(value))).contains(value);
          assertThat(key.format().describe(value)).doesNotContainPattern("\\p{Cntrl}");
        });
    assertThat(key.format().accepts(octets))
        .isEqualTo(read.isPresent() && key.encode(read.orElseThrow()).equals(octets));
  }

  @Provide
  Arbitrary<OptionKey<?>> keys() {
    return Arbitraries.of(
        SPACES.stream().<OptionKey<?>>flatMap(space -> keys(space).stream()).toList());
  }

  /** Small numbers for the most part, so that lengths inside the octets often fit. */
  @Provide
  Arbitrary<Octets> octets() {
    return Arbitraries.frequencyOf(
            Tuple.of(4, Arbitraries.integers().between(0, 8)),
            Tuple.of(1, Arbitraries.integers().between(0, 255)))
        .array(int[].class)
        .ofMaxSize(40)
        .map(Octets::of);
  }

  static Stream<Arguments> wholeOptions() {
    return Stream.of(
        arguments(
            RelayAgentOptions.SPACE,
            """
            0103706f72 0203aabbcc 040480000001 0504c6336400 0603616263 07050105626f62
            080e 0101 0000000000000001 c0000201 0909 0000 0de9 04 01023031 0a0180 0b04c0000201
            0c0a 00030001 02005e100001 0d020004 0e0470756273 0f036c6162 100602005e100002 110400000009
            12056578616d70 1300 9604c6336400 9701ff 9800 c80107
            """,
            "Agent Circuit ID: 706f72 \"por\"; Agent Remote ID: aabbcc;"
                + " DOCSIS Device Class: 2147483649; Link selection: 198.51.100.0;"
                + " Subscriber-ID: \"abc\"; RADIUS Attributes: User-Name (1) 626f62 \"bob\";"
                + " Authentication: HMAC-SHA1, replay detection 1 0000000000000001,"
                + " relay c0000201;"
                + " Vendor-Specific Information: Broadband Forum (3561):"
                + " {DeviceManufacturerOUI: \"01\"};"
                + " Relay Agent Flags: unicast; Server Identifier Override: 192.0.2.1;"
                + " Relay Agent Identifier: DUID-LL Ethernet (1) 02:00:5e:10:00:01;"
                + " Access Technology Type: IEEE 802.11a/b/g (4); Access Network Name: \"pubs\";"
                + " Access Point Name: \"lab\"; Access Point BSSID: 02:00:5e:10:00:02;"
                + " Operator Identifier: Cisco (9); Operator Realm: \"examp\";"
                + " Relay Source Port: set; Link Selection (Cisco Systems): 198.51.100.0;"
                + " DHCPv4 Virtual Subnet Selection: the global VPN;"
                + " DHCPv4 Virtual Subnet Selection Control: set; code 200: 07"),
        arguments(
            PxeOptions.SPACE,
            "060108 0807 8000 01 c0000201 090d 8000 0a 4c6f63616c20626f6f74 0a03 0a4638"
                + " 47048000 0000 ff",
            "PXE_DISCOVERY_CONTROL: boot file of the offer;"
                + " PXE_BOOT_SERVERS: type 32768 at 192.0.2.1;"
                + " PXE_BOOT_MENU: type 32768 \"Local boot\"; PXE_MENU_PROMPT: \"F8\" for 10 s;"
                + " PXE_BOOT_ITEM: type 32768, layer 0"),
        arguments(
            PxeOptions.SPACE,
            "0104e0010101 02020700 03020701 040105 05010a 0704e0010102",
            "PXE_MTFTP_IP: 224.1.1.1; PXE_MTFTP_CPORT: 1792; PXE_MTFTP_SPORT: 1793;"
                + " PXE_MTFTP_TMOUT: 5; PXE_MTFTP_DELAY: 10; DISCOVERY_MCAST_ADDR: 224.1.1.2"),
        arguments(
            IpxeOptions.SPACE,
            "0101ff 080101 b00101 b105018086100e bd0180 eb03010000 110101 ff",
            "priority: ff; keep-san: true; no-pxedhcp: true; bus-id: 018086100e;"
                + " bios-drive: 128; version: 010000; code 17: 01"),
        arguments(
            NetwareIpOptions.SPACE,
            "0200 050101 0604c0000201 0704c0000202 080103 09010a 0a0100 0b04c0000203",
            "NWIP_EXIST_IN_OPTIONS_AREA: set; NSQ_BROADCAST: true; PREFERRED_DSS: 192.0.2.1;"
                + " NEAREST_NWIP_SERVER: 192.0.2.2; AUTORETRIES: 3; AUTORETRY_SECS: 10;"
                + " NWIP_1_1: false; PRIMARY_DSS: 192.0.2.3"),
        arguments(
            CableLabsOptions.VENDOR_SPACE,
            "01020208 0204c0000201 0303010101 0401 02 0502 0101",
            "Option Request: 2, 8; TFTP Server Addresses: 192.0.2.1;"
                + " eRouter Container: {code 1: 01}; MIB Environment Indicator: 02;"
                + " Modem Capabilities: 0101"),
        arguments(
            SubnetAllocation.SPACE,
            "01020018 0206000a00000000 0303616263 040400000e10",
            "Subnet-Request: 0018; Subnet-Information: 000a00000000; Subnet-Name: \"abc\";"
                + " Suggested-Lease-Time: 1 h (3600 s)"));
  }

  @ParameterizedTest
  @MethodSource("wholeOptions")
  void wholeOptionsAreShownByName(OptionSpace space, String octets, String words) {
    // Every sub-option of the space has its name and its words, on one line.
    String hex = octets.replaceAll("\\s", "");

    assertThat(space.format().decode(Octets.parse(hex)).orElseThrow()).hasToString(words);
  }

  @Test
  void secretsAreNotShown() {
    // A description may go into a log; the value is read all the same.
    String password = "open sesame";
    SubOptions options = IpxeOptions.SPACE.empty().with(IpxeOptions.PASSWORD, password);

    assertThat(options).hasToString("password: (not shown)");
    assertThat(options.get(IpxeOptions.PASSWORD)).contains(password);
  }

  @Test
  void pxeIsAnOption43() {
    // A PXE client's option 43 needs one line of its reader.
    OptionSet options = OptionSet.builder().putRaw(43, Octets.parse("00 060108 ff")).build();

    assertThat(
            options
                .get(PxeOptions.VENDOR_SPECIFIC)
                .flatMap(pxe -> pxe.get(PxeOptions.DISCOVERY_CONTROL))
                .orElseThrow())
        .hasToString("boot file of the offer");
  }
}
