package io.leasehold.dhcp.examples.capture;

import io.leasehold.dhcp.codec.octets.Octets;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Captures for tests, written octet by octet. For one thread. */
final class CaptureFile {

  static final int MICROSECONDS = 0xa1b2c3d4;
  static final int NANOSECONDS = 0xa1b23c4d;
  static final int ETHERNET = 1;

  private final ByteArrayOutputStream file = new ByteArrayOutputStream();
  private ByteOrder order;

  private CaptureFile(ByteOrder order) {
    this.order = order;
  }

  /** Begins a pcap file with its header. */
  static CaptureFile pcap(ByteOrder order, int magic, int linkType) {
    return new CaptureFile(order).ints(magic).shorts(2, 4).ints(0, 0, 65_535, linkType);
  }

  /** Begins a little-endian pcap file of Ethernet. */
  static CaptureFile pcap() {
    return pcap(ByteOrder.LITTLE_ENDIAN, MICROSECONDS, ETHERNET);
  }

  /** Returns a pcap file of one whole frame. */
  static Octets pcapOf(int linkType, Octets frame) {
    return pcap(ByteOrder.LITTLE_ENDIAN, MICROSECONDS, linkType).record(frame).octets();
  }

  /** Begins a pcapng file with a section. */
  static CaptureFile pcapng(ByteOrder order) {
    return new CaptureFile(order).section(order);
  }

  /** Adds a whole frame to a pcap file. */
  CaptureFile record(Octets frame) {
    return record(frame, frame.length());
  }

  /** Adds a frame of a pcap file that has had {@code original} octets. */
  CaptureFile record(Octets frame, int original) {
    return ints(0, 0, frame.length(), original).raw(frame);
  }

  /** Begins a section of a pcapng file, in this byte order. */
  CaptureFile section(ByteOrder newOrder) {
    order = newOrder;
    return block(0x0a0d0d0a, body().ints(0x1a2b3c4d).shorts(1, 0).ints(-1, -1));
  }

  CaptureFile networkInterface(int linkType, int snapLength) {
    return block(1, body().shorts(linkType, 0).ints(snapLength));
  }

  CaptureFile enhancedPacket(int networkInterface, Octets frame) {
    return block(
        6,
        body()
            .ints(networkInterface, 0, 0, frame.length(), frame.length())
            .padded(frame)
            // an option with a remark, and the end of options
            .shorts(1, 2, 0x6869, 0)
            .ints(0));
  }

  CaptureFile simplePacket(int original, Octets captured) {
    return block(3, body().ints(original).padded(captured));
  }

  CaptureFile obsoletePacket(int networkInterface, Octets frame) {
    return block(
        2,
        body()
            .shorts(networkInterface, 0)
            .ints(0, 0, frame.length(), frame.length())
            .padded(frame));
  }

  CaptureFile block(int type, CaptureFile body) {
    int length = 12 + body.file.size();
    return ints(type, length).raw(body.octets()).ints(length);
  }

  /** Begins the body of a block in the byte order of the section. */
  CaptureFile body() {
    return new CaptureFile(order);
  }

  CaptureFile ints(int... values) {
    for (int value : values) {
      raw(Octets.wrap(ByteBuffer.allocate(4).order(order).putInt(value).array()));
    }
    return this;
  }

  CaptureFile shorts(int... values) {
    for (int value : values) {
      raw(Octets.wrap(ByteBuffer.allocate(2).order(order).putShort((short) value).array()));
    }
    return this;
  }

  CaptureFile raw(Octets octets) {
    file.writeBytes(octets.toByteArray());
    return this;
  }

  private CaptureFile padded(Octets octets) {
    return raw(octets).raw(Octets.wrap(new byte[-octets.length() & 3]));
  }

  Octets octets() {
    return Octets.wrap(file.toByteArray());
  }
}
