package io.leasehold.dhcp.examples.capture;

import io.leasehold.dhcp.codec.octets.Octets;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** Reads pcap files of version 2.4, in either byte order, with micro- or nanoseconds. */
final class PcapReader implements FrameReader {

  private static final int MICROSECONDS = 0xa1b2c3d4;
  private static final int NANOSECONDS = 0xa1b23c4d;
  private static final int HEADER_LENGTH = 24;
  private static final int RECORD_HEADER_LENGTH = 16;

  private final CaptureInput input;
  private final ByteOrder order;
  private final int linkType;

  PcapReader(CaptureInput input, ByteOrder order) throws IOException {
    this.input = input;
    this.order = order;
    ByteBuffer header = read(HEADER_LENGTH, "file header");
    int major = Short.toUnsignedInt(header.getShort(4));
    int minor = Short.toUnsignedInt(header.getShort(6));
    if (major != 2 || minor != 4) {
      throw new FormatException(4, "version 2.4", major + "." + minor);
    }
    // The upper half says how long the check sequence at the end of frames is.
    linkType = header.getInt(20) & 0xffff;
  }

  /**
   * Returns the byte order of a file whose first four octets, as a big-endian number, these are.
   */
  static Optional<ByteOrder> byteOrder(int magic) {
    if (isMagic(magic)) {
      return Optional.of(ByteOrder.BIG_ENDIAN);
    }
    return isMagic(Integer.reverseBytes(magic))
        ? Optional.of(ByteOrder.LITTLE_ENDIAN)
        : Optional.empty();
  }

  private static boolean isMagic(int magic) {
    return magic == MICROSECONDS || magic == NANOSECONDS;
  }

  @Override
  public Optional<Frame> next() throws IOException {
    if (input.isAtEnd()) {
      return Optional.empty();
    }
    long start = input.offset();
    ByteBuffer header = read(RECORD_HEADER_LENGTH, "record header");
    long captured = Integer.toUnsignedLong(header.getInt(8));
    long original = Integer.toUnsignedLong(header.getInt(12));
    byte[] octets = input.read(Frame.checkLength(start + 8, captured), "frame");
    return Optional.of(new Frame(start, linkType, Octets.wrap(octets), captured < original));
  }

  private ByteBuffer read(int length, String what) throws IOException {
    return ByteBuffer.wrap(input.read(length, what)).order(order);
  }
}
