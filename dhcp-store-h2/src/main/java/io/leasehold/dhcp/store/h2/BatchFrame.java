package io.leasehold.dhcp.store.h2;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * What stands before the records of a batch in a segment, 24 octets: the length of the records, the
 * number of the batch in its segment, how many octets of the segment were forced when it was
 * written, and the checksum of all that with the records and the salt of the segment.
 */
final class BatchFrame {

  /** How many octets stand before the records. */
  static final int LENGTH = 24;

  private static final int SEQUENCE_AT = 4;
  private static final int FORCED_AT = 12;
  private static final int CHECKSUM_AT = 20;

  private BatchFrame() {}

  /** Fills in the frame of the batch that reaches from 0 to the limit of {@code batch}. */
  static void seal(ByteBuffer batch, long sequence, long forced, SegmentHeader segment) {
    describe(batch, batch.limit() - LENGTH, sequence, forced);
    batch.putInt(CHECKSUM_AT, checksum(batch, 0, batch.limit(), segment));
  }

  /** Fills in all but the checksum. */
  static void describe(ByteBuffer batch, int length, long sequence, long forced) {
    batch.putInt(0, length).putLong(SEQUENCE_AT, sequence).putLong(FORCED_AT, forced);
  }

  /** Returns how many octets the records have that follow the frame at {@code at}. */
  static int length(ByteBuffer octets, int at) {
    return octets.getInt(at);
  }

  /** Returns the number of the batch whose frame is at {@code at}, 1 for the first. */
  static long sequence(ByteBuffer octets, int at) {
    return octets.getLong(at + SEQUENCE_AT);
  }

  /** Returns how much of the segment was on the disk when the batch was written. */
  static long forced(ByteBuffer octets, int at) {
    return octets.getLong(at + FORCED_AT);
  }

  /** Returns whether the batch at {@code at}, all of which is there, is as it was written. */
  static boolean isWhole(ByteBuffer octets, int at, SegmentHeader segment) {
    int end = at + LENGTH + length(octets, at);
    return octets.getInt(at + CHECKSUM_AT) == checksum(octets, at, end, segment);
  }

  private static int checksum(ByteBuffer octets, int at, int end, SegmentHeader segment) {
    CRC32C checksum = new CRC32C();
    checksum.update(segment.salt().toByteArray());
    ByteBuffer part = octets.duplicate();
    checksum.update(part.limit(at + CHECKSUM_AT).position(at));
    checksum.update(part.limit(end).position(at + LENGTH));
    return (int) checksum.getValue();
  }
}
