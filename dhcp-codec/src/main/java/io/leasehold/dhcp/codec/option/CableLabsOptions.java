package io.leasehold.dhcp.codec.option;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.value.DomainName;
import io.leasehold.dhcp.codec.value.KerberosBackoff;
import io.leasehold.dhcp.codec.value.ProvisioningServer;
import java.util.List;

/**
 * The sub-options of CableLabs clients: those of option 122 (RFC 3495), and those that CableLabs
 * has in option 125.
 */
public final class CableLabsOptions {

  /** The DHCP server for the telephony adapter. RFC 3495 section 5.1. */
  public static final OptionKey<Ipv4Address> PRIMARY_DHCP_SERVER =
      OptionKey.of(1, "TSP's Primary DHCP Server Address", OptionFormat.IPV4);

  /** The other DHCP server for the telephony adapter. RFC 3495 section 5.2. */
  public static final OptionKey<Ipv4Address> SECONDARY_DHCP_SERVER =
      OptionKey.of(2, "TSP's Secondary DHCP Server Address", OptionFormat.IPV4);

  /** The server that tells the telephony adapter the rest. RFC 3495 section 5.3. */
  public static final OptionKey<ProvisioningServer> PROVISIONING_SERVER =
      OptionKey.of(
          3,
          "TSP's Provisioning Server Address",
          OptionFormat.of(
              "a type, and a domain name or an address",
              ProvisioningServer::decode,
              ProvisioningServer::encode));

  /** How often to repeat a request for authentication. RFC 3495 section 5.4. */
  public static final OptionKey<KerberosBackoff> AS_BACKOFF =
      OptionKey.of(4, "TSP's AS-REQ/AS-REP Backoff and Retry", backoff());

  /** How often to repeat a request to an application. RFC 3495 section 5.5. */
  public static final OptionKey<KerberosBackoff> AP_BACKOFF =
      OptionKey.of(5, "TSP's AP-REQ/AP-REP Backoff and Retry", backoff());

  /** The Kerberos realm, in the form of a domain name. RFC 3495 section 5.6. */
  public static final OptionKey<DomainName> KERBEROS_REALM =
      OptionKey.of(6, "TSP's Kerberos Realm Name", OptionFormat.DOMAIN_NAME);

  /** Whether to get a ticket-granting ticket first. RFC 3495 section 5.7. */
  public static final OptionKey<Boolean> TICKET_GRANTING_SERVER =
      OptionKey.of(7, "TSP's Ticket Granting Server Utilization", OptionFormat.BOOL);

  /** Minutes that provisioning may take; 0 is without end. RFC 3495 section 5.8. */
  public static final OptionKey<Integer> PROVISIONING_TIMER =
      OptionKey.of(8, "TSP's Provisioning Timer Value", OptionFormat.U8);

  /**
   * Which tickets to forget; bit 0 for the provisioning server, bit 1 for call managers. RFC 3594.
   */
  public static final OptionKey<Integer> SECURITY_TICKET_CONTROL =
      OptionKey.of(9, "Security Ticket Control", OptionFormat.U16);

  /** RFC 3634. */
  public static final OptionKey<List<Ipv4Address>> KDC_SERVERS =
      OptionKey.of(10, "KDC Server Address", OptionFormat.IPV4_LIST);

  /** Those of option 122. */
  public static final OptionSpace SPACE =
      OptionSpace.of(
          "CableLabs client configuration",
          PRIMARY_DHCP_SERVER,
          SECONDARY_DHCP_SERVER,
          PROVISIONING_SERVER,
          AS_BACKOFF,
          AP_BACKOFF,
          KERBEROS_REALM,
          TICKET_GRANTING_SERVER,
          PROVISIONING_TIMER,
          SECURITY_TICKET_CONTROL,
          KDC_SERVERS);

  /** In option 125: the codes that a client wants to have there. */
  public static final OptionKey<List<Integer>> OPTION_REQUEST =
      OptionKey.of(1, "Option Request", OptionFormat.U8_LIST);

  /** In option 125: the TFTP servers of a cable modem. */
  public static final OptionKey<List<Ipv4Address>> TFTP_SERVERS =
      OptionKey.of(2, "TFTP Server Addresses", OptionFormat.IPV4_LIST);

  /** In option 125: what an embedded router is told, in codes of the eRouter specification. */
  public static final OptionKey<SubOptions> EROUTER_CONTAINER =
      OptionKey.of(3, "eRouter Container", OptionSpace.of("eRouter").format());

  /** In option 125: which MIBs a packet cable adapter uses. */
  public static final OptionKey<Octets> MIB_ENVIRONMENT =
      OptionKey.of(4, "MIB Environment Indicator", OptionFormat.OPAQUE);

  /** In option 125: what a cable modem can do. */
  public static final OptionKey<Octets> MODEM_CAPABILITIES =
      OptionKey.of(5, "Modem Capabilities", OptionFormat.OPAQUE);

  /** Those of option 125. */
  public static final OptionSpace VENDOR_SPACE =
      OptionSpace.of(
          "CableLabs",
          OPTION_REQUEST,
          TFTP_SERVERS,
          EROUTER_CONTAINER,
          MIB_ENVIRONMENT,
          MODEM_CAPABILITIES);

  private CableLabsOptions() {}

  private static OptionFormat<KerberosBackoff> backoff() {
    return OptionFormat.of("12 octets", KerberosBackoff::decode, KerberosBackoff::encode);
  }
}
