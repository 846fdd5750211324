package io.leasehold.dhcp.codec.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.address.Ipv4Network;
import io.leasehold.dhcp.codec.address.Ipv6Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.octets.Utf8Text;
import io.leasehold.dhcp.codec.value.BootstrapServer;
import io.leasehold.dhcp.codec.value.CivicLocation;
import io.leasehold.dhcp.codec.value.ClasslessRoute;
import io.leasehold.dhcp.codec.value.ClientArchitecture;
import io.leasehold.dhcp.codec.value.ClientFqdn;
import io.leasehold.dhcp.codec.value.ClientIdentifier;
import io.leasehold.dhcp.codec.value.ClientMachineIdentifier;
import io.leasehold.dhcp.codec.value.DirectoryAgents;
import io.leasehold.dhcp.codec.value.DomainName;
import io.leasehold.dhcp.codec.value.Flag;
import io.leasehold.dhcp.codec.value.MessageType;
import io.leasehold.dhcp.codec.value.NetbiosNodeType;
import io.leasehold.dhcp.codec.value.NetworkInterfaceIdentifier;
import io.leasehold.dhcp.codec.value.PolicyFilter;
import io.leasehold.dhcp.codec.value.RdnssSelection;
import io.leasehold.dhcp.codec.value.ServiceScope;
import io.leasehold.dhcp.codec.value.SipServers;
import io.leasehold.dhcp.codec.value.StaticRoute;
import io.leasehold.dhcp.codec.value.UserClass;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests of every row of {@link DhcpOptions}. */
class DhcpOptionsTest {

  private static final List<OptionKey<?>> ROWS =
      IntStream.rangeClosed(0, 255)
          .mapToObj(DhcpOptions::byCode)
          .<OptionKey<?>>flatMap(Optional::stream)
          .toList();

  /**
   * The rows that give values to octets which a sender should not write, each for the reason why.
   * No other row may.
   */
  private static final Map<Integer, String> LENIENT =
      Stream.of(
              reason(
                  "a text may have NULs at its end (RFC 2132 section 2)",
                  12,
                  14,
                  15,
                  17,
                  18,
                  40,
                  47,
                  56,
                  62,
                  64,
                  66,
                  67,
                  86,
                  87,
                  95,
                  98,
                  100,
                  101,
                  113,
                  114,
                  161,
                  176,
                  209,
                  210,
                  252),
              reason(
                  "anything but zero is true for some senders", 19, 20, 27, 29, 30, 31, 34, 36, 39),
              reason("many clients write one class without its length", 77),
              reason("unknown flags and NULs after an ASCII name mean nothing (RFC 4702)", 81),
              reason("NULs at the end mean nothing (RFC 2132 section 2)", 60),
              reason("the names before a broken one are of use", 119),
              reason("the blocks before a broken one are of use", 124, 125),
              reason("reserved bits mean nothing (RFC 6731)", 146),
              reason("one broken resolver does not cost the others (RFC 9463)", 162),
              reason("bits that must be zero mean nothing (RFC 5969, RFC 7618)", 159, 212),
              reason("bits beyond a route's width mean nothing (RFC 3442)", 121, 249))
          .flatMap(reasons -> reasons.entrySet().stream())
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  /** The rows that accept octets which a sender may write, but this library does not. */
  private static final Map<Integer, String> FREE =
      reason("names may be compressed or not (RFC 3397)", 119);

  private static Map<Integer, String> reason(String reason, Integer... codes) {
    return Stream.of(codes).collect(Collectors.toMap(code -> code, code -> reason));
  }

  private static final Arbitrary<Ipv4Address> ADDRESSES =
      Arbitraries.integers().map(Ipv4Address::new);

  private static final Arbitrary<Integer> U8 = Arbitraries.integers().between(0, 0xff);

  private static final Arbitrary<Integer> U16 = Arbitraries.integers().between(0, 0xffff);

  private static final Arbitrary<Long> U32 = Arbitraries.longs().between(0, 0xffff_ffffL);

