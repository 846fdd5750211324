package io.leasehold.dhcp.store.h2;

import io.leasehold.dhcp.codec.octets.Octets;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * The beginning of a segment of the journal.
 *
 * @param format how what follows is laid out
 * @param storeId the store that the segment belongs to
 * @param number of the segment, 1 for the first
 * @param previousLength how many octets of the segment before it count, 0 where there was none
 * @param salt 16 random octets, which no other segment has
 */
record SegmentHeader(int format, UUID storeId, long number, long previousLength, Octets salt) {

  /** How many octets it takes. */
  static final int LENGTH = 64;

  /** How many octets of salt there are. */
  static final int SALT_LENGTH = 16;

  /** The format that this version writes, and the only one it reads. */
  static final int FORMAT = 1;

  private static final long MAGIC = 0x4c45_4153_454a_4e4cL; // "LEASEJNL"
  private static final int CHECKED_LENGTH = LENGTH - Integer.BYTES;

  /** Returns the octets, ready to be written. */
  ByteBuffer toBuffer() {
    ByteBuffer octets = ByteBuffer.allocate(LENGTH);
    octets
        .putLong(MAGIC)
        .putInt(format)
        .putLong(storeId.getMostSignificantBits())
        .putLong(storeId.getLeastSignificantBits())
        .putLong(number)
        .putLong(previousLength);
    salt.copyTo(octets);
    return octets.putInt(checksum(octets)).flip();
  }

  /** Reads the header at the start of {@code octets}; empty where there is none that is whole. */
  static Optional<SegmentHeader> read(ByteBuffer octets) {
    if (octets.remaining() < LENGTH
        || octets.getLong(0) != MAGIC
        || octets.getInt(CHECKED_LENGTH) != checksum(octets)) {
      return Optional.empty();
    }
    byte[] salt = new byte[SALT_LENGTH];
    octets.get(CHECKED_LENGTH - SALT_LENGTH, salt);
    return Optional.of(
        new SegmentHeader(
            octets.getInt(8),
            new UUID(octets.getLong(12), octets.getLong(20)),
            octets.getLong(28),
            octets.getLong(36),
            Octets.wrap(salt)));
  }

  private static int checksum(ByteBuffer octets) {
    CRC32C checksum = new CRC32C();
    checksum.update(octets.duplicate().clear().limit(CHECKED_LENGTH));
    return (int) checksum.getValue();
  }
}
