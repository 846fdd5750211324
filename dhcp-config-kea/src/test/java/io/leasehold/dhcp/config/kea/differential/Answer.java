package io.leasehold.dhcp.config.kea.differential;

import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.value.MessageType;
import java.util.Optional;

/**
 * What a server makes of a question.
 *
 * @param message the reply; empty for silence
 * @param destination address and port that the reply goes to; empty for silence
 * @param remark why there is silence, where the server says so
 */
record Answer(Optional<DhcpMessage> message, String destination, String remark) {

  static Answer silence(String remark) {
    return new Answer(Optional.empty(), "", remark);
  }

  /** Returns the type of the reply, or silence. */
  String outcome() {
    return message
        .map(reply -> reply.messageType().map(MessageType::name).orElse("BOOTREPLY"))
        .orElse("silence");
  }
}