  /** Values of every format that a row has. */
  private static final Map<OptionFormat<?>, Arbitrary<?>> VALUES =
      Map.ofEntries(
          values(OptionFormat.FLAG, Arbitraries.of(Flag.SET)),
          values(OptionFormat.BOOL, Arbitraries.of(true, false)),
          values(OptionFormat.U16, U16),
          values(OptionFormat.S32, Arbitraries.integers()),
          values(OptionFormat.U8_LIST, lists(U8, 300)),
          values(OptionFormat.IPV4, ADDRESSES),
          values(OptionFormat.IPV4_LIST, lists(ADDRESSES, 70)),
          values(
              OptionFormat.IPV6,
              Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(Ipv6Address::new)),
          values(OptionFormat.SECONDS, U32.map(Duration::ofSeconds)),
          values(OptionFormat.INSTANT, U32.map(Instant::ofEpochSecond)),
          values(OptionFormat.TEXT, texts(200)),
          values(OptionFormat.OPAQUE, octets(0, 300)),
          values(
              DhcpOptions.POLICY_FILTER,
              lists(Combinators.combine(ADDRESSES, ADDRESSES).as(PolicyFilter::new), 40)),
          values(DhcpOptions.MAX_DG_ASSEMBLY, U16.filter(size -> size >= 576)),
          values(DhcpOptions.DEFAULT_IP_TTL, Arbitraries.integers().between(1, 0xff)),
          values(
              DhcpOptions.MTU_PLATEAU,
              lists(U16.filter(mtu -> mtu >= 68), 40)
                  .map(sizes -> sizes.stream().sorted().toList())),
          values(DhcpOptions.MTU_INTERFACE, U16.filter(mtu -> mtu >= 68)),
          values(
              DhcpOptions.STATIC_ROUTE,
              lists(
                  Combinators.combine(
                          ADDRESSES.filter(address -> !address.isUnspecified()), ADDRESSES)
                      .as(StaticRoute::new),
                  40)),
          values(DhcpOptions.VENDOR_SPECIFIC, octets(1, 300)),
          values(DhcpOptions.CLASS_ID, octets(1, 300).filter(it -> it.u8(it.length() - 1) != 0)),
          values(DhcpOptions.NETBIOS_NODE_TYPE, U8.map(NetbiosNodeType::new)),
          values(DhcpOptions.OVERLOAD, Arbitraries.integers().between(1, 3)),
          values(DhcpOptions.DHCP_MSG_TYPE, Arbitraries.of(MessageType.class)),
          values(DhcpOptions.PARAMETER_LIST, lists(U8, 300)),
          values(DhcpOptions.CLIENT_ID, octets(2, 255).map(ClientIdentifier::new)),
          values(DhcpOptions.NETWARE_IP_DOMAIN, texts(85)),
          values(DhcpOptions.HOME_AGENT_ADDRS, ADDRESSES.list().ofMaxSize(70)),
          values(
              DhcpOptions.NETWARE_IP_OPTION,
              StructuredValues.subOptions(NetwareIpOptions.SPACE, 1)),
          values(DhcpOptions.RELAY_AGENT_INFORMATION, StructuredValues.relayAgentInformation()),
          values(DhcpOptions.ISNS, StructuredValues.isns()),
          values(DhcpOptions.AUTHENTICATION, StructuredValues.authentication()),
          values(DhcpOptions.CCC, StructuredValues.subOptions(CableLabsOptions.SPACE, 1)),
          values(DhcpOptions.GEOCONF, StructuredValues.geoLocation()),
          values(DhcpOptions.V_I_VENDOR_CLASS, StructuredValues.enterpriseData()),
          values(
              DhcpOptions.V_I_VENDOR_SPECIFIC_INFORMATION,
              StructuredValues.enterpriseData().map(VendorInformation::new)),
          values(
              DhcpOptions.IPV4_ADDRESS_MOS,
              StructuredValues.subOptions(MosOptions.ADDRESS_SPACE, 1)),
          values(DhcpOptions.IPV4_FQDN_MOS, StructuredValues.subOptions(MosOptions.NAME_SPACE, 1)),
          values(DhcpOptions.V4_DNR, StructuredValues.encryptedResolvers(names())),
          values(DhcpOptions.STATUS_CODE, StructuredValues.statusCode()),
          values(DhcpOptions.DHCP_STATE, StructuredValues.dhcpState()),
          values(DhcpOptions.DATA_SOURCE, StructuredValues.dataSource()),
          values(DhcpOptions.V4_PCP_SERVER, StructuredValues.pcpServers()),
          values(DhcpOptions.V4_PORTPARAMS, StructuredValues.portParameters()),
          values(DhcpOptions.ETHERBOOT, StructuredValues.subOptions(IpxeOptions.SPACE, 1)),
          values(DhcpOptions.OPTION_6RD, StructuredValues.sixRd()),
          values(DhcpOptions.SUBNET_ALLOCATION, StructuredValues.subnetAllocation()),
          values(DhcpOptions.VIRTUAL_SUBNET_SELECTION, StructuredValues.virtualSubnetSelection()),
          values(DhcpOptions.NAME_SERVICE_SEARCH, lists(U16, 150)),
          values(DhcpOptions.CLASSLESS_STATIC_ROUTE, lists(routes(), 30)),
          values(DhcpOptions.USER_CLASS, lists(octets(1, 255), 5).map(UserClass::of)),
          values(
              DhcpOptions.DIRECTORY_AGENT,
              Combinators.combine(Arbitraries.of(true, false), lists(ADDRESSES, 10))
                  .as(DirectoryAgents::new)),
          values(
              DhcpOptions.SERVICE_SCOPE,
              Combinators.combine(Arbitraries.of(true, false), texts(40)).as(ServiceScope::new)),
          values(
              DhcpOptions.CLIENT_FQDN,
              Combinators.combine(
                      Arbitraries.of(0, 1, 2, 3, 8, 10), Arbitraries.of(true, false), names())
                  .as(
                      (flags, isRequest, name) ->
                          isRequest
                              ? ClientFqdn.request(flags, name)
                              : ClientFqdn.replyTo(ClientFqdn.request(0, name), flags, name))),
          values(DhcpOptions.CLIENT_SYSTEM, lists(U16.map(ClientArchitecture::new), 5)),
          values(
              DhcpOptions.CLIENT_NDI,
              Combinators.combine(U8, U8, U8).as(NetworkInterfaceIdentifier::new)),
          values(
              DhcpOptions.UUID_GUID,
              Combinators.combine(U8, octets(16, 16)).as(ClientMachineIdentifier::new)),
          values(
              DhcpOptions.GEOCONF_CIVIC,
              Combinators.combine(
                      U8,
                      Arbitraries.of("DE", "us"),
                      Combinators.combine(U8, octets(0, 255))
                          .as(CivicLocation.Element::new)
                          .list()
                          .ofMaxSize(5))
                  .as(CivicLocation::new)),
          values(DhcpOptions.AUTO_CONFIG, Arbitraries.of(true, false)),
          values(DhcpOptions.DOMAIN_SEARCH, lists(names(), 20)),
          values(
              DhcpOptions.SIP_SERVERS,
              Arbitraries.oneOf(
                  lists(names(), 5).map(SipServers.Names::new),
                  lists(ADDRESSES, 10).map(SipServers.Addresses::new))),
          values(OptionFormat.DOMAIN_NAME, names()),
          values(OptionFormat.DOMAIN_NAME_LIST, lists(names(), 10)),
          values(
              DhcpOptions.V4_SZTP_REDIRECT,
              lists(
                  Arbitraries.strings()
                      .withCharRange('!', '~')
                      .ofMinLength(1)
                      .ofMaxLength(300)
                      .map(BootstrapServer::new),
                  4)),
          values(
              DhcpOptions.RDNSS_SELECTION,
              Combinators.combine(
                      Arbitraries.of(RdnssSelection.Preference.class),
                      ADDRESSES,
                      ADDRESSES,
                      names().list().ofMaxSize(5))
                  .as(RdnssSelection::new)),
          values(DhcpOptions.PXELINUX_MAGIC, Arbitraries.of(Octets.parse("f100747e"))));

