package io.leasehold.dhcp.codec.option;

import io.leasehold.dhcp.codec.octets.Octets;

/**
 * The sub-options of option 175 that iPXE knows. Codes 16 to 79 are its features: each is there
 * where the firmware has the feature.
 */
public final class IpxeOptions {

  /** One octet with a sign: which of several blocks of options counts more. */
  public static final OptionKey<Octets> PRIORITY =
      OptionKey.of(1, "priority", OptionFormat.opaque(1, 1));

  /** Whether a drive of the storage network stays after a failed boot. */
  public static final OptionKey<Boolean> KEEP_SAN = OptionKey.of(8, "keep-san", OptionFormat.BOOL);

  /** Whether not to boot from the storage network. */
  public static final OptionKey<Boolean> SKIP_SAN_BOOT =
      OptionKey.of(9, "skip-san-boot", OptionFormat.BOOL);

  /** Commands to run instead of an automatic boot. */
  public static final OptionKey<String> SCRIPTLET =
      OptionKey.of(81, "scriptlet", OptionFormat.TEXT);

  /** The server for encrypted log messages. */
  public static final OptionKey<String> SYSLOGS = OptionKey.of(85, "syslogs", OptionFormat.TEXT);

  /** Fingerprints of the root certificates to trust. */
  public static final OptionKey<Octets> TRUST = OptionKey.of(90, "trust", OptionFormat.OPAQUE);

  /** The client's certificate. */
  public static final OptionKey<Octets> CERT = OptionKey.of(91, "cert", OptionFormat.OPAQUE);

  /** The client's private key. */
  public static final OptionKey<Octets> PRIVKEY =
      OptionKey.of(92, "privkey", secret(OptionFormat.OPAQUE));

  /** Where cross-signed certificates are. */
  public static final OptionKey<String> CROSSCERT =
      OptionKey.of(93, "crosscert", OptionFormat.TEXT);

  /** Whether not to wait for a proxy DHCP server. */
  public static final OptionKey<Boolean> NO_PXEDHCP =
      OptionKey.of(176, "no-pxedhcp", OptionFormat.BOOL);

  /** The network card: type of bus, and what identifies a device on it. */
  public static final OptionKey<Octets> BUS_ID = OptionKey.of(177, "bus-id", OptionFormat.OPAQUE);

  /** The number of the drive for the BIOS; 128 is the first hard disk. */
  public static final OptionKey<Integer> BIOS_DRIVE =
      OptionKey.of(189, "bios-drive", OptionFormat.U8);

  /** The user's name. */
  public static final OptionKey<String> USERNAME = OptionKey.of(190, "username", OptionFormat.TEXT);

  /** The user's password. */
  public static final OptionKey<String> PASSWORD =
      OptionKey.of(191, "password", secret(OptionFormat.TEXT));

  /** The name that the storage server gives itself. */
  public static final OptionKey<String> REVERSE_USERNAME =
      OptionKey.of(192, "reverse-username", OptionFormat.TEXT);

  /** The password that the storage server gives. */
  public static final OptionKey<String> REVERSE_PASSWORD =
      OptionKey.of(193, "reverse-password", secret(OptionFormat.TEXT));

  /** The version of iPXE, a number in each octet. */
  public static final OptionKey<Octets> VERSION = OptionKey.of(235, "version", OptionFormat.OPAQUE);

  /** All of them. */
  public static final OptionSpace SPACE =
      OptionSpace.withPadAndEnd(
          "iPXE",
          PRIORITY,
          KEEP_SAN,
          SKIP_SAN_BOOT,
          SCRIPTLET,
          SYSLOGS,
          TRUST,
          CERT,
          PRIVKEY,
          CROSSCERT,
          NO_PXEDHCP,
          BUS_ID,
          BIOS_DRIVE,
          USERNAME,
          PASSWORD,
          REVERSE_USERNAME,
          REVERSE_PASSWORD,
          VERSION);

  private IpxeOptions() {}

  // Descriptions go into logs.
  private static <T> OptionFormat<T> secret(OptionFormat<T> format) {
    return Formats.described(format, value -> "(not shown)");
  }
}
