package io.leasehold.dhcp.server.internal.runtime;

import io.leasehold.dhcp.server.ServerThreads;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The datagrams that wait for a lane: a bounded queue that sheds the least urgent one when it is
 * full. One thread takes; any may do the rest.
 */
final class Inbox {

  private final int capacity;
  private final Deque<Waiting> entries = new ArrayDeque<>();
  private final Map<Urgency, Integer> counts = new EnumMap<>(Urgency.class);
  private final ServerThreads threads;
  private CompletableFuture<Void> change = CompletableFuture.completedFuture(null);
  private boolean closed;

  Inbox(int capacity, ServerThreads threads) {
    this.capacity = capacity;
    this.threads = threads;
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
    change.complete(null);
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
  List<Waiting> take(int max) {
    for (CompletableFuture<Void> event = nextChange(); !event.isDone(); event = nextChange()) {
      Crew.await(threads, event);
      // Some user code may have left an interrupt behind; only close() ends the wait.
      Thread.interrupted();
    }
    return takeWithoutWait(max);
  }

  /** Returns what happens when there is something to take; it has happened if there is already. */
  private synchronized CompletableFuture<Void> nextChange() {
    if (entries.isEmpty() && !closed && change.isDone()) {
      change = new CompletableFuture<>();
    }
    return change;
  }

  private synchronized List<Waiting> takeWithoutWait(int max) {
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
    change.complete(null);
  }
}
