package io.leasehold.dhcp.server.internal.runtime;

import io.leasehold.dhcp.codec.DhcpCodec;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.value.MessageType;

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
  private static final int OPTIONS_OFFSET = DhcpCodec.HEADER_LENGTH + 4;
  private static final int PAD = 0;

  static Urgency of(Octets payload) {
    int at = OPTIONS_OFFSET;
    while (at + 2 < payload.length()) {
      int code = payload.u8(at);
      if (code == DhcpOptions.DHCP_MSG_TYPE.code()) {
        return of(payload.u8(at + 2), payload.bits32(CIADDR_OFFSET));
      }
      at += code == PAD ? 1 : 2 + payload.u8(at + 1);
    }
    return OTHER;
  }

  private static Urgency of(int type, int ciaddr) {
    if (type == MessageType.DISCOVER.code()) {
      return DISCOVER;
    }
    if (type == MessageType.RELEASE.code() || type == MessageType.DECLINE.code()) {
      return SENT_ONCE;
    }
    return type == MessageType.REQUEST.code() && ciaddr != 0 ? RENEWAL : OTHER;
  }
}
