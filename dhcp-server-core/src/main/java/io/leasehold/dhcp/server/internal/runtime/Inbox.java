package io.leasehold.dhcp.server.internal.runtime;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The datagrams that wait for a lane: a bounded queue that sheds the least urgent one when it is
 * full. Safe for use by any thread.
 */
final class Inbox {

  private final int capacity;
  private final Deque<Waiting> entries = new ArrayDeque<>();
  private final Map<Urgency, Integer> counts = new EnumMap<>(Urgency.class);
  private boolean closed;

  Inbox(int capacity) {
    this.capacity = capacity;
  }

  /** Adds a datagram; returns the one that had to be shed, this one or another. */
  synchronized Optional<Waiting> offer(Waiting datagram) {
    if (closed) {
      return Optional.of(datagram);
    }
    Optional<Waiting> shed =
        entries.size() < capacity ? Optional.empty() : removeLessUrgentThan(datagram.urgency());
    if (entries.size() == capacity) {
      return Optional.of(datagram);
    }
    entries.addLast(datagram);
    counts.merge(datagram.urgency(), 1, Integer::sum);
    notifyAll();
    return shed;
  }

  private Optional<Waiting> removeLessUrgentThan(Urgency urgency) {
    return counts.keySet().stream()
        .filter(less -> less.compareTo(urgency) < 0)
        .findFirst()
        .map(this::removeOldest);
  }

  private Waiting removeOldest(Urgency urgency) {
    Iterator<Waiting> iterator = entries.iterator();
    Waiting oldest = iterator.next();
    while (oldest.urgency() != urgency) {
      oldest = iterator.next();
    }
    iterator.remove();
    return removed(oldest);
  }

  private Waiting removed(Waiting datagram) {
    counts.computeIfPresent(datagram.urgency(), (urgency, count) -> count == 1 ? null : count - 1);
    return datagram;
  }

  /** Waits for datagrams and takes up to {@code max}; none when the inbox is closed and empty. */
  synchronized List<Waiting> take(int max) {
    while (entries.isEmpty() && !closed) {
      try {
        wait();
      } catch (InterruptedException e) {
        // Some user code has left it behind; only close() ends the wait.
      }
    }
    List<Waiting> taken = new ArrayList<>(Math.min(max, entries.size()));
    while (taken.size() < max && !entries.isEmpty()) {
      taken.add(removed(entries.pollFirst()));
    }
    return taken;
  }

  synchronized boolean isClosed() {
    return closed;
  }

  /** Takes no more in; what is there can still be taken out. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }
}