  private static <T> Map.Entry<OptionFormat<?>, Arbitrary<?>> values(
      OptionFormat<T> format, Arbitrary<? extends T> values) {
    return Map.entry(format, values);
  }

  private static <T> Map.Entry<OptionFormat<?>, Arbitrary<?>> values(
      OptionKey<T> key, Arbitrary<? extends T> values) {
    return values(key.format(), values);
  }

  /** A row with one of its values. */
  record Sample<T>(OptionKey<T> key, T value) {

    void assertComesBack() {
      assertThat(key.decode(key.encode(value))).contains(value);
      assertThat(key.format().describe(value))
          .isNotEmpty()
          .doesNotContainPattern("[\\p{Cc}\u2028\u2029]");
    }

    void assertIsAccepted() {
      assertThat(key.format().accepts(key.encode(value))).isTrue();
    }
  }

  @Property(tries = 10_000)
  void whatARowWritesItReads(@ForAll("samples") Sample<?> sample) {
    // For every row and any of its values, decode(encode(value)) is the value, what is written is
    // accepted, and the value can be shown on one line.
    sample.assertComesBack();
    sample.assertIsAccepted();
  }

  @Property(tries = 30_000)
  void anyOctetsAreAValueOrNone(@ForAll("rows") OptionKey<?> key, @ForAll("likely") Octets octets) {
    // No row throws, whatever the octets are; a value that was read can be written, read and
    // shown; what is accepted is written just as it was read; and only rows that are known to be
    // lenient have a value for what they do not accept.
    assertReadsOrRefuses(key, octets);
  }

  private static <T> void assertReadsOrRefuses(OptionKey<T> key, Octets octets) {
    Optional<T> read = key.decode(octets);
    read.ifPresent(value -> new Sample<>(key, value).assertComesBack());
    boolean isExact = read.map(key::encode).filter(octets::equals).isPresent();
    if (key.format().accepts(octets)) {
      assertThat(read).isPresent();
      assertThat(isExact || FREE.containsKey(key.code())).isTrue();
    } else if (read.isPresent()) {
      assertThat(LENIENT).containsKey(key.code());
    }
  }

  @Test
  void lenientRowsAreLenient() {
    // Whoever takes the leniency out of a row takes the row out of the list.
    List<Octets> sloppy =
        Stream.of(
                "f00000",
                "016100c0ff",
                "04c0000201c0000202",
                "6100",
                "02",
                "09 0aff 0a000001",
                "06083401",
                "0004 0001 01 00 0003 0001 00",
                "0008 20010db8000000000000000000000000 c0000201")
            .map(Octets::parse)
            .toList();

    assertThat(LENIENT)
        .allSatisfy(
            (code, reason) -> {
              OptionKey<?> key = DhcpOptions.byCode(code).orElseThrow();
              assertThat(sloppy)
                  .as("%s, %s", key, reason)
                  .anyMatch(
                      octets -> key.decode(octets).isPresent() && !key.format().accepts(octets));
            });
  }

