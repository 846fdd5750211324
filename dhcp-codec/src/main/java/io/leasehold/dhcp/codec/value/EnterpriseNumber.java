package io.leasehold.dhcp.codec.value;

import java.util.Map;

/**
 * The number of an enterprise in the IANA registry «Private Enterprise Numbers», which says whose
 * data an option holds (RFC 3925).
 *
 * @param number 0 to 4294967295
 */
public record EnterpriseNumber(long number) {

  /** Cisco Systems. */
  public static final EnterpriseNumber CISCO = new EnterpriseNumber(9);

  /** Microsoft. */
  public static final EnterpriseNumber MICROSOFT = new EnterpriseNumber(311);

  /** The Broadband Forum, whose data TR-069 describes. */
  public static final EnterpriseNumber BROADBAND_FORUM = new EnterpriseNumber(3561);

  /** CableLabs, of DOCSIS and PacketCable. */
  public static final EnterpriseNumber CABLELABS = new EnterpriseNumber(4491);

  private static final NumberNames NAMES =
      NumberNames.of(
          "enterprise",
          Map.of(
              9L, "Cisco",
              311L, "Microsoft",
              343L, "Intel",
              2011L, "Huawei",
              2636L, "Juniper",
              3561L, "Broadband Forum",
              4491L, "CableLabs",
              6527L, "Nokia",
              6889L, "Avaya",
              43793L, "systemd"));

  /**
   * Checks the number.
   *
   * @throws IllegalArgumentException when it is not in 0 to 4294967295
   */
  public EnterpriseNumber {
    Words.inRange("enterprise number", number, 0xffff_ffffL);
  }

  /** Returns name and number, such as «CableLabs (4491)»; «enterprise 99» where it has no name. */
  @Override
  public String toString() {
    return NAMES.words(number);
  }
}
