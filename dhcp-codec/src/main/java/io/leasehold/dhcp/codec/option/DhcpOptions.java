package io.leasehold.dhcp.codec.option;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.address.Ipv6Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.octets.Utf8Text;
import io.leasehold.dhcp.codec.value.Authentication;
import io.leasehold.dhcp.codec.value.BootstrapServer;
import io.leasehold.dhcp.codec.value.CivicLocation;
import io.leasehold.dhcp.codec.value.ClasslessRoute;
import io.leasehold.dhcp.codec.value.ClientArchitecture;
import io.leasehold.dhcp.codec.value.ClientFqdn;
import io.leasehold.dhcp.codec.value.ClientIdentifier;
import io.leasehold.dhcp.codec.value.ClientMachineIdentifier;
import io.leasehold.dhcp.codec.value.CompressedNames;
import io.leasehold.dhcp.codec.value.DataSource;
import io.leasehold.dhcp.codec.value.DhcpState;
import io.leasehold.dhcp.codec.value.DirectoryAgents;
import io.leasehold.dhcp.codec.value.DomainName;
import io.leasehold.dhcp.codec.value.EncryptedResolver;
import io.leasehold.dhcp.codec.value.EnterpriseData;
import io.leasehold.dhcp.codec.value.Flag;
import io.leasehold.dhcp.codec.value.GeoLocation;
import io.leasehold.dhcp.codec.value.Isns;
import io.leasehold.dhcp.codec.value.MessageType;
import io.leasehold.dhcp.codec.value.NetbiosNodeType;
import io.leasehold.dhcp.codec.value.NetworkInterfaceIdentifier;
import io.leasehold.dhcp.codec.value.PcpServer;
import io.leasehold.dhcp.codec.value.PolicyFilter;
import io.leasehold.dhcp.codec.value.PortParameters;
import io.leasehold.dhcp.codec.value.RdnssSelection;
import io.leasehold.dhcp.codec.value.ServiceScope;
import io.leasehold.dhcp.codec.value.SipServers;
import io.leasehold.dhcp.codec.value.SixRd;
import io.leasehold.dhcp.codec.value.StaticRoute;
import io.leasehold.dhcp.codec.value.StatusCode;
import io.leasehold.dhcp.codec.value.UserClass;
import io.leasehold.dhcp.codec.value.VirtualSubnetSelection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The table of the standard options: one row a code, named as in the IANA registry «BOOTP Vendor
 * Extensions and DHCP Options», and two private ones that many clients know.
 *
 * <p>A code without a row is read and written raw: {@link OptionSet#raw(int)}.
 */
public final class DhcpOptions {

  private static final List<Optional<OptionKey<?>>> TABLE = new ArrayList<>();

  static {
    for (int code = 0; code <= 255; code++) {
      TABLE.add(Optional.empty());
    }
  }

  private static final OptionFormat<Integer> AT_LEAST_1 =
      OptionFormat.U8.where("at least 1", number -> number >= 1);

  private static final OptionFormat<Integer> AT_LEAST_576 =
      OptionFormat.U16.where("at least 576", number -> number >= 576);

  private static final OptionFormat<Octets> NOT_EMPTY =
      OptionFormat.opaque(1, OptionSet.MAX_VALUE_LENGTH);

  private static final OptionFormat<String> TEXT_255 = new TextFormat(255);

  private static final OptionFormat<List<ClientArchitecture>> ARCHITECTURES =
      new ListFormat<>(
          2,
          1,
          (octets, at) -> new ClientArchitecture(octets.u16(at)),
          (octets, architecture) -> octets.u16(architecture.code()));

  private static final OptionFormat<List<ClasslessRoute>> ROUTES =
      OptionFormat.of(
          "routes of a width of 0 to 32, the significant octets and a router",
          ClasslessRoute::decodeAll,
          ClasslessRoute::encodeAll);

  private static final OptionFormat<GeoLocation> GEO_LOCATION =
      OptionFormat.of("16 octets", GeoLocation::decode, GeoLocation::encode);

  private static final Octets PXELINUX = Octets.of(0xf1, 0x00, 0x74, 0x7e);

  /** RFC 2132 section 3.3. */
  public static final OptionKey<Ipv4Address> SUBNET_MASK = row(1, "Subnet Mask", OptionFormat.IPV4);

  /** Seconds east of UTC; replaced by options 100 and 101. RFC 2132 section 3.4. */
  public static final OptionKey<Integer> TIME_OFFSET = row(2, "Time Offset", OptionFormat.S32);

  /** In order of preference. RFC 2132 section 3.5. */
  public static final OptionKey<List<Ipv4Address>> ROUTER =
      row(3, "Router", OptionFormat.IPV4_LIST);

  /** RFC 868 servers, in order of preference. RFC 2132 section 3.6. */
  public static final OptionKey<List<Ipv4Address>> TIME_SERVER =
      row(4, "Time Server", OptionFormat.IPV4_LIST);

  /** IEN 116 servers, in order of preference. RFC 2132 section 3.7. */
  public static final OptionKey<List<Ipv4Address>> NAME_SERVER =
      row(5, "Name Server", OptionFormat.IPV4_LIST);

  /** DNS servers, in order of preference. RFC 2132 section 3.8. */
  public static final OptionKey<List<Ipv4Address>> DOMAIN_SERVER =
      row(6, "Domain Server", OptionFormat.IPV4_LIST);

  /** MIT-LCS servers, in order of preference. RFC 2132 section 3.9. */
  public static final OptionKey<List<Ipv4Address>> LOG_SERVER =
      row(7, "Log Server", OptionFormat.IPV4_LIST);

  /** RFC 865 servers, in order of preference. RFC 2132 section 3.10. */
  public static final OptionKey<List<Ipv4Address>> QUOTES_SERVER =
      row(8, "Quotes Server", OptionFormat.IPV4_LIST);

  /** RFC 1179 printer servers, in order of preference. RFC 2132 section 3.11. */
  public static final OptionKey<List<Ipv4Address>> LPR_SERVER =
      row(9, "LPR Server", OptionFormat.IPV4_LIST);

  /** Imagen Impress servers, in order of preference. RFC 2132 section 3.12. */
  public static final OptionKey<List<Ipv4Address>> IMPRESS_SERVER =
      row(10, "Impress Server", OptionFormat.IPV4_LIST);

  /** RFC 887 servers, in order of preference. RFC 2132 section 3.13. */
  public static final OptionKey<List<Ipv4Address>> RLP_SERVER =
      row(11, "RLP Server", OptionFormat.IPV4_LIST);

  /** RFC 2132 section 3.14. */
  public static final OptionKey<String> HOSTNAME = row(12, "Hostname", OptionFormat.TEXT);

  /** In blocks of 512 octets. RFC 2132 section 3.15. */
  public static final OptionKey<Integer> BOOT_FILE_SIZE =
      row(13, "Boot File Size", OptionFormat.U16);

  /** RFC 2132 section 3.16. */
  public static final OptionKey<String> MERIT_DUMP_FILE =
      row(14, "Merit Dump File", OptionFormat.TEXT);

  /** RFC 2132 section 3.17. */
  public static final OptionKey<String> DOMAIN_NAME = row(15, "Domain Name", OptionFormat.TEXT);

  /** RFC 2132 section 3.18. */
  public static final OptionKey<Ipv4Address> SWAP_SERVER =
      row(16, "Swap Server", OptionFormat.IPV4);

  /** RFC 2132 section 3.19. */
  public static final OptionKey<String> ROOT_PATH = row(17, "Root Path", OptionFormat.TEXT);

  /** RFC 2132 section 3.20. */
  public static final OptionKey<String> EXTENSION_FILE =
      row(18, "Extension File", OptionFormat.TEXT);

  /** Whether to forward IP datagrams. RFC 2132 section 4.1. */
  public static final OptionKey<Boolean> FORWARD_ON_OFF =
      row(19, "Forward On/Off", OptionFormat.BOOL);

  /** Whether to forward datagrams with non-local source routes. RFC 2132 section 4.2. */
  public static final OptionKey<Boolean> SRCRTE_ON_OFF =
      row(20, "SrcRte On/Off", OptionFormat.BOOL);

  /** RFC 2132 section 4.3. */
  public static final OptionKey<List<PolicyFilter>> POLICY_FILTER =
      row(
          21,
          "Policy Filter",
          OptionFormat.of(
              "a multiple of 8 octets, at least 8",
              PolicyFilter::decodeAll,
              PolicyFilter::encodeAll));

  /** The longest datagram to reassemble, in octets; at least 576. RFC 2132 section 4.4. */
  public static final OptionKey<Integer> MAX_DG_ASSEMBLY = row(22, "Max DG Assembly", AT_LEAST_576);

  /** At least 1. RFC 2132 section 4.5. */
  public static final OptionKey<Integer> DEFAULT_IP_TTL = row(23, "Default IP TTL", AT_LEAST_1);

  /** RFC 2132 section 4.6. */
  public static final OptionKey<Duration> MTU_TIMEOUT =
      row(24, "MTU Timeout", OptionFormat.SECONDS);

  /** Each at least 68, from smallest to largest. RFC 2132 section 4.7. */
  public static final OptionKey<List<Integer>> MTU_PLATEAU =
      row(
          25,
          "MTU Plateau",
          OptionFormat.U16_LIST.where("each at least 68, ascending", DhcpOptions::arePlateaus));

  /** At least 68. RFC 2132 section 5.1. */
  public static final OptionKey<Integer> MTU_INTERFACE =
      row(26, "MTU Interface", OptionFormat.U16.where("at least 68", mtu -> mtu >= 68));

  /** Whether all subnets have the interface's MTU. RFC 2132 section 5.2. */
  public static final OptionKey<Boolean> MTU_SUBNET = row(27, "MTU Subnet", OptionFormat.BOOL);

  /** RFC 2132 section 5.3. */
  public static final OptionKey<Ipv4Address> BROADCAST_ADDRESS =
      row(28, "Broadcast Address", OptionFormat.IPV4);

  /** Whether to ask for the mask by ICMP. RFC 2132 section 5.4. */
  public static final OptionKey<Boolean> MASK_DISCOVERY =
      row(29, "Mask Discovery", OptionFormat.BOOL);

  /** Whether to tell others the mask by ICMP. RFC 2132 section 5.5. */
  public static final OptionKey<Boolean> MASK_SUPPLIER =
      row(30, "Mask Supplier", OptionFormat.BOOL);

  /** Whether to look for routers as in RFC 1256. RFC 2132 section 5.6. */
  public static final OptionKey<Boolean> ROUTER_DISCOVERY =
      row(31, "Router Discovery", OptionFormat.BOOL);

  /** Where to send router solicitations. RFC 2132 section 5.7. */
  public static final OptionKey<Ipv4Address> ROUTER_REQUEST =
      row(32, "Router Request", OptionFormat.IPV4);

  /** Replaced by option 121. RFC 2132 section 5.8. */
  public static final OptionKey<List<StaticRoute>> STATIC_ROUTE =
      row(
          33,
          "Static Route",
          OptionFormat.of(
              "a multiple of 8 octets, at least 8, without a default route",
              StaticRoute::decodeAll,
              StaticRoute::encodeAll));

  /** Whether to negotiate trailers. RFC 2132 section 6.1. */
  public static final OptionKey<Boolean> TRAILERS = row(34, "Trailers", OptionFormat.BOOL);

  /** RFC 2132 section 6.2. */
  public static final OptionKey<Duration> ARP_TIMEOUT =
      row(35, "ARP Timeout", OptionFormat.SECONDS);

  /** True for IEEE 802.3 (RFC 1042), false for Ethernet II (RFC 894). RFC 2132 section 6.3. */
  public static final OptionKey<Boolean> ETHERNET = row(36, "Ethernet", OptionFormat.BOOL);

  /** At least 1. RFC 2132 section 7.1. */
  public static final OptionKey<Integer> DEFAULT_TCP_TTL = row(37, "Default TCP TTL", AT_LEAST_1);

  /** Zero for no keepalives. RFC 2132 section 7.2. */
  public static final OptionKey<Duration> KEEPALIVE_TIME =
      row(38, "Keepalive Time", OptionFormat.SECONDS);

  /** Whether keepalives carry an octet of garbage. RFC 2132 section 7.3. */
  public static final OptionKey<Boolean> KEEPALIVE_DATA =
      row(39, "Keepalive Data", OptionFormat.BOOL);

  /** RFC 2132 section 8.1. */
  public static final OptionKey<String> NIS_DOMAIN = row(40, "NIS Domain", OptionFormat.TEXT);

  /** In order of preference. RFC 2132 section 8.2. */
  public static final OptionKey<List<Ipv4Address>> NIS_SERVERS =
      row(41, "NIS Servers", OptionFormat.IPV4_LIST);

  /** In order of preference. RFC 2132 section 8.3. */
  public static final OptionKey<List<Ipv4Address>> NTP_SERVERS =
      row(42, "NTP Servers", OptionFormat.IPV4_LIST);

  /** RFC 2132 section 8.4. */
  public static final OptionKey<Octets> VENDOR_SPECIFIC = row(43, "Vendor Specific", NOT_EMPTY);

  /** In order of preference. RFC 2132 section 8.5. */
  public static final OptionKey<List<Ipv4Address>> NETBIOS_NAME_SRV =
      row(44, "NETBIOS Name Srv", OptionFormat.IPV4_LIST);

  /** In order of preference. RFC 2132 section 8.6. */
  public static final OptionKey<List<Ipv4Address>> NETBIOS_DIST_SRV =
      row(45, "NETBIOS Dist Srv", OptionFormat.IPV4_LIST);

  /** RFC 2132 section 8.7. */
  public static final OptionKey<NetbiosNodeType> NETBIOS_NODE_TYPE =
      row(
          46,
          "NETBIOS Node Type",
          OptionFormat.of("1 octet", NetbiosNodeType::decode, NetbiosNodeType::encode));

  /** RFC 2132 section 8.8. */
  public static final OptionKey<String> NETBIOS_SCOPE = row(47, "NETBIOS Scope", OptionFormat.TEXT);

  /** Font servers, in order of preference. RFC 2132 section 8.9. */
  public static final OptionKey<List<Ipv4Address>> X_WINDOW_FONT =
      row(48, "X Window Font", OptionFormat.IPV4_LIST);

  /** Display managers, in order of preference. RFC 2132 section 8.10. */
  public static final OptionKey<List<Ipv4Address>> X_WINDOW_MANAGER =
      row(49, "X Window Manager", OptionFormat.IPV4_LIST);

  /** The address that a client would like. RFC 2132 section 9.1. */
  public static final OptionKey<Ipv4Address> ADDRESS_REQUEST =
      row(50, "Address Request", OptionFormat.IPV4);

  /** The lease time. RFC 2132 section 9.2. */
  public static final OptionKey<Duration> ADDRESS_TIME =
      row(51, "Address Time", OptionFormat.SECONDS);

  /** Which header fields hold options: 1 file, 2 sname, 3 both. RFC 2132 section 9.3. */
  public static final OptionKey<Integer> OVERLOAD =
      row(52, "Overload", OptionFormat.U8.where("1 to 3", bits -> bits >= 1 && bits <= 3));

  /** RFC 2132 section 9.6. */
  public static final OptionKey<MessageType> DHCP_MSG_TYPE =
      row(
          53,
          "DHCP Msg Type",
          Formats.checked(
              OptionFormat.of("1 octet, 1 to 18", MessageType::decode, MessageType::encode),
              octets -> MessageType.decode(octets).isPresent()));

  /** RFC 2132 section 9.7. */
  public static final OptionKey<Ipv4Address> DHCP_SERVER_ID =
      row(54, "DHCP Server Id", OptionFormat.IPV4);

  /** Codes of options that a client asks for, in order of preference. RFC 2132 section 9.8. */
  public static final OptionKey<List<Integer>> PARAMETER_LIST =
      row(55, "Parameter List", Formats.described(OptionFormat.U8_LIST, DhcpOptions::names));

  /** The reason of a NAK or a DECLINE. RFC 2132 section 9.9. */
  public static final OptionKey<String> DHCP_MESSAGE = row(56, "DHCP Message", OptionFormat.TEXT);

  /** The longest datagram, IP and UDP headers included; at least 576. RFC 2132 section 9.10. */
  public static final OptionKey<Integer> DHCP_MAX_MSG_SIZE =
      row(57, "DHCP Max Msg Size", AT_LEAST_576);

  /** T1. RFC 2132 section 9.11. */
  public static final OptionKey<Duration> RENEWAL_TIME =
      row(58, "Renewal Time", OptionFormat.SECONDS);

  /** T2. RFC 2132 section 9.12. */
  public static final OptionKey<Duration> REBINDING_TIME =
      row(59, "Rebinding Time", OptionFormat.SECONDS);

  /**
   * The vendor class; compared octet by octet, without NULs at its end (section 2). RFC 2132
   * section 9.13.
   */
  public static final OptionKey<Octets> CLASS_ID =
      row(
          60,
          "Class Id",
          Formats.described(
              OptionFormat.of(
                      "1 octet or more",
                      octets -> NOT_EMPTY.decode(octets.withoutTrailingZeros()),
                      NOT_EMPTY::encode)
                  .where("no NUL at the end", value -> value.u8(value.length() - 1) != 0),
              Utf8Text::describe));

  /** RFC 2132 section 9.14, RFC 4361, RFC 6842. */
  public static final OptionKey<ClientIdentifier> CLIENT_ID =
      row(
          61,
          "Client Id",
          Formats.described(
              Formats.checked(
                  OptionFormat.of(
                      "2 to 255 octets", ClientIdentifier::decode, ClientIdentifier::octets),
                  octets -> ClientIdentifier.decode(octets).isPresent()),
              ClientIdentifier::describe));

  /** At most 255 octets. RFC 2242 section 2. */
  public static final OptionKey<String> NETWARE_IP_DOMAIN = row(62, "NetWare/IP Domain", TEXT_255);

  /** RFC 2242 section 3. */
  public static final OptionKey<SubOptions> NETWARE_IP_OPTION =
      row(63, "NetWare/IP Option", NetwareIpOptions.SPACE.format());

  /** The domain of NIS+. RFC 2132 section 8.11. */
  public static final OptionKey<String> NIS_DOMAIN_NAME =
      row(64, "NIS-Domain-Name", OptionFormat.TEXT);

  /** Servers of NIS+, in order of preference. RFC 2132 section 8.12. */
  public static final OptionKey<List<Ipv4Address>> NIS_SERVER_ADDR =
      row(65, "NIS-Server-Addr", OptionFormat.IPV4_LIST);

  /** The TFTP server's name where {@code sname} has no room. RFC 2132 section 9.4. */
  public static final OptionKey<String> SERVER_NAME = row(66, "Server-Name", OptionFormat.TEXT);

  /** The boot file where {@code file} has no room. RFC 2132 section 9.5. */
  public static final OptionKey<String> BOOTFILE_NAME = row(67, "Bootfile-Name", OptionFormat.TEXT);

  /** In order of preference; none where there is no home agent. RFC 2132 section 8.13. */
  public static final OptionKey<List<Ipv4Address>> HOME_AGENT_ADDRS =
      row(68, "Home-Agent-Addrs", Formats.ipv4List(0));

  /** In order of preference. RFC 2132 section 8.14. */
  public static final OptionKey<List<Ipv4Address>> SMTP_SERVER =
      row(69, "SMTP-Server", OptionFormat.IPV4_LIST);

  /** In order of preference. RFC 2132 section 8.15. */
  public static final OptionKey<List<Ipv4Address>> POP3_SERVER =
      row(70, "POP3-Server", OptionFormat.IPV4_LIST);

  /** In order of preference. RFC 2132 section 8.16. */
  public static final OptionKey<List<Ipv4Address>> NNTP_SERVER =
      row(71, "NNTP-Server", OptionFormat.IPV4_LIST);

  /** In order of preference. RFC 2132 section 8.17. */
  public static final OptionKey<List<Ipv4Address>> WWW_SERVER =
      row(72, "WWW-Server", OptionFormat.IPV4_LIST);

  /** In order of preference. RFC 2132 section 8.18. */
  public static final OptionKey<List<Ipv4Address>> FINGER_SERVER =
      row(73, "Finger-Server", OptionFormat.IPV4_LIST);

  /** In order of preference. RFC 2132 section 8.19. */
  public static final OptionKey<List<Ipv4Address>> IRC_SERVER =
      row(74, "IRC-Server", OptionFormat.IPV4_LIST);

  /** In order of preference. RFC 2132 section 8.20. */
  public static final OptionKey<List<Ipv4Address>> STREETTALK_SERVER =
      row(75, "StreetTalk-Server", OptionFormat.IPV4_LIST);

  /** StreetTalk directory assistance, in order of preference. RFC 2132 section 8.21. */
  public static final OptionKey<List<Ipv4Address>> STDA_SERVER =
      row(76, "STDA-Server", OptionFormat.IPV4_LIST);

  /** RFC 3004 section 4. */
  public static final OptionKey<UserClass> USER_CLASS =
      row(
          77,
          "User-Class",
          Formats.checked(
              OptionFormat.of(
                  "classes of 1 to 255 octets after their length",
                  UserClass::decode,
                  UserClass::encode),
              UserClass::areCounted));

  /** RFC 2610 section 3. */
  public static final OptionKey<DirectoryAgents> DIRECTORY_AGENT =
      row(
          78,
          "Directory Agent",
          OptionFormat.of(
              "0 or 1, and one address of 4 octets or more",
              DirectoryAgents::decode,
              DirectoryAgents::encode));

  /** RFC 2610 section 4. */
  public static final OptionKey<ServiceScope> SERVICE_SCOPE =
      row(
          79,
          "Service Scope",
          OptionFormat.of(
              "0 or 1, and UTF-8 text without NUL", ServiceScope::decode, ServiceScope::encode));

  /** RFC 4039 section 4. */
  public static final OptionKey<Flag> RAPID_COMMIT = row(80, "Rapid Commit", OptionFormat.FLAG);

  /** RFC 4702 section 2. */
  public static final OptionKey<ClientFqdn> CLIENT_FQDN =
      row(
          81,
          "Client FQDN",
          OptionFormat.of(
              "flags, two codes, and a domain name as the flags say",
              ClientFqdn::decode,
              ClientFqdn::encode));

  /** RFC 3046. */
  public static final OptionKey<RelayAgentInformation> RELAY_AGENT_INFORMATION =
      row(82, "Relay Agent Information", RelayAgentInformation.FORMAT);

  /** RFC 4174 section 2. */
  public static final OptionKey<Isns> ISNS =
      row(
          83,
          "iSNS",
          OptionFormat.of(
              "10 octets of flags, and a multiple of 4 octets, at least 4",
              Isns::decode,
              Isns::encode));

  /** In order of preference. RFC 2241 section 2. */
  public static final OptionKey<List<Ipv4Address>> NDS_SERVERS =
      row(85, "NDS Servers", OptionFormat.IPV4_LIST);

  /** RFC 2241 section 3. */
  public static final OptionKey<String> NDS_TREE_NAME = row(86, "NDS Tree Name", OptionFormat.TEXT);

  /** RFC 2241 section 4. */
  public static final OptionKey<String> NDS_CONTEXT = row(87, "NDS Context", OptionFormat.TEXT);

  /** In order of preference. RFC 4280 section 4.1. */
  public static final OptionKey<List<DomainName>> BCMCS_CONTROLLER_DOMAIN_NAME_LIST =
      row(88, "BCMCS Controller Domain Name list", OptionFormat.DOMAIN_NAME_LIST);

  /** In order of preference. RFC 4280 section 4.3. */
  public static final OptionKey<List<Ipv4Address>> BCMCS_CONTROLLER_IPV4_ADDRESS =
      row(89, "BCMCS Controller IPv4 address", OptionFormat.IPV4_LIST);

  /** RFC 3118 section 2. */
  public static final OptionKey<Authentication> AUTHENTICATION =
      row(
          90,
          "Authentication",
          OptionFormat.of("11 octets or more", Authentication::decode, Authentication::encode));

  /** How long ago the client was last heard. RFC 4388 section 6.1. */
  public static final OptionKey<Duration> CLIENT_LAST_TRANSACTION_TIME =
      row(91, "client-last-transaction-time", OptionFormat.SECONDS);

  /** All addresses of the client. RFC 4388 section 6.1. */
  public static final OptionKey<List<Ipv4Address>> ASSOCIATED_IP =
      row(92, "associated-ip", OptionFormat.IPV4_LIST);

  /** RFC 4578 section 2.1. */
  public static final OptionKey<List<ClientArchitecture>> CLIENT_SYSTEM =
      row(93, "Client System", ARCHITECTURES);

  /** RFC 4578 section 2.2. */
  public static final OptionKey<NetworkInterfaceIdentifier> CLIENT_NDI =
      row(
          94,
          "Client NDI",
          OptionFormat.of(
              "3 octets", NetworkInterfaceIdentifier::decode, NetworkInterfaceIdentifier::encode));

  /** URLs of servers. RFC 3679. */
  public static final OptionKey<String> LDAP = row(95, "LDAP", OptionFormat.TEXT);

  /** RFC 4578 section 2.3. */
  public static final OptionKey<ClientMachineIdentifier> UUID_GUID =
      row(
          97,
          "UUID/GUID",
          OptionFormat.of(
              "17 octets", ClientMachineIdentifier::decode, ClientMachineIdentifier::encode));

  /** URLs with spaces between them. RFC 2485 section 2. */
  public static final OptionKey<String> USER_AUTH = row(98, "User-Auth", OptionFormat.TEXT);

  /** RFC 4776 section 3.1. */
  public static final OptionKey<CivicLocation> GEOCONF_CIVIC =
      row(
          99,
          "GEOCONF_CIVIC",
          OptionFormat.of(
              "what, two letters of a country, and elements of type, length and as many octets",
              CivicLocation::decode,
              CivicLocation::encode));

  /** The time zone as in IEEE 1003.1. RFC 4833 section 2. */
  public static final OptionKey<String> PCODE = row(100, "PCode", OptionFormat.TEXT);

  /** The time zone's name in the TZ database. RFC 4833 section 2. */
  public static final OptionKey<String> TCODE = row(101, "TCode", OptionFormat.TEXT);

  /** How long to do without IPv4. RFC 8925 section 3.1. */
  public static final OptionKey<Duration> IPV6_ONLY_PREFERRED =
      row(108, "IPv6-Only Preferred", OptionFormat.SECONDS);

  /** The IPv6 source address of softwires. RFC 8539 section 7. */
  public static final OptionKey<Ipv6Address> DHCP4O6_S46_SADDR =
      row(109, "OPTION_DHCP4O6_S46_SADDR", OptionFormat.IPV6);

  /** RFC 3679. */
  public static final OptionKey<List<Ipv4Address>> NETINFO_ADDRESS =
      row(112, "Netinfo Address", OptionFormat.IPV4_LIST);

  /** RFC 3679. */
  public static final OptionKey<String> NETINFO_TAG = row(113, "Netinfo Tag", OptionFormat.TEXT);

  /** A URI of at most 255 octets. RFC 8910 section 2.1. */
  public static final OptionKey<String> DHCP_CAPTIVE_PORTAL =
      row(114, "DHCP Captive-Portal", TEXT_255);

  /** Whether a client without a lease may give itself an address. RFC 2563 section 2. */
  public static final OptionKey<Boolean> AUTO_CONFIG =
      row(
          116,
          "Auto-Config",
          OptionFormat.of(
              "1 octet, 0 or 1",
              octets -> OptionFormat.U8.decode(octets).filter(bit -> bit <= 1).map(bit -> bit == 1),
              OptionFormat.BOOL::encode));

  /** Codes of options, in the order to ask; 0 for local files. RFC 2937. */
  public static final OptionKey<List<Integer>> NAME_SERVICE_SEARCH =
      row(117, "Name Service Search", Formats.described(OptionFormat.U16_LIST, DhcpOptions::names));

  /** An address in the subnet that the client wants to be served from. RFC 3011. */
  public static final OptionKey<Ipv4Address> SUBNET_SELECTION =
      row(118, "Subnet Selection Option", OptionFormat.IPV4);

  /** Suffixes to try, in order. RFC 3397 section 2. */
  public static final OptionKey<List<DomainName>> DOMAIN_SEARCH =
      row(
          119,
          "Domain Search",
          Formats.checked(
              OptionFormat.of(
                  "domain names in labels, with pointers back to earlier ones",
                  CompressedNames::decodeAll,
                  CompressedNames::encodeAll),
              CompressedNames::areWhole));

  /** RFC 3361 section 3. */
  public static final OptionKey<SipServers> SIP_SERVERS =
      row(
          120,
          "SIP Servers",
          OptionFormat.of(
              "0 and domain names in labels, or 1 and addresses of 4 octets",
              SipServers::decode,
              SipServers::encode));

  /** Replaces options 3 and 33 for a client that knows it. RFC 3442. */
  public static final OptionKey<List<ClasslessRoute>> CLASSLESS_STATIC_ROUTE =
      row(121, "Classless Static Route", ROUTES);

  /** RFC 3495 section 4. */
  public static final OptionKey<SubOptions> CCC = row(122, "CCC", CableLabsOptions.SPACE.format());

  /** RFC 6225 section 2.2. */
  public static final OptionKey<GeoLocation> GEOCONF = row(123, "GeoConf", GEO_LOCATION);

  /** RFC 3925 section 3. */
  public static final OptionKey<List<EnterpriseData>> V_I_VENDOR_CLASS =
      row(
          124,
          "V-I Vendor Class",
          OptionFormat.of(
              "parts of enterprise number, length and as many octets",
              EnterpriseData::decodeAll,
              EnterpriseData::encodeAll));

  /** RFC 3925 section 4. */
  public static final OptionKey<VendorInformation> V_I_VENDOR_SPECIFIC_INFORMATION =
      row(125, "V-I Vendor-Specific Information", VendorInformation.FORMAT);

  /** RFC 4578 section 2.4. */
  public static final OptionKey<Octets> PXE_128 =
      row(128, "PXE - undefined (vendor specific)", OptionFormat.OPAQUE);

  /** RFC 4578 section 2.4. */
  public static final OptionKey<Octets> PXE_129 =
      row(129, "PXE - undefined (vendor specific)", OptionFormat.OPAQUE);

  /** RFC 4578 section 2.4. */
  public static final OptionKey<Octets> PXE_130 =
      row(130, "PXE - undefined (vendor specific)", OptionFormat.OPAQUE);

  /** RFC 4578 section 2.4. */
  public static final OptionKey<Octets> PXE_131 =
      row(131, "PXE - undefined (vendor specific)", OptionFormat.OPAQUE);

  /** RFC 4578 section 2.4. */
  public static final OptionKey<Octets> PXE_132 =
      row(132, "PXE - undefined (vendor specific)", OptionFormat.OPAQUE);

  /** RFC 4578 section 2.4. */
  public static final OptionKey<Octets> PXE_133 =
      row(133, "PXE - undefined (vendor specific)", OptionFormat.OPAQUE);

  /** RFC 4578 section 2.4. */
  public static final OptionKey<Octets> PXE_134 =
      row(134, "PXE - undefined (vendor specific)", OptionFormat.OPAQUE);

  /** RFC 4578 section 2.4. */
  public static final OptionKey<Octets> PXE_135 =
      row(135, "PXE - undefined (vendor specific)", OptionFormat.OPAQUE);

  /** In order of preference. RFC 5192 section 3. */
  public static final OptionKey<List<Ipv4Address>> PANA_AGENT =
      row(136, "OPTION_PANA_AGENT", OptionFormat.IPV4_LIST);

  /** RFC 5223 section 3. */
  public static final OptionKey<DomainName> V4_LOST =
      row(137, "OPTION_V4_LOST", OptionFormat.DOMAIN_NAME);

  /** In order of preference. RFC 5417 section 2. */
  public static final OptionKey<List<Ipv4Address>> CAPWAP_AC_V4 =
      row(138, "OPTION_CAPWAP_AC_V4", OptionFormat.IPV4_LIST);

  /** RFC 5678 section 2. */
  public static final OptionKey<SubOptions> IPV4_ADDRESS_MOS =
      row(139, "OPTION-IPv4_Address-MoS", MosOptions.ADDRESS_SPACE.format());

  /** RFC 5678 section 3. */
  public static final OptionKey<SubOptions> IPV4_FQDN_MOS =
      row(140, "OPTION-IPv4_FQDN-MoS", MosOptions.NAME_SPACE.format());

  /** RFC 6011 section 4.1. */
  public static final OptionKey<List<DomainName>> SIP_UA_CONFIGURATION_SERVICE_DOMAINS =
      row(141, "SIP UA Configuration Service Domains", OptionFormat.DOMAIN_NAME_LIST);

  /** In order of preference. RFC 6153 section 2. */
  public static final OptionKey<List<Ipv4Address>> IPV4_ADDRESS_ANDSF =
      row(142, "OPTION-IPv4_Address-ANDSF", OptionFormat.IPV4_LIST);

  /** RFC 8572 section 8.1. */
  public static final OptionKey<List<BootstrapServer>> V4_SZTP_REDIRECT =
      row(
          143,
          "OPTION_V4_SZTP_REDIRECT",
          OptionFormat.of(
              "URIs after their length in 2 octets",
              BootstrapServer::decodeAll,
              BootstrapServer::encodeAll));

  /** RFC 6225 section 2.2. */
  public static final OptionKey<GeoLocation> GEOLOC = row(144, "GeoLoc", GEO_LOCATION);

  /** Algorithms, of which 1 is HMAC-MD5. RFC 6704 section 3.1.1. */
  public static final OptionKey<List<Integer>> FORCERENEW_NONCE_CAPABLE =
      row(145, "FORCERENEW_NONCE_CAPABLE", OptionFormat.U8_LIST);

  /** RFC 6731 section 4.3. */
  public static final OptionKey<RdnssSelection> RDNSS_SELECTION =
      row(
          146,
          "RDNSS Selection",
          OptionFormat.of(
              "a preference, two addresses, and domain names in labels",
              RdnssSelection::decode,
              RdnssSelection::encode));

  /** RFC 8973 section 5.3. */
  public static final OptionKey<DomainName> V4_DOTS_RI =
      row(147, "OPTION_V4_DOTS_RI", OptionFormat.DOMAIN_NAME);

  /** In order of preference. RFC 8973 section 5.3. */
  public static final OptionKey<List<Ipv4Address>> V4_DOTS_ADDRESS =
      row(148, "OPTION_V4_DOTS_ADDRESS", OptionFormat.IPV4_LIST);

  /** In order of preference. RFC 5859 section 3. */
  public static final OptionKey<List<Ipv4Address>> TFTP_SERVER_ADDRESS =
      row(150, "TFTP server address", OptionFormat.IPV4_LIST);

  /** RFC 6926 section 6.2.2. */
  public static final OptionKey<StatusCode> STATUS_CODE =
      row(
          151,
          "status-code",
          OptionFormat.of(
              "1 octet, and UTF-8 text without NUL", StatusCode::decode, StatusCode::encode));

  /** When the message was made. RFC 6926 section 6.2.3. */
  public static final OptionKey<Instant> BASE_TIME = row(152, "base-time", OptionFormat.INSTANT);

  /** How long before the base time the state began. RFC 6926 section 6.2.4. */
  public static final OptionKey<Duration> START_TIME_OF_STATE =
      row(153, "start-time-of-state", OptionFormat.SECONDS);

  /** Asks for bindings that changed since. RFC 6926 section 6.2.5. */
  public static final OptionKey<Instant> QUERY_START_TIME =
      row(154, "query-start-time", OptionFormat.INSTANT);

  /** Asks for bindings that changed before. RFC 6926 section 6.2.6. */
  public static final OptionKey<Instant> QUERY_END_TIME =
      row(155, "query-end-time", OptionFormat.INSTANT);

  /** RFC 6926 section 6.2.7. */
  public static final OptionKey<DhcpState> DHCP_STATE =
      row(156, "dhcp-state", OptionFormat.of("1 octet", DhcpState::decode, DhcpState::encode));

  /** RFC 6926 section 6.2.8. */
  public static final OptionKey<DataSource> DATA_SOURCE =
      row(157, "data-source", OptionFormat.of("1 octet", DataSource::decode, DataSource::encode));

  /** RFC 7291 section 4. */
  public static final OptionKey<List<PcpServer>> V4_PCP_SERVER =
      row(
          158,
          "OPTION_V4_PCP_SERVER",
          OptionFormat.of(
              "servers of length and as many octets of addresses",
              PcpServer::decodeAll,
              PcpServer::encodeAll));

  /** RFC 7618 section 9. */
  public static final OptionKey<PortParameters> V4_PORTPARAMS =
      row(
          159,
          "OPTION_V4_PORTPARAMS",
          OptionFormat.of(
              "4 octets: an offset of 0 to 15, a length of 0 to 16 and as many bits",
              PortParameters::decode,
              PortParameters::encode));

  /** RFC 8520 section 10. */
  public static final OptionKey<String> MUD_URL_V4 =
      row(161, "OPTION_MUD_URL_V4", OptionFormat.TEXT);

  /** RFC 9463 section 5. */
  public static final OptionKey<List<EncryptedResolver>> V4_DNR =
      row(
          162,
          "OPTION_V4_DNR",
          OptionFormat.of(
              "resolvers of length in 2 octets, priority, name, addresses and parameters with alpn",
              EncryptedResolver::decodeAll,
              EncryptedResolver::encodeAll));

  /** Tentative; options of iPXE inside. RFC 3942. */
  public static final OptionKey<SubOptions> ETHERBOOT =
      row(175, "Etherboot", IpxeOptions.SPACE.format());

  /** Tentative; settings of Avaya telephones. RFC 3942. */
  public static final OptionKey<String> IP_TELEPHONE = row(176, "IP Telephone", OptionFormat.TEXT);

  /** Tentative; option 122 replaces it. RFC 3942. */
  public static final OptionKey<Octets> ETHERBOOT_PACKETCABLE =
      row(177, "Etherboot; PacketCable and CableHome", OptionFormat.OPAQUE);

  /** Always f100747e; deprecated. RFC 5071 section 3. */
  public static final OptionKey<Octets> PXELINUX_MAGIC =
      row(208, "PXELINUX Magic", OptionFormat.opaque(4, 4).where("f100747e", PXELINUX::equals));

  /** RFC 5071 section 4. */
  public static final OptionKey<String> CONFIGURATION_FILE =
      row(209, "Configuration File", OptionFormat.TEXT);

  /** RFC 5071 section 5. */
  public static final OptionKey<String> PATH_PREFIX = row(210, "Path Prefix", OptionFormat.TEXT);

  /** RFC 5071 section 6. */
  public static final OptionKey<Duration> REBOOT_TIME =
      row(211, "Reboot Time", OptionFormat.SECONDS);

  /** RFC 5969 section 7.1.1. */
  public static final OptionKey<SixRd> OPTION_6RD =
      row(
          212,
          "OPTION_6RD",
          OptionFormat.of(
              "2 lengths, a prefix with nothing behind its length, and 1 border relay or more",
              SixRd::decode,
              SixRd::encode));

  /** RFC 5986 section 3.3. */
  public static final OptionKey<DomainName> V4_ACCESS_DOMAIN =
      row(213, "OPTION_V4_ACCESS_DOMAIN", OptionFormat.DOMAIN_NAME);

  /** RFC 6656 section 3. */
  public static final OptionKey<SubnetAllocation> SUBNET_ALLOCATION =
      row(220, "Subnet Allocation Option", SubnetAllocation.FORMAT);

  /** RFC 6607 section 3.1. */
  public static final OptionKey<VirtualSubnetSelection> VIRTUAL_SUBNET_SELECTION =
      row(
          221,
          "Virtual Subnet Selection (VSS) Option",
          RelayAgentOptions.VIRTUAL_SUBNET_SELECTION.format());

  /** Private use: option 121 as older Windows asks for it. */
  public static final OptionKey<List<ClasslessRoute>> MICROSOFT_CLASSLESS_STATIC_ROUTE =
      row(249, "Microsoft Classless Static Route", ROUTES);

  /** Private use: the URL of a proxy's settings. */
  public static final OptionKey<String> WPAD = row(252, "WPAD", OptionFormat.TEXT);

  private DhcpOptions() {}

  private static boolean arePlateaus(List<Integer> sizes) {
    int least = 68;
    for (int size : sizes) {
      if (size < least) {
        return false;
      }
      least = size;
    }
    return true;
  }

  private static String names(List<Integer> codes) {
    return codes.stream().map(DhcpOptions::name).collect(Collectors.joining(", "));
  }

  /** Returns name and code of an option, such as «Router (3)»; the code where it has no row. */
  private static String name(int code) {
    return code < TABLE.size()
        ? byCode(code).map(OptionKey::toString).orElse(Integer.toString(code))
        : Integer.toString(code);
  }

  private static <T> OptionKey<T> row(int code, String name, OptionFormat<T> format) {
    OptionKey<T> key = OptionKey.of(code, name, format);
    TABLE.set(code, Optional.of(key));
    return key;
  }

  /** Returns the row of {@code code}, 0 to 255; empty where the table has none. */
  public static Optional<OptionKey<?>> byCode(int code) {
    return TABLE.get(code);
  }
}
