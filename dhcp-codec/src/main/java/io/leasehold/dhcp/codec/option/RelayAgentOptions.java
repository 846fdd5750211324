package io.leasehold.dhcp.codec.option;

import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.octets.OctetsWriter;
import io.leasehold.dhcp.codec.value.AccessTechnology;
import io.leasehold.dhcp.codec.value.Duid;
import io.leasehold.dhcp.codec.value.EnterpriseNumber;
import io.leasehold.dhcp.codec.value.Flag;
import io.leasehold.dhcp.codec.value.RadiusAttribute;
import io.leasehold.dhcp.codec.value.RelayAgentAuthentication;
import io.leasehold.dhcp.codec.value.RelayAgentFlags;
import io.leasehold.dhcp.codec.value.VirtualSubnetSelection;
import java.util.List;
import java.util.Optional;

/**
 * The sub-options of option 82, named as in the IANA registry «DHCP Relay Agent Sub-Option Codes».
 * Their values are in {@link RelayAgentInformation}.
 */
public final class RelayAgentOptions {

  /** The circuit that the message came in by. RFC 3046 section 3.1. */
  public static final OptionKey<Octets> CIRCUIT_ID =
      OptionKey.of(1, "Agent Circuit ID", OptionFormat.OPAQUE);

  /** The remote end of the circuit. RFC 3046 section 3.2. */
  public static final OptionKey<Octets> REMOTE_ID =
      OptionKey.of(2, "Agent Remote ID", OptionFormat.OPAQUE);

  /** 32 bits, of which the highest marks a modem that its owner manages. RFC 3256. */
  public static final OptionKey<Long> DOCSIS_DEVICE_CLASS =
      OptionKey.of(4, "DOCSIS Device Class", OptionFormat.U32);

  /** An address on the client's link. RFC 3527. */
  public static final OptionKey<Ipv4Address> LINK_SELECTION =
      OptionKey.of(5, "Link selection", OptionFormat.IPV4);

  /** Whose line it is. RFC 3993. */
  public static final OptionKey<String> SUBSCRIBER_ID =
      OptionKey.of(6, "Subscriber-ID", OptionFormat.TEXT);

  /** What a RADIUS server said of the client. RFC 4014. */
  public static final OptionKey<List<RadiusAttribute>> RADIUS_ATTRIBUTES =
      OptionKey.of(
          7,
          "RADIUS Attributes",
          OptionFormat.of(
              "attributes of type, length of all and value",
              RadiusAttribute::decodeAll,
              RadiusAttribute::encodeAll));

  /** RFC 4030. */
  public static final OptionKey<RelayAgentAuthentication> AUTHENTICATION =
      OptionKey.of(
          8,
          "Authentication",
          OptionFormat.of(
              "14 octets or more, four bits of them zero",
              RelayAgentAuthentication::decode,
              RelayAgentAuthentication::encode));

  /** RFC 4243. */
  public static final OptionKey<VendorInformation> VENDOR_SPECIFIC_INFORMATION =
      OptionKey.of(9, "Vendor-Specific Information", VendorInformation.FORMAT);

  /** RFC 5010. */
  public static final OptionKey<RelayAgentFlags> FLAGS =
      OptionKey.of(
          10,
          "Relay Agent Flags",
          OptionFormat.of("1 octet", RelayAgentFlags::decode, RelayAgentFlags::encode));

  /** The server identifier that the client is to see. RFC 5107. */
  public static final OptionKey<Ipv4Address> SERVER_IDENTIFIER_OVERRIDE =
      OptionKey.of(11, "Server Identifier Override", OptionFormat.IPV4);

  /** Which relay agent it is. RFC 6925. */
  public static final OptionKey<Duid> RELAY_AGENT_IDENTIFIER =
      OptionKey.of(
          12,
          "Relay Agent Identifier",
          Formats.described(
              OptionFormat.of("a DUID of 3 to 130 octets", Duid::decode, Duid::octets),
              Duid::describe));

  /** RFC 7839 section 4.4.1. */
  public static final OptionKey<AccessTechnology> ACCESS_TECHNOLOGY_TYPE =
      OptionKey.of(
          13,
          "Access Technology Type",
          OptionFormat.of(
              "2 octets, the first one zero", AccessTechnology::decode, AccessTechnology::encode));

