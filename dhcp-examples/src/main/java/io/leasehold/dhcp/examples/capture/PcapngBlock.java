package io.leasehold.dhcp.examples.capture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A block of a pcapng file, read forward; no length in it is used before it is checked. */
final class PcapngBlock {

  private static final int BYTE_ORDER_MAGIC = 0x1a2b3c4d;

  private final CaptureInput input;
  private final ByteOrder order;
  private final long start;
  private final int type;
  private final long length;
  private final long bodyEnd;

  /**
   * Reads the start of the next block, up to its body.
   *
   * @param order the byte order of the section; the header of the next one has its own
   */
  PcapngBlock(CaptureInput input, ByteOrder order) throws IOException {
    this.input = input;
    start = input.offset();
    ByteBuffer head = ByteBuffer.wrap(input.read(8, "block type and length")).order(order);
    type = head.getInt(0);
    this.order = type == PcapngReader.SECTION_HEADER ? readByteOrder() : order;
    length = Integer.toUnsignedLong(head.order(this.order).getInt(4));
    bodyEnd = start + length - 4;
    if (length % 4 != 0 || bodyEnd < input.offset()) {
      throw new FormatException(
          start + 4,
          "a block length of at least " + (input.offset() - start + 4) + " that is a multiple of 4",
          Long.toString(length));
    }
  }

  private ByteOrder readByteOrder() throws IOException {
    int magic = ByteBuffer.wrap(input.read(4, "byte-order magic")).getInt();
    if (magic == BYTE_ORDER_MAGIC) {
      return ByteOrder.BIG_ENDIAN;
    }
    if (Integer.reverseBytes(magic) == BYTE_ORDER_MAGIC) {
      return ByteOrder.LITTLE_ENDIAN;
    }
    throw new FormatException(
        start + 8, "the byte-order magic 1a2b3c4d", String.format("%08x", magic));
  }

  long start() {
    return start;
  }

  int type() {
    return type;
  }

  ByteOrder order() {
    return order;
  }

  /** Returns how many octets of the body are still to be read. */
  long remaining() {
    return bodyEnd - input.offset();
  }

  /**
   * Returns the next {@code count} octets of the body in the byte order of the section.
   *
   * @param what what they are, for the error
   * @throws FormatException when the block or the file ends before
   */
  ByteBuffer read(int count, String what) throws IOException {
    if (count > remaining()) {
      throw new FormatException(
          input.offset(),
          count + " octets of " + what,
          remaining() + " up to the end of the block");
    }
    return ByteBuffer.wrap(input.read(count, what)).order(order);
  }

  /**
   * Passes over the rest of the block.
   *
   * @throws FormatException when the length at its end is not that at its start
   */
  void end() throws IOException {
    input.skip(remaining(), "block");
    long offset = input.offset();
    long again =
        Integer.toUnsignedLong(
            ByteBuffer.wrap(input.read(4, "block length")).order(order).getInt());
    if (again != length) {
      throw new FormatException(
          offset, "the block length " + length + " again", Long.toString(again));
    }
  }
}
