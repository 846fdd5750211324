package io.leasehold.dhcp.examples.capture;

import io.leasehold.dhcp.codec.DhcpCodec;
import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.value.MessageType;
import java.nio.ByteBuffer;

/** Frames for tests, built from the inside out. */
final class Packets {

  static final int MORE_FRAGMENTS = 0x2000;

  private static final Octets MAC_ADDRESSES = Octets.parse("ffffffffffff02005e10000a");

  private Packets() {}

  /** Returns a DISCOVER of 300 octets. */
  static Octets discover(int xid) {
    return DhcpCodec.encode(
        DhcpMessage.request()
            .xid(xid)
            .hardwareAddress(HardwareAddress.ethernet("02:00:5e:10:00:0a"))
            .option(DhcpOptions.DHCP_MSG_TYPE, MessageType.DISCOVER)
            .build());
  }

  /** Returns a DISCOVER in UDP, IPv4 and Ethernet. */
  static Octets discoverFrame(int xid) {
    return ethernet(ipv4(udp(68, 67, discover(xid))));
  }

  static Octets udp(int source, int destination, Octets payload) {
    return udp(source, destination, 8 + payload.length(), payload);
  }

  static Octets udp(int source, int destination, int length, Octets payload) {
    return shorts(source, destination, length, 0).concat(payload);
  }

  static Octets ipv4(Octets payload) {
    return ipv4(0, 0, payload);
  }

  static Octets ipv4(int identification, int fragmentation, Octets payload) {
    return shorts(0x4500, 20 + payload.length(), identification, fragmentation, 0x4011, 0)
        .concat(Octets.parse("0a000001 0a000002".replace(" ", "")))
        .concat(payload);
  }

  static Octets ethernet(Octets packet) {
    return ethernet(shorts(0x0800), packet);
  }

  /** Returns a frame whose addresses are followed by {@code types}. */
  static Octets ethernet(Octets types, Octets packet) {
    return MAC_ADDRESSES.concat(types).concat(packet);
  }

  /** Returns two octets for each value. */
  static Octets shorts(int... values) {
    ByteBuffer octets = ByteBuffer.allocate(2 * values.length);
    for (int value : values) {
      octets.putShort((short) value);
    }
    return Octets.wrap(octets.array());
  }
}
