package io.leasehold.dhcp.server.internal.runtime;

import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.value.MessageType;
import io.leasehold.dhcp.server.internal.TypeOnWire;

/** How much is lost where a datagram is shed, the least first; told without decoding it. */
enum Urgency {
  /** The client knows no address yet, and will ask again. */
  DISCOVER,
  OTHER,
  /** RELEASE or DECLINE: the client sends it once, waits for no reply and does not repeat it. */
  SENT_ONCE,
  /** The client would lose its address. */
  RENEWAL;

  private static final int CIADDR_OFFSET = 12;

  static Urgency of(Octets payload) {
    return TypeOnWire.of(payload).map(type -> of(type, payload)).orElse(OTHER);
  }

  private static Urgency of(MessageType type, Octets payload) {
    return switch (type) {
      case DISCOVER -> DISCOVER;
      case RELEASE, DECLINE -> SENT_ONCE;
      case REQUEST -> payload.bits32(CIADDR_OFFSET) == 0 ? OTHER : RENEWAL;
      default -> OTHER;
    };
  }
}
