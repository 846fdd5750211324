package io.leasehold.dhcp.examples.capture;

import io.leasehold.dhcp.codec.octets.Octets;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Remembers which fragmented UDP datagrams are for DHCP, as only the first fragment of one says its
 * ports. For one thread.
 */
final class FragmentedDatagrams {

  /** The most datagrams that are remembered: the latest. */
  static final int MAX_DATAGRAMS = 1024;

  /** What the fragments of a datagram share (RFC 791), beside their protocol. */
  private record Key(int source, int destination, int identification) {

    static Key of(Octets packet) {
      return new Key(packet.bits32(12), packet.bits32(16), packet.u16(4));
    }
  }

  private final Set<Key> dhcp = new LinkedHashSet<>();

  /** Takes the first fragment of a datagram, whose identification may have served another. */
  void begin(Octets packet, boolean isDhcp) {
    Key key = Key.of(packet);
    dhcp.remove(key);
    if (!isDhcp) {
      return;
    }
    if (dhcp.size() == MAX_DATAGRAMS) {
      dhcp.remove(dhcp.iterator().next());
    }
    dhcp.add(key);
  }

  /** Returns whether {@code packet} is a fragment of a datagram for DHCP. */
  boolean contains(Octets packet) {
    return dhcp.contains(Key.of(packet));
  }
}
