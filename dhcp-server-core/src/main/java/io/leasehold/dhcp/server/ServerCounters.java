package io.leasehold.dhcp.server;

import io.leasehold.dhcp.codec.value.MessageType;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many datagrams have been decided on since the start, by type and by reason. Every datagram is
 * counted once as received and once as what came of it: while nothing is under way, {@code
 * received} and {@code untyped} have the same sum as {@code replies}, {@code untypedReplies} and
 * {@code silences}.
 *
 * @param received by message type, of all types
 * @param untyped received without a message type (53) that is known: from BOOTP clients, or broken
 * @param replies by message type, of all types, whether or not the network took them
 * @param untypedReplies replies without a message type: to BOOTP clients
 * @param silences by reason, of all reasons
 * @param unsent replies that the transport could not send
 */
public record ServerCounters(
    Map<MessageType, Long> received,
    long untyped,
    Map<MessageType, Long> replies,
    long untypedReplies,
    Map<SilenceReason, Long> silences,
    long unsent) {

  /** Copies the maps, in the order of the enums. */
  public ServerCounters {
    received = Collections.unmodifiableMap(new TreeMap<>(received));
    replies = Collections.unmodifiableMap(new TreeMap<>(replies));
    silences = Collections.unmodifiableMap(new TreeMap<>(silences));
  }
}