  @Test
  void everyConstantIsTheRowOfItsCode() throws IllegalAccessException {
    // No two constants share a code, and each is found by it.
    for (var field : DhcpOptions.class.getDeclaredFields()) {
      if (Modifier.isPublic(field.getModifiers())) {
        OptionKey<?> key = (OptionKey<?>) field.get(null);
        assertThat(DhcpOptions.byCode(key.code()).orElseThrow()).isSameAs(key);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, Subnet Mask, 4 octets",
    "2, Time Offset, 4 octets",
    "3, Router, 'a multiple of 4 octets, at least 4'",
    "4, Time Server, 'a multiple of 4 octets, at least 4'",
    "5, Name Server, 'a multiple of 4 octets, at least 4'",
    "6, Domain Server, 'a multiple of 4 octets, at least 4'",
    "7, Log Server, 'a multiple of 4 octets, at least 4'",
    "8, Quotes Server, 'a multiple of 4 octets, at least 4'",
    "9, LPR Server, 'a multiple of 4 octets, at least 4'",
    "10, Impress Server, 'a multiple of 4 octets, at least 4'",
    "11, RLP Server, 'a multiple of 4 octets, at least 4'",
    "12, Hostname, 1 octet or more of UTF-8 text without NUL",
    "13, Boot File Size, 2 octets",
    "14, Merit Dump File, 1 octet or more of UTF-8 text without NUL",
    "15, Domain Name, 1 octet or more of UTF-8 text without NUL",
    "16, Swap Server, 4 octets",
    "17, Root Path, 1 octet or more of UTF-8 text without NUL",
    "18, Extension File, 1 octet or more of UTF-8 text without NUL",
    "19, Forward On/Off, '1 octet, 0 or 1'",
    "20, SrcRte On/Off, '1 octet, 0 or 1'",
    "21, Policy Filter, 'a multiple of 8 octets, at least 8'",
    "22, Max DG Assembly, '2 octets, at least 576'",
    "23, Default IP TTL, '1 octet, at least 1'",
    "24, MTU Timeout, 4 octets",
    "25, MTU Plateau, 'a multiple of 2 octets, at least 2, each at least 68, ascending'",
    "26, MTU Interface, '2 octets, at least 68'",
    "27, MTU Subnet, '1 octet, 0 or 1'",
    "28, Broadcast Address, 4 octets",
    "29, Mask Discovery, '1 octet, 0 or 1'",
    "30, Mask Supplier, '1 octet, 0 or 1'",
    "31, Router Discovery, '1 octet, 0 or 1'",
    "32, Router Request, 4 octets",
    "33, Static Route, 'a multiple of 8 octets, at least 8, without a default route'",
    "34, Trailers, '1 octet, 0 or 1'",
    "35, ARP Timeout, 4 octets",
    "36, Ethernet, '1 octet, 0 or 1'",
    "37, Default TCP TTL, '1 octet, at least 1'",
    "38, Keepalive Time, 4 octets",
    "39, Keepalive Data, '1 octet, 0 or 1'",
    "40, NIS Domain, 1 octet or more of UTF-8 text without NUL",
    "41, NIS Servers, 'a multiple of 4 octets, at least 4'",
    "42, NTP Servers, 'a multiple of 4 octets, at least 4'",
    "43, Vendor Specific, 1 octet or more",
    "44, NETBIOS Name Srv, 'a multiple of 4 octets, at least 4'",
    "45, NETBIOS Dist Srv, 'a multiple of 4 octets, at least 4'",
    "46, NETBIOS Node Type, 1 octet",
    "47, NETBIOS Scope, 1 octet or more of UTF-8 text without NUL",
    "48, X Window Font, 'a multiple of 4 octets, at least 4'",
    "49, X Window Manager, 'a multiple of 4 octets, at least 4'",
    "50, Address Request, 4 octets",
    "51, Address Time, 4 octets",
    "52, Overload, '1 octet, 1 to 3'",
    "53, DHCP Msg Type, '1 octet, 1 to 18'",
    "54, DHCP Server Id, 4 octets",
    "55, Parameter List, 1 octet or more",
    "56, DHCP Message, 1 octet or more of UTF-8 text without NUL",
    "57, DHCP Max Msg Size, '2 octets, at least 576'",
    "58, Renewal Time, 4 octets",
    "59, Rebinding Time, 4 octets",
    "60, Class Id, '1 octet or more, no NUL at the end'",
    "61, Client Id, 2 to 255 octets",
    "62, NetWare/IP Domain, 1 to 255 octets of UTF-8 text without NUL",
    "63, NetWare/IP Option, 'sub-options of code, length and as many octets'",
    "64, NIS-Domain-Name, 1 octet or more of UTF-8 text without NUL",
    "65, NIS-Server-Addr, 'a multiple of 4 octets, at least 4'",
    "66, Server-Name, 1 octet or more of UTF-8 text without NUL",
    "67, Bootfile-Name, 1 octet or more of UTF-8 text without NUL",
    "68, Home-Agent-Addrs, a multiple of 4 octets",
    "69, SMTP-Server, 'a multiple of 4 octets, at least 4'",
    "70, POP3-Server, 'a multiple of 4 octets, at least 4'",
    "71, NNTP-Server, 'a multiple of 4 octets, at least 4'",
    "72, WWW-Server, 'a multiple of 4 octets, at least 4'",
    "73, Finger-Server, 'a multiple of 4 octets, at least 4'",
    "74, IRC-Server, 'a multiple of 4 octets, at least 4'",
    "75, StreetTalk-Server, 'a multiple of 4 octets, at least 4'",
    "76, STDA-Server, 'a multiple of 4 octets, at least 4'",
    "77, User-Class, classes of 1 to 255 octets after their length",
    "78, Directory Agent, '0 or 1, and one address of 4 octets or more'",
    "79, Service Scope, '0 or 1, and UTF-8 text without NUL'",
    "80, Rapid Commit, no octets",
    "81, Client FQDN, 'flags, two codes, and a domain name as the flags say'",
    "82, Relay Agent Information, 'sub-options of code, length and as many octets'",
    "83, iSNS, '10 octets of flags, and a multiple of 4 octets, at least 4'",
    "85, NDS Servers, 'a multiple of 4 octets, at least 4'",
    "86, NDS Tree Name, 1 octet or more of UTF-8 text without NUL",
    "87, NDS Context, 1 octet or more of UTF-8 text without NUL",
    "88, BCMCS Controller Domain Name list, 'domain names in labels, uncompressed'",
    "89, BCMCS Controller IPv4 address, 'a multiple of 4 octets, at least 4'",
    "90, Authentication, 11 octets or more",
    "91, client-last-transaction-time, 4 octets",
    "92, associated-ip, 'a multiple of 4 octets, at least 4'",
    "93, Client System, 'a multiple of 2 octets, at least 2'",
    "94, Client NDI, 3 octets",
    "95, LDAP, 1 octet or more of UTF-8 text without NUL",
    "97, UUID/GUID, 17 octets",
    "98, User-Auth, 1 octet or more of UTF-8 text without NUL",
    "99, GEOCONF_CIVIC, 'what, two letters of a country, and elements of type, length and as many octets'",
    "100, PCode, 1 octet or more of UTF-8 text without NUL",
    "101, TCode, 1 octet or more of UTF-8 text without NUL",
    "108, IPv6-Only Preferred, 4 octets",
    "109, OPTION_DHCP4O6_S46_SADDR, 16 octets",
    "112, Netinfo Address, 'a multiple of 4 octets, at least 4'",
    "113, Netinfo Tag, 1 octet or more of UTF-8 text without NUL",
    "114, DHCP Captive-Portal, 1 to 255 octets of UTF-8 text without NUL",
    "116, Auto-Config, '1 octet, 0 or 1'",
    "117, Name Service Search, 'a multiple of 2 octets, at least 2'",
    "118, Subnet Selection Option, 4 octets",
    "119, Domain Search, 'domain names in labels, with pointers back to earlier ones'",
    "120, SIP Servers, '0 and domain names in labels, or 1 and addresses of 4 octets'",
    "121, Classless Static Route, 'routes of a width of 0 to 32, the significant octets and a router'",
    "122, CCC, 'sub-options of code, length and as many octets'",
    "123, GeoConf, 16 octets",
    "124, V-I Vendor Class, 'parts of enterprise number, length and as many octets'",
    "125, V-I Vendor-Specific Information, 'parts of enterprise number, length and as many octets'",
    "128, PXE - undefined (vendor specific), any octets",
    "129, PXE - undefined (vendor specific), any octets",
    "130, PXE - undefined (vendor specific), any octets",
    "131, PXE - undefined (vendor specific), any octets",
    "132, PXE - undefined (vendor specific), any octets",
    "133, PXE - undefined (vendor specific), any octets",
    "134, PXE - undefined (vendor specific), any octets",
    "135, PXE - undefined (vendor specific), any octets",
    "136, OPTION_PANA_AGENT, 'a multiple of 4 octets, at least 4'",
    "137, OPTION_V4_LOST, 'a domain name in labels, uncompressed'",
    "138, OPTION_CAPWAP_AC_V4, 'a multiple of 4 octets, at least 4'",
    "139, OPTION-IPv4_Address-MoS, 'sub-options of code, length and as many octets'",
    "140, OPTION-IPv4_FQDN-MoS, 'sub-options of code, length and as many octets'",
    "141, SIP UA Configuration Service Domains, 'domain names in labels, uncompressed'",
    "142, OPTION-IPv4_Address-ANDSF, 'a multiple of 4 octets, at least 4'",
    "143, OPTION_V4_SZTP_REDIRECT, URIs after their length in 2 octets",
    "144, GeoLoc, 16 octets",
    "145, FORCERENEW_NONCE_CAPABLE, 1 octet or more",
    "146, RDNSS Selection, 'a preference, two addresses, and domain names in labels'",
    "147, OPTION_V4_DOTS_RI, 'a domain name in labels, uncompressed'",
    "148, OPTION_V4_DOTS_ADDRESS, 'a multiple of 4 octets, at least 4'",
    "150, TFTP server address, 'a multiple of 4 octets, at least 4'",
    "151, status-code, '1 octet, and UTF-8 text without NUL'",
    "152, base-time, 4 octets",
    "153, start-time-of-state, 4 octets",
    "154, query-start-time, 4 octets",
    "155, query-end-time, 4 octets",
    "156, dhcp-state, 1 octet",
    "157, data-source, 1 octet",
    "158, OPTION_V4_PCP_SERVER, servers of length and as many octets of addresses",
    "159, OPTION_V4_PORTPARAMS, '4 octets: an offset of 0 to 15, a length of 0 to 16 and as many bits'",
    "161, OPTION_MUD_URL_V4, 1 octet or more of UTF-8 text without NUL",
    "162, OPTION_V4_DNR, 'resolvers of length in 2 octets, priority, name, addresses and parameters with alpn'",
    "175, Etherboot, 'sub-options of code, length and as many octets'",
    "176, IP Telephone, 1 octet or more of UTF-8 text without NUL",
    "177, Etherboot; PacketCable and CableHome, any octets",
    "208, PXELINUX Magic, '4 octets, f100747e'",
    "209, Configuration File, 1 octet or more of UTF-8 text without NUL",
    "210, Path Prefix, 1 octet or more of UTF-8 text without NUL",
    "211, Reboot Time, 4 octets",
    "212, OPTION_6RD, '2 lengths, a prefix with nothing behind its length, and 1 border relay or more'",
    "213, OPTION_V4_ACCESS_DOMAIN, 'a domain name in labels, uncompressed'",
    "220, Subnet Allocation Option, 'flags, and sub-options of code, length and as many octets'",
    "221, Virtual Subnet Selection (VSS) Option, a type and what goes with it",
    "249, Microsoft Classless Static Route, 'routes of a width of 0 to 32, the significant octets and a router'",
    "252, WPAD, 1 octet or more of UTF-8 text without NUL"
  })
  void rowsAreThoseOfTheRegistry(int code, String name, String expected) {
    // Code, name and format belong together as in the IANA registry and the option's RFC.
    OptionKey<?> key = DhcpOptions.byCode(code).orElseThrow();

    assertThat(key.name()).isEqualTo(name);
    assertThat(key.format().expected()).isEqualTo(expected);
  }

  @Test
  void everyRowIsInTheTableOfThisTest() throws NoSuchMethodException {
    // A row that the table above does not have would be checked by nobody.
    List<Integer> tested =
        Stream.of(
                getClass()
                    .getDeclaredMethod(
                        "rowsAreThoseOfTheRegistry", int.class, String.class, String.class)
                    .getAnnotation(CsvSource.class)
                    .value())
            .map(row -> Integer.valueOf(row.substring(0, row.indexOf(','))))
            .toList();

    assertThat(tested).isEqualTo(ROWS.stream().map(OptionKey::code).toList());
  }

  static Stream<Arguments> illegalValues() {
    return Stream.of(
        arguments(DhcpOptions.MAX_DG_ASSEMBLY, 575, "023f", "expected at least 576, found 575"),
        arguments(DhcpOptions.DEFAULT_IP_TTL, 0, "00", "expected at least 1, found 0"),
        arguments(
            DhcpOptions.MTU_PLATEAU,
            List.of(67, 1500),
            "004305dc",
            "expected each at least 68, ascending, found 67, 1500"),
        arguments(
            DhcpOptions.MTU_PLATEAU,
            List.of(1500, 296),
            "05dc0128",
            "expected each at least 68, ascending, found 1500, 296"),
        arguments(DhcpOptions.MTU_INTERFACE, 67, "0043", "expected at least 68, found 67"),
        arguments(DhcpOptions.DEFAULT_TCP_TTL, 0, "00", "expected at least 1, found 0"),
        arguments(DhcpOptions.VENDOR_SPECIFIC, Octets.EMPTY, "", "expected 1 octet or more"),
        arguments(DhcpOptions.OVERLOAD, 0, "00", "expected 1 to 3, found 0"),
        arguments(DhcpOptions.OVERLOAD, 4, "04", "expected 1 to 3, found 4"),
        arguments(DhcpOptions.DHCP_MAX_MSG_SIZE, 575, "023f", "expected at least 576, found 575"),
        arguments(DhcpOptions.CLASS_ID, Octets.EMPTY, "", "expected 1 octet or more"),
        arguments(
            DhcpOptions.NETWARE_IP_DOMAIN,
            "x".repeat(256),
            "78".repeat(256),
            "expected 1 to 255 octets of UTF-8 text without NUL, found 256 octets"),
        arguments(
            DhcpOptions.DHCP_CAPTIVE_PORTAL,
            "é".repeat(128),
            "c3a9".repeat(128),
            "expected 1 to 255 octets of UTF-8 text without NUL, found 256 octets"),
        arguments(DhcpOptions.PXELINUX_MAGIC, Octets.of(1), "01", "expected 4 octets, found 1"),
        arguments(
            DhcpOptions.PXELINUX_MAGIC,
            Octets.of(1, 2, 3, 4),
            "01020304",
            "expected f100747e, found 01020304"));
  }

  @ParameterizedTest
  @MethodSource("illegalValues")
  <T> void valuesThatTheRfcRulesOutAreRefused(
      OptionKey<T> key, T value, String octets, String message) {
    // They cannot be written, the refusal names the option, and they are not read either.
    assertThatIllegalArgumentException()
        .isThrownBy(() -> key.encode(value))
        .withMessageContaining(key.toString())
        .withMessageContaining(message);
    assertThat(key.decode(Octets.parse(octets))).isEmpty();
    assertThat(key.format().accepts(Octets.parse(octets))).isFalse();
  }

  static Stream<Arguments> words() {
    return Stream.of(
        arguments(DhcpOptions.SUBNET_MASK, "ffffff00", "255.255.255.0"),
        arguments(DhcpOptions.ROUTER, "c0000201c0000202", "192.0.2.1, 192.0.2.2"),
        arguments(DhcpOptions.HOSTNAME, "686f7374", "\"host\""),
        arguments(DhcpOptions.HOSTNAME, "610a22e280a8", "\"a\\u000a\\\"\\u2028\""),
        arguments(DhcpOptions.FORWARD_ON_OFF, "01", "true"),
        arguments(DhcpOptions.POLICY_FILTER, "c0000200ffffff00", "192.0.2.0 mask 255.255.255.0"),
        arguments(DhcpOptions.STATIC_ROUTE, "c6336400c0000201", "198.51.100.0 via 192.0.2.1"),
        arguments(DhcpOptions.VENDOR_SPECIFIC, "50584543", "50584543 \"PXEC\""),
        arguments(DhcpOptions.VENDOR_SPECIFIC, "5000", "5000"),
        arguments(DhcpOptions.PXE_128, "", "no octets"),
        arguments(DhcpOptions.CLIENT_ID, "0102005e100001", "hardware address 02:00:5e:10:00:01"),
        arguments(
            DhcpOptions.V_I_VENDOR_CLASS,
            "0000000901610000018b00",
            "Cisco (9): 61 \"a\", enterprise 395: no octets"),
        arguments(
            DhcpOptions.CCC,
            "0104c0000201 040c00000bb800000258 00000005 070101 08010a 09020003 0a04c0000202",
            "TSP's Primary DHCP Server Address: 192.0.2.1;"
                + " TSP's AS-REQ/AS-REP Backoff and Retry: timeout 3000 to 600, at most 5 retries;"
                + " TSP's Ticket Granting Server Utilization: true;"
                + " TSP's Provisioning Timer Value: 10; Security Ticket Control: 3;"
                + " KDC Server Address: 192.0.2.2"),
        arguments(
            DhcpOptions.CCC,
            "0304 00016100 0305 01c0000201 0302 090a 0604 02616200",
            "TSP's Provisioning Server Address: a;"
                + " TSP's Provisioning Server Address: 192.0.2.1;"
                + " TSP's Provisioning Server Address: type 9 0a;"
                + " TSP's Kerberos Realm Name: ab"),
        arguments(DhcpOptions.IPV4_FQDN_MOS, "0106 0161000162 00", "IS: a, b"),
        arguments(
            DhcpOptions.IPV4_ADDRESS_MOS,
            "0104c0000201 0208c0000201c0000202",
            "IS: 192.0.2.1; CS: 192.0.2.1, 192.0.2.2"),
        arguments(DhcpOptions.V4_PCP_SERVER, "04c000020104c0000202", "192.0.2.1, 192.0.2.2"),
        arguments(DhcpOptions.NETBIOS_NODE_TYPE, "08", "H-node (8)"),
        arguments(DhcpOptions.NETBIOS_NODE_TYPE, "03", "type 3"),
        arguments(DhcpOptions.ADDRESS_TIME, "00000000", "0 s"),
        arguments(DhcpOptions.ADDRESS_TIME, "0000003b", "59 s"),
        arguments(DhcpOptions.ADDRESS_TIME, "0000003c", "1 min (60 s)"),
        arguments(DhcpOptions.ADDRESS_TIME, "00000e10", "1 h (3600 s)"),
        arguments(DhcpOptions.ADDRESS_TIME, "00015f91", "1 d 1 h 1 s (90001 s)"),
        arguments(DhcpOptions.ADDRESS_TIME, "ffffffff", "infinite"),
        arguments(DhcpOptions.PARAMETER_LIST, "0103fe", "Subnet Mask (1), Router (3), 254"),
        arguments(DhcpOptions.HOME_AGENT_ADDRS, "", "none"),
        arguments(DhcpOptions.RAPID_COMMIT, "", "set"),
        arguments(DhcpOptions.DHCP4O6_S46_SADDR, "20010db8000000000000000000000001", "2001:db8::1"),
        arguments(DhcpOptions.NAME_SERVICE_SEARCH, "00060000ffff", "Domain Server (6), 0, 65535"),
        arguments(
            DhcpOptions.CLASSLESS_STATIC_ROUTE,
            "080a0a000001000a000001",
            "10.0.0.0/8 via 10.0.0.1, 0.0.0.0/0 via 10.0.0.1"),
        arguments(DhcpOptions.BASE_TIME, "00000001", "1970-01-01T00:00:01Z"));
  }

  @ParameterizedTest
  @MethodSource("words")
  <T> void valuesAreShownInWords(OptionKey<T> key, String octets, String words) {
    // Lists have commas, times their units, codes their names, and text its quotes.
    assertThat(key.decode(Octets.parse(octets)).map(key.format()::describe)).contains(words);
  }

  @Test
  void codesWithoutARowAreUnknown() {
    // PAD, END, what was given back, and a code of nobody have no row.
    assertThat(List.of(0, 84, 96, 111, 149, 160, 224, 255))
        .allSatisfy(code -> assertThat(DhcpOptions.byCode(code)).isEmpty());
  }

  @Test
  void everyFormatOfARowHasValuesToTest() {
    // A row with a new format needs values in this test, or the properties would not reach it.
    assertThat(ROWS).isNotEmpty().allSatisfy(key -> assertThat(VALUES).containsKey(key.format()));
  }

  @Provide
  Arbitrary<OptionKey<?>> rows() {
    return Arbitraries.of(ROWS);
  }

  @Provide
  Arbitrary<Sample<?>> samples() {
    return rows().flatMap(DhcpOptionsTest::samplesOf);
  }

  // VALUES ties each format to values of its own type.
  @SuppressWarnings("unchecked")
  private static <T> Arbitrary<Sample<?>> samplesOf(OptionKey<T> key) {
    return ((Arbitrary<T>) VALUES.get(key.format())).map(value -> new Sample<>(key, value));
  }

  @Provide
  Arbitrary<Octets> likely() {
    // Small numbers are lengths and codes that fit more often than any octets do.
    return Arbitraries.frequencyOf(
        Tuple.of(2, octets(0, 40)),
        Tuple.of(1, octets(0, 400)),
        Tuple.of(
            2,
            Arbitraries.bytes()
                .between((byte) 0, (byte) 9)
                .array(byte[].class)
                .ofMaxSize(24)
                .map(Octets::copyOf)),
        Tuple.of(
            2,
            Arbitraries.of(0, 0, 1, 1, 2, 3, 4, 5, 63, 0xc0, 0xc0, 0xff)
                .list()
                .ofMaxSize(16)
                .map(DhcpOptionsTest::octets)),
        Tuple.of(1, texts(20).map(Utf8Text::encode)),
        Tuple.of(1, texts(5).map(text -> Utf8Text.encode(text).concat(Octets.of(0)))));
  }

  private static Octets octets(List<Integer> values) {
    return Octets.of(values.stream().mapToInt(Integer::intValue).toArray());
  }

  private static Arbitrary<DomainName> names() {
    // Few different labels, so that names end alike.
    return Arbitraries.oneOf(
            Arbitraries.of("example", "org", "a", "A").map(Octets::ofText), octets(1, 63))
        .list()
        .ofMaxSize(3)
        .map(DomainName::of);
  }

  private static Arbitrary<String> texts(int max) {
    return Arbitraries.strings().withCharRange('\u0001', '\ud7ff').ofMinLength(1).ofMaxLength(max);
  }

  private static <T> Arbitrary<List<T>> lists(Arbitrary<T> elements, int max) {
    return elements.list().ofMinSize(1).ofMaxSize(max);
  }

  private static Arbitrary<Octets> octets(int min, int max) {
    return Arbitraries.bytes()
        .array(byte[].class)
        .ofMinSize(min)
        .ofMaxSize(max)
        .map(Octets::copyOf);
  }

  private static Arbitrary<ClasslessRoute> routes() {
    return Combinators.combine(ADDRESSES, Arbitraries.integers().between(0, 32), ADDRESSES)
        .as(
            (member, width, router) ->
                new ClasslessRoute(Ipv4Network.containing(member, width), router));
  }
}