  /** An SSID, for one. RFC 7839 section 4.4.2. */
  public static final OptionKey<String> ACCESS_NETWORK_NAME =
      OptionKey.of(14, "Access Network Name", OptionFormat.TEXT);

  /** RFC 7839 section 4.4.3. */
  public static final OptionKey<String> ACCESS_POINT_NAME =
      OptionKey.of(15, "Access Point Name", OptionFormat.TEXT);

  /** The hardware address of the access point. RFC 7839 section 4.4.4. */
  public static final OptionKey<HardwareAddress> ACCESS_POINT_BSSID =
      OptionKey.of(
          16,
          "Access Point BSSID",
          OptionFormat.of("6 octets", RelayAgentOptions::bssid, HardwareAddress::octets)
              .where(
                  "of Ethernet", address -> address.type() == 1 && address.octets().length() == 6));

  /** Who runs the access network. RFC 7839 section 4.4.5. */
  public static final OptionKey<EnterpriseNumber> OPERATOR_IDENTIFIER =
      OptionKey.of(
          17,
          "Operator Identifier",
          OptionFormat.of(
              "4 octets",
              octets -> OptionFormat.U32.decode(octets).map(EnterpriseNumber::new),
              enterprise -> new OctetsWriter().u32(enterprise.number()).toOctets()));

  /** RFC 7839 section 4.4.6. */
  public static final OptionKey<String> OPERATOR_REALM =
      OptionKey.of(18, "Operator Realm", OptionFormat.TEXT);

  /** Replies go to the relay agent's source port. RFC 8357. */
  public static final OptionKey<Flag> RELAY_SOURCE_PORT =
      OptionKey.of(19, "Relay Source Port", OptionFormat.FLAG);

  /** Link selection of Cisco relay agents from before RFC 3527. */
  public static final OptionKey<Ipv4Address> CISCO_LINK_SELECTION =
      OptionKey.of(150, "Link Selection (Cisco Systems)", OptionFormat.IPV4);

  /** RFC 6607 section 3.3. */
  public static final OptionKey<VirtualSubnetSelection> VIRTUAL_SUBNET_SELECTION =
      OptionKey.of(
          151,
          "DHCPv4 Virtual Subnet Selection",
          OptionFormat.of(
              "a type and what goes with it",
              VirtualSubnetSelection::decode,
              VirtualSubnetSelection::encode));

  /** Taken out by a server that has obeyed sub-option 151. RFC 6607 section 3.4. */
  public static final OptionKey<Flag> VIRTUAL_SUBNET_SELECTION_CONTROL =
      OptionKey.of(152, "DHCPv4 Virtual Subnet Selection Control", OptionFormat.FLAG);

  /** All of them. */
  public static final OptionSpace SPACE =
      OptionSpace.of(
          "relay agent information",
          CIRCUIT_ID,
          REMOTE_ID,
          DOCSIS_DEVICE_CLASS,
          LINK_SELECTION,
          SUBSCRIBER_ID,
          RADIUS_ATTRIBUTES,
          AUTHENTICATION,
          VENDOR_SPECIFIC_INFORMATION,
          FLAGS,
          SERVER_IDENTIFIER_OVERRIDE,
          RELAY_AGENT_IDENTIFIER,
          ACCESS_TECHNOLOGY_TYPE,
          ACCESS_NETWORK_NAME,
          ACCESS_POINT_NAME,
          ACCESS_POINT_BSSID,
          OPERATOR_IDENTIFIER,
          OPERATOR_REALM,
          RELAY_SOURCE_PORT,
          CISCO_LINK_SELECTION,
          VIRTUAL_SUBNET_SELECTION,
          VIRTUAL_SUBNET_SELECTION_CONTROL);

  private RelayAgentOptions() {}

  private static Optional<HardwareAddress> bssid(Octets octets) {
    return octets.length() == 6
        ? Optional.of(new HardwareAddress(HardwareAddress.ETHERNET, octets))
        : Optional.empty();
  }
}
