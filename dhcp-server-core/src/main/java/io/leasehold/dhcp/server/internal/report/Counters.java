package io.leasehold.dhcp.server.internal.report;

import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.value.MessageType;
import io.leasehold.dhcp.server.Decision;
import io.leasehold.dhcp.server.Decision.Reply;
import io.leasehold.dhcp.server.Decision.Silence;
import io.leasehold.dhcp.server.ServerCounters;
import io.leasehold.dhcp.server.SilenceReason;
import io.leasehold.dhcp.server.internal.TypeOnWire;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts datagrams. Counting allocates nothing and takes no lock.
 *
 * <p>Safe for use by any thread.
 */
public final class Counters {

  private final Map<MessageType, LongAdder> received = adders(MessageType.class);
  private final LongAdder untyped = new LongAdder();
  private final Map<MessageType, LongAdder> replies = adders(MessageType.class);
  private final LongAdder untypedReplies = new LongAdder();
  private final Map<SilenceReason, LongAdder> silences = adders(SilenceReason.class);
  private final LongAdder unsent = new LongAdder();

  Counters() {}

  private static <E extends Enum<E>> Map<E, LongAdder> adders(Class<E> type) {
    Map<E, LongAdder> adders = new EnumMap<>(type);
    for (E each : type.getEnumConstants()) {
      adders.put(each, new LongAdder());
    }
    return Collections.unmodifiableMap(adders);
  }

  /** Counts a datagram and what has been decided on it. */
  void decided(Octets received, Decision decision) {
    count(TypeOnWire.of(received), this.received, untyped);
    if (decision instanceof Silence silence) {
      silences.get(silence.reason()).increment();
    } else if (decision instanceof Reply reply) {
      count(TypeOnWire.of(reply.payload()), replies, untypedReplies);
    }
  }

  private static void count(
      Optional<MessageType> type, Map<MessageType, LongAdder> adders, LongAdder others) {
    (type.isPresent() ? adders.get(type.get()) : others).increment();
  }

  /** Counts a reply that was not sent. */
  public void unsent() {
    unsent.increment();
  }

  /** Returns what has been counted. */
  public ServerCounters snapshot() {
    return new ServerCounters(
        sums(received),
        untyped.sum(),
        sums(replies),
        untypedReplies.sum(),
        sums(silences),
        unsent.sum());
  }

  private static <E extends Enum<E>> Map<E, Long> sums(Map<E, LongAdder> adders) {
    Map<E, Long> sums = new HashMap<>();
    adders.forEach((key, adder) -> sums.put(key, adder.sum()));
    return sums;
  }
}
