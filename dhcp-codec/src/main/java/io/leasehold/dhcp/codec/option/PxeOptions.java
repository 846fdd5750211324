package io.leasehold.dhcp.codec.option;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.value.PxeBootItem;
import io.leasehold.dhcp.codec.value.PxeBootServer;
import io.leasehold.dhcp.codec.value.PxeDiscoveryControl;
import io.leasehold.dhcp.codec.value.PxeMenuItem;
import io.leasehold.dhcp.codec.value.PxeMenuPrompt;
import java.util.List;

/**
 * The sub-options of option 43 of a client whose option 60 begins with «PXEClient» (Preboot
 * Execution Environment 2.1, table 2-1).
 */
public final class PxeOptions {

  /** Where the boot file is multicast to. */
  public static final OptionKey<Ipv4Address> MTFTP_ADDRESS =
      OptionKey.of(1, "PXE_MTFTP_IP", OptionFormat.IPV4);

  /** The client's port for multicast TFTP. */
  public static final OptionKey<Integer> MTFTP_CLIENT_PORT =
      OptionKey.of(2, "PXE_MTFTP_CPORT", OptionFormat.U16);

  /** The server's port for multicast TFTP. */
  public static final OptionKey<Integer> MTFTP_SERVER_PORT =
      OptionKey.of(3, "PXE_MTFTP_SPORT", OptionFormat.U16);

  /** Seconds to listen before a transfer is asked for again. */
  public static final OptionKey<Integer> MTFTP_TIMEOUT =
      OptionKey.of(4, "PXE_MTFTP_TMOUT", OptionFormat.U8);

  /** Seconds to listen before a transfer is asked for. */
  public static final OptionKey<Integer> MTFTP_DELAY =
      OptionKey.of(5, "PXE_MTFTP_DELAY", OptionFormat.U8);

  /** How to look for a boot server. */
  public static final OptionKey<PxeDiscoveryControl> DISCOVERY_CONTROL =
      OptionKey.of(
          6,
          "PXE_DISCOVERY_CONTROL",
          OptionFormat.of("1 octet", PxeDiscoveryControl::decode, PxeDiscoveryControl::encode));

  /** Where to multicast the search for a boot server. */
  public static final OptionKey<Ipv4Address> DISCOVERY_MULTICAST_ADDRESS =
      OptionKey.of(7, "DISCOVERY_MCAST_ADDR", OptionFormat.IPV4);

  /** The boot servers of each type. */
  public static final OptionKey<List<PxeBootServer>> BOOT_SERVERS =
      OptionKey.of(
          8,
          "PXE_BOOT_SERVERS",
          OptionFormat.of(
              "boot servers of type, count and as many addresses",
              PxeBootServer::decodeAll,
              PxeBootServer::encodeAll));

  /** The lines of the menu, the default one first. */
  public static final OptionKey<List<PxeMenuItem>> BOOT_MENU =
      OptionKey.of(
          9,
          "PXE_BOOT_MENU",
          OptionFormat.of(
              "lines of type, length and as many octets of text",
              PxeMenuItem::decodeAll,
              PxeMenuItem::encodeAll));

  /** What to say before the menu. */
  public static final OptionKey<PxeMenuPrompt> MENU_PROMPT =
      OptionKey.of(
          10,
          "PXE_MENU_PROMPT",
          OptionFormat.of("a timeout and text", PxeMenuPrompt::decode, PxeMenuPrompt::encode));

  /** What the client has chosen. */
  public static final OptionKey<PxeBootItem> BOOT_ITEM =
      OptionKey.of(
          71,
          "PXE_BOOT_ITEM",
          OptionFormat.of("4 octets", PxeBootItem::decode, PxeBootItem::encode));

  /** All of them. */
  public static final OptionSpace SPACE =
      OptionSpace.withPadAndEnd(
          "PXE",
          MTFTP_ADDRESS,
          MTFTP_CLIENT_PORT,
          MTFTP_SERVER_PORT,
          MTFTP_TIMEOUT,
          MTFTP_DELAY,
          DISCOVERY_CONTROL,
          DISCOVERY_MULTICAST_ADDRESS,
          BOOT_SERVERS,
          BOOT_MENU,
          MENU_PROMPT,
          BOOT_ITEM);

  /** Option 43 as such a client sends and reads it. */
  public static final OptionKey<SubOptions> VENDOR_SPECIFIC =
      OptionKey.of(43, "Vendor Specific (PXE)", SPACE.format());

  private PxeOptions() {}
}
