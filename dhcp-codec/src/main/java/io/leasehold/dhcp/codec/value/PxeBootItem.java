package io.leasehold.dhcp.codec.value;

import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.octets.OctetsWriter;
import java.util.Optional;

/**
 * What a PXE client boots, the value of sub-option 71 of its option 43 (Preboot Execution
 * Environment 2.1, table 2-1).
 *
 * @param type 0 to 65535, the type of boot server
 * @param layer 0 to 65535, the part of the boot file; the highest bit asks for credentials
 */
public record PxeBootItem(int type, int layer) {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException when one of them is not in 0 to 65535
   */
  public PxeBootItem {
    Words.inRange("type of PXE boot server", type, 0xffff);
    Words.inRange("layer of a PXE boot file", layer, 0xffff);
  }

  /** Returns the value that {@code octets} stand for; empty where there are not four. */
  public static Optional<PxeBootItem> decode(Octets octets) {
    return octets.length() == 4
        ? Optional.of(new PxeBootItem(octets.u16(0), octets.u16(2)))
        : Optional.empty();
  }

  /** Returns the four octets that stand for the value. */
  public Octets encode() {
    return new OctetsWriter().u16(type).u16(layer).toOctets();
  }

  /** Returns both in words. */
  @Override
  public String toString() {
    return "type " + type + ", layer " + layer;
  }
}
