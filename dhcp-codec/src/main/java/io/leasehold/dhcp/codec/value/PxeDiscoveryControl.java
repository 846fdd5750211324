package io.leasehold.dhcp.codec.value;

import io.leasehold.dhcp.codec.octets.Octets;
import java.util.List;
import java.util.Optional;

/**
 * How a PXE client looks for its boot server, the value of sub-option 6 of its option 43 (Preboot
 * Execution Environment 2.1, table 2-1).
 *
 * @param bits 0 to 255, the sum of the constants; bits without a meaning are kept
 */
public record PxeDiscoveryControl(int bits) {

  /** The client does not broadcast. */
  public static final int NO_BROADCAST = 1;

  /** The client does not multicast. */
  public static final int NO_MULTICAST = 2;

  /** The client takes answers of the listed servers only. */
  public static final int LISTED_SERVERS_ONLY = 4;

  /** The client boots the file of the offer, without menu, prompt or discovery. */
  public static final int BOOT_FILE_OF_OFFER = 8;

  private static final List<String> NAMES =
      List.of("no broadcast", "no multicast", "listed servers only", "boot file of the offer");

  /**
   * Checks the bits.
   *
   * @throws IllegalArgumentException when they are not in 0 to 255
   */
  public PxeDiscoveryControl {
    Words.inRange("PXE discovery control", bits, 0xff);
  }

  /** Returns the value that {@code octets} stand for; empty where there is not one octet. */
  public static Optional<PxeDiscoveryControl> decode(Octets octets) {
    return octets.length() == 1
        ? Optional.of(new PxeDiscoveryControl(octets.u8(0)))
        : Optional.empty();
  }

  /** Returns the one octet that stands for the value. */
  public Octets encode() {
    return Octets.of(bits);
  }

  /** Returns the names of the bits that are set. */
  @Override
  public String toString() {
    return Words.flags(bits, NAMES);
  }
}
