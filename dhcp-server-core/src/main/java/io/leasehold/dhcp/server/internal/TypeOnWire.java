package io.leasehold.dhcp.server.internal;

import io.leasehold.dhcp.codec.DhcpCodec;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.value.MessageType;
import java.util.Optional;

/** The type of a message that is not worth decoding, or not any more. */
public final class TypeOnWire {

  private static final int OPTIONS_OFFSET = DhcpCodec.HEADER_LENGTH + 4;
  private static final int PAD = 0;

  private TypeOnWire() {}

  /** Returns the message type (53), where it is known and stands in the options field. */
  public static Optional<MessageType> of(Octets payload) {
    int at = OPTIONS_OFFSET;
    while (at + 2 < payload.length()) {
      int code = payload.u8(at);
      if (code == DhcpOptions.DHCP_MSG_TYPE.code()) {
        return MessageType.of(payload.u8(at + 2));
      }
      at += code == PAD ? 1 : 2 + payload.u8(at + 1);
    }
    return Optional.empty();
  }
}
