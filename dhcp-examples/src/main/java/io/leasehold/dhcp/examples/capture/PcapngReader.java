package io.leasehold.dhcp.examples.capture;

import io.leasehold.dhcp.codec.octets.Octets;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads pcapng files of version 1, with any number of sections, each in its byte order and with its
 * interfaces. Blocks that are no frames are passed over.
 */
final class PcapngReader implements FrameReader {

  /** The type of the block that begins a section: the same number in either byte order. */
  static final int SECTION_HEADER = 0x0a0d0d0a;

  /** The most interfaces of a section. */
  static final int MAX_INTERFACES = 65_536;

  private static final int INTERFACE_DESCRIPTION = 1;
  private static final int OBSOLETE_PACKET = 2;
  private static final int SIMPLE_PACKET = 3;
  private static final int ENHANCED_PACKET = 6;

  /** An interface; the snap length 0 stands for none. */
  private record Interface(int linkType, long snapLength) {}

  private final CaptureInput input;
  private final List<Interface> interfaces = new ArrayList<>();
  private ByteOrder order = ByteOrder.BIG_ENDIAN;

  /** Takes a file that begins with {@link #SECTION_HEADER}. */
  PcapngReader(CaptureInput input) {
    this.input = input;
  }

  @Override
  public Optional<Frame> next() throws IOException {
    while (!input.isAtEnd()) {
      PcapngBlock block = new PcapngBlock(input, order);
      Optional<Frame> frame = read(block);
      block.end();
      if (frame.isPresent()) {
        return frame;
      }
    }
    return Optional.empty();
  }

  private Optional<Frame> read(PcapngBlock block) throws IOException {
    switch (block.type()) {
      case SECTION_HEADER -> beginSection(block);
      case INTERFACE_DESCRIPTION -> addInterface(block);
      case SIMPLE_PACKET -> {
        return Optional.of(simplePacket(block));
      }
      case ENHANCED_PACKET, OBSOLETE_PACKET -> {
        return Optional.of(packet(block));
      }
      default -> {}
    }
    return Optional.empty();
  }

  private void beginSection(PcapngBlock block) throws IOException {
    long offset = input.offset();
    int major = Short.toUnsignedInt(block.read(4, "version").getShort(0));
    if (major != 1) {
      throw new FormatException(offset, "version 1", Integer.toString(major));
    }
    order = block.order();
    interfaces.clear();
  }

  private void addInterface(PcapngBlock block) throws IOException {
    if (interfaces.size() == MAX_INTERFACES) {
      throw new FormatException(
          block.start(), "at most " + MAX_INTERFACES + " interfaces in a section", "one more");
    }
    ByteBuffer description = block.read(8, "interface description");
    interfaces.add(
        new Interface(
            Short.toUnsignedInt(description.getShort(0)),
            Integer.toUnsignedLong(description.getInt(4))));
  }

  private Frame packet(PcapngBlock block) throws IOException {
    long offset = input.offset();
    ByteBuffer header = block.read(20, "packet header");
    long number =
        block.type() == ENHANCED_PACKET
            ? Integer.toUnsignedLong(header.getInt(0))
            : Short.toUnsignedInt(header.getShort(0));
    return frame(
        block,
        findInterface(offset, number),
        Integer.toUnsignedLong(header.getInt(12)),
        Integer.toUnsignedLong(header.getInt(16)));
  }

  private Frame simplePacket(PcapngBlock block) throws IOException {
    Interface first = findInterface(block.start(), 0);
    long original = Integer.toUnsignedLong(block.read(4, "packet length").getInt());
    long captured = first.snapLength == 0 ? original : Math.min(original, first.snapLength);
    return frame(block, first, captured, original);
  }

  private Interface findInterface(long offset, long number) throws FormatException {
    if (number >= interfaces.size()) {
      throw new FormatException(
          offset,
          "a frame of one of " + interfaces.size() + " interfaces, counted from 0",
          "one of interface " + number);
    }
    return interfaces.get((int) number);
  }

  private static Frame frame(PcapngBlock block, Interface source, long captured, long original)
      throws IOException {
    byte[] octets = block.read(Frame.checkLength(block.start(), captured), "frame").array();
    return new Frame(block.start(), source.linkType, Octets.wrap(octets), captured < original);
  }
}
