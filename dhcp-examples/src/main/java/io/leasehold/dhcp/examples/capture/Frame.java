package io.leasehold.dhcp.examples.capture;

import io.leasehold.dhcp.codec.octets.Octets;

/**
 * A frame as a capture has it.
 *
 * @param offset where its record begins in the file, in octets from the start
 * @param linkType the number of its link layer in the registry of pcap's link types
 * @param octets what was captured of it
 * @param isCut whether there was more of it on the wire
 */
record Frame(long offset, int linkType, Octets octets, boolean isCut) {

  /** The most octets of a frame that are read: what capture tools take at most. */
  static final int MAX_LENGTH = 262_144;

  /** Returns {@code captured}, which a file gives as the length of a frame, where it can be one. */
  static int checkLength(long offset, long captured) throws FormatException {
    if (captured > MAX_LENGTH) {
      throw new FormatException(
          offset, "a frame of at most " + MAX_LENGTH + " octets", captured + " octets");
    }
    return (int) captured;
  }
}
