package io.leasehold.dhcp.codec.option;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.value.ClasslessRoute;
import io.leasehold.dhcp.codec.value.ClientIdentifier;
import io.leasehold.dhcp.codec.value.MessageType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The table of the standard options: one row a code, named as in the IANA registry «BOOTP Vendor
 * Extensions and DHCP Options».
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

  /** RFC 2132 section 3.3. */
  public static final OptionKey<Ipv4Address> SUBNET_MASK = row(1, "Subnet Mask", OptionFormat.IPV4);

  /** RFC 2132 section 3.4; replaced by option 100. */
  public static final OptionKey<Integer> TIME_OFFSET = row(2, "Time Offset", OptionFormat.S32);

  /** In order of preference. RFC 2132 section 3.5. */
  public static final OptionKey<List<Ipv4Address>> ROUTER =
      row(3, "Router", OptionFormat.IPV4_LIST);

  /** RFC 2132 section 3.6. */
  public static final OptionKey<List<Ipv4Address>> TIME_SERVER =
      row(4, "Time Server", OptionFormat.IPV4_LIST);

  /** DNS servers, in order of preference. RFC 2132 section 3.8. */
  public static final OptionKey<List<Ipv4Address>> DOMAIN_SERVER =
      row(6, "Domain Server", OptionFormat.IPV4_LIST);

  /** RFC 2132 section 3.9. */
  public static final OptionKey<List<Ipv4Address>> LOG_SERVER =
      row(7, "Log Server", OptionFormat.IPV4_LIST);

  /** RFC 2132 section 3.14. */
  public static final OptionKey<String> HOSTNAME = row(12, "Hostname", OptionFormat.TEXT);

  /** RFC 2132 section 3.17. */
  public static final OptionKey<String> DOMAIN_NAME = row(15, "Domain Name", OptionFormat.TEXT);

  /** RFC 2132 section 3.19. */
  public static final OptionKey<String> ROOT_PATH = row(17, "Root Path", OptionFormat.TEXT);

  /** At least 68. RFC 2132 section 5.1. */
  public static final OptionKey<Integer> MTU_INTERFACE = row(26, "MTU Interface", OptionFormat.U16);

  /** RFC 2132 section 5.3. */
  public static final OptionKey<Ipv4Address> BROADCAST_ADDRESS =
      row(28, "Broadcast Address", OptionFormat.IPV4);

  /** RFC 2132 section 8.3. */
  public static final OptionKey<List<Ipv4Address>> NTP_SERVERS =
      row(42, "NTP Servers", OptionFormat.IPV4_LIST);

  /** RFC 2132 section 8.4. */
  public static final OptionKey<Octets> VENDOR_SPECIFIC =
      row(43, "Vendor Specific", OptionFormat.OPAQUE);

  /** The address that a client would like. RFC 2132 section 9.1. */
  public static final OptionKey<Ipv4Address> ADDRESS_REQUEST =
      row(50, "Address Request", OptionFormat.IPV4);

  /** The lease time. RFC 2132 section 9.2. */
  public static final OptionKey<Duration> ADDRESS_TIME =
      row(51, "Address Time", OptionFormat.SECONDS);

  private static final OptionFormat<Integer> OVERLOAD_FORMAT =
      OptionFormat.of(
          "1 octet, 1 to 3",
          octets -> OptionFormat.U8.decode(octets).filter(DhcpOptions::isOverload),
          bits -> {
            if (!isOverload(bits)) {
              throw new IllegalArgumentException("expected 1 to 3, found " + bits);
            }
            return OptionFormat.U8.encode(bits);
          });

  /** Which header fields hold options: 1 file, 2 sname, 3 both. RFC 2132 section 9.3. */
  public static final OptionKey<Integer> OVERLOAD = row(52, "Overload", OVERLOAD_FORMAT);

  /** RFC 2132 section 9.6. */
  public static final OptionKey<MessageType> DHCP_MSG_TYPE =
      row(
          53,
          "DHCP Msg Type",
          OptionFormat.of("1 octet, 1 to 18", MessageType::decode, MessageType::encode));

  /** RFC 2132 section 9.7. */
  public static final OptionKey<Ipv4Address> DHCP_SERVER_ID =
      row(54, "DHCP Server Id", OptionFormat.IPV4);

  /** Codes of options that a client asks for, in order of preference. RFC 2132 section 9.8. */
  public static final OptionKey<List<Integer>> PARAMETER_LIST =
      row(55, "Parameter List", OptionFormat.U8_LIST);

  /** The reason of a NAK or a DECLINE. RFC 2132 section 9.9. */
  public static final OptionKey<String> DHCP_MESSAGE = row(56, "DHCP Message", OptionFormat.TEXT);

  /** The longest datagram, IP and UDP headers included; at least 576. RFC 2132 section 9.10. */
  public static final OptionKey<Integer> DHCP_MAX_MSG_SIZE =
      row(57, "DHCP Max Msg Size", OptionFormat.U16);

  /** T1. RFC 2132 section 9.11. */
  public static final OptionKey<Duration> RENEWAL_TIME =
      row(58, "Renewal Time", OptionFormat.SECONDS);

  /** T2. RFC 2132 section 9.12. */
  public static final OptionKey<Duration> REBINDING_TIME =
      row(59, "Rebinding Time", OptionFormat.SECONDS);

  /** The vendor class; compared octet by octet. RFC 2132 section 9.13. */
  public static final OptionKey<Octets> CLASS_ID = row(60, "Class Id", OptionFormat.OPAQUE);

  /** RFC 2132 section 9.14, RFC 4361, RFC 6842. */
  public static final OptionKey<ClientIdentifier> CLIENT_ID =
      row(
          61,
          "Client Id",
          OptionFormat.of("2 to 255 octets", ClientIdentifier::decode, ClientIdentifier::octets));

  /** The TFTP server's name where {@code sname} has no room. RFC 2132 section 9.4. */
  public static final OptionKey<String> SERVER_NAME = row(66, "Server-Name", OptionFormat.TEXT);

  /** The boot file where {@code file} has no room. RFC 2132 section 9.5. */
  public static final OptionKey<String> BOOTFILE_NAME = row(67, "Bootfile-Name", OptionFormat.TEXT);

  /** RFC 3046. */
  public static final OptionKey<RelayAgentInformation> RELAY_AGENT_INFORMATION =
      row(82, "Relay Agent Information", RelayAgentInformation.FORMAT);

  /** An address in the subnet that the client wants to be served from. RFC 3011. */
  public static final OptionKey<Ipv4Address> SUBNET_SELECTION =
      row(118, "Subnet Selection Option", OptionFormat.IPV4);

  /** Replaces options 3 and 33 for a client that knows it. RFC 3442. */
  public static final OptionKey<List<ClasslessRoute>> CLASSLESS_STATIC_ROUTE =
      row(
          121,
          "Classless Static Route",
          OptionFormat.of(
              "routes of a width of 0 to 32, the significant octets and a router",
              ClasslessRoute::decodeAll,
              ClasslessRoute::encodeAll));

  private DhcpOptions() {}

  private static boolean isOverload(int bits) {
    return bits >= 1 && bits <= 3;
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
