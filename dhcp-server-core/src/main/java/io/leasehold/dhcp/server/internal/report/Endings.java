package io.leasehold.dhcp.server.internal.report;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * When the leases end that have not ended yet: one end for an address, in a few octets. An end that
 * is due is handed out by {@link #takeDue}, and belongs to whoever {@link #claim claims} it first.
 * Ends after the year 2105 are not kept.
 *
 * <p>Safe for use by any thread.
 */
final class Endings {

  private static final long MAX_SECOND = 0xffff_ffffL;
  private static final long NONE = 0;

  // Both hold entries of an end in seconds since 1970 and an address behind it, with the first bit
  // turned over, so that their order as signed numbers is that of the ends. The heap may hold
  // outdated ones, which are not in the table, and doubles; both go when there is no more room.
  private long[] table = new long[64];
  private long[] heap = new long[64];
  private int size;
  private int heapSize;

  /**
   * The lease of an address will end at {@code end}.
   *
   * @return when the one before it was to end, where that has not been claimed
   */
  synchronized Optional<Instant> put(Ipv4Address address, Instant end) {
    if (end.getEpochSecond() > MAX_SECOND) {
      return remove(address);
    }
    long entry = (end.getEpochSecond() << Integer.SIZE | address.unsigned()) ^ Long.MIN_VALUE;
    int slot = slotOf(address);
    long before = table[slot];
    if (before == entry) {
      return endOf(before);
    }
    table[slot] = entry;
    if (before == NONE && ++size > table.length / 2) {
      grow();
    }
    push(entry);
    return endOf(before);
  }

  /**
   * The lease of an address has no end any more.
   *
   * @return when it was to end, where that has not been claimed
   */
  synchronized Optional<Instant> remove(Ipv4Address address) {
    int slot = slotOf(address);
    long before = table[slot];
    if (before != NONE) {
      delete(slot);
    }
    return endOf(before);
  }

  /** Removes an end; false where it is another by now, or none. */
  synchronized boolean claim(Ending ending) {
    int slot = slotOf(ending.address);
    boolean claimed = endOf(table[slot]).equals(Optional.of(ending.end));
    if (claimed) {
      delete(slot);
    }
    return claimed;
  }

  /** Puts an end back that {@link #takeDue} has handed out, unless it is another by now. */
  synchronized void putBack(Ending ending) {
    long entry = table[slotOf(ending.address)];
    if (endOf(entry).equals(Optional.of(ending.end))) {
      push(entry);
    }
  }

  /** Returns ends that are not after {@code now}, the earliest first; each is returned once. */
  synchronized List<Ending> takeDue(Instant now, int max) {
    List<Ending> due = new ArrayList<>();
    while (heapSize > 0 && due.size() < max && second(heap[0]) <= now.getEpochSecond()) {
      long entry = pop();
      Ipv4Address address = new Ipv4Address((int) entry);
      if (table[slotOf(address)] == entry) {
        due.add(new Ending(address, endOf(entry).orElseThrow()));
      }
    }
    return due;
  }

  /** Returns for how many entries there is room. */
  synchronized int capacity() {
    return table.length + heap.length;
  }

  /**
   * The end of an address's lease.
   *
   * @param address the address
   * @param end when the lease ends, in whole seconds
   */
  record Ending(Ipv4Address address, Instant end) {}

  private static Optional<Instant> endOf(long entry) {
    return entry == NONE ? Optional.empty() : Optional.of(Instant.ofEpochSecond(second(entry)));
  }

  private static long second(long entry) {
    return (entry ^ Long.MIN_VALUE) >>> Integer.SIZE;
  }

  private int slotOf(Ipv4Address address) {
    int slot = home((int) address.unsigned());
    while (table[slot] != NONE && (int) table[slot] != (int) address.unsigned()) {
      slot = (slot + 1) & (table.length - 1);
    }
    return slot;
  }

  /** Neighbouring addresses are far apart, or full pools would be long runs of slots. */
  private int home(int address) {
    return (address * 0x9e37_79b9) >>> (1 + Integer.numberOfLeadingZeros(table.length));
  }

  /** Empties a slot, and moves those up behind it that are not where they belong. */
  private void delete(int slot) {
    size--;
    int hole = slot;
    int mask = table.length - 1;
    for (int at = (hole + 1) & mask; table[at] != NONE; at = (at + 1) & mask) {
      int distance = (at - home((int) table[at])) & mask;
      if (distance >= ((at - hole) & mask)) {
        table[hole] = table[at];
        hole = at;
      }
    }
    table[hole] = NONE;
  }

  private void grow() {
    long[] old = table;
    table = new long[old.length * 2];
    for (long entry : old) {
      if (entry != NONE) {
        table[slotOf(new Ipv4Address((int) entry))] = entry;
      }
    }
  }

  private void push(long entry) {
    if (heapSize == heap.length) {
      makeRoom();
    }
    int at = heapSize++;
    for (int parent = (at - 1) / 2; at > 0 && heap[parent] > entry; parent = (at - 1) / 2) {
      heap[at] = heap[parent];
      at = parent;
    }
    heap[at] = entry;
  }

  /** Leaves out what is outdated or there twice; what is in order is a heap. */
  private void makeRoom() {
    Arrays.sort(heap, 0, heapSize);
    int kept = 0;
    for (int i = 0; i < heapSize; i++) {
      boolean isDouble = kept > 0 && heap[kept - 1] == heap[i];
      if (!isDouble && table[slotOf(new Ipv4Address((int) heap[i]))] == heap[i]) {
        heap[kept++] = heap[i];
      }
    }
    heapSize = kept;
    if (kept > heap.length / 2) {
      heap = Arrays.copyOf(heap, heap.length * 2);
    }
  }

  private long pop() {
    long least = heap[0];
    long last = heap[--heapSize];
    int at = 0;
    for (int child = 1; child < heapSize; child = 2 * at + 1) {
      if (child + 1 < heapSize && heap[child + 1] < heap[child]) {
        child++;
      }
      if (heap[child] >= last) {
        break;
      }
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = last;
    return least;
  }
}
