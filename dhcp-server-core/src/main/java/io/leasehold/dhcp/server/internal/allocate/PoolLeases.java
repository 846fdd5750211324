package io.leasehold.dhcp.server.internal.allocate;

import io.leasehold.dhcp.server.store.LeaseState;
import java.util.Arrays;
import java.util.TreeMap;

/**
 * The leases of a pool, by the numbers of their addresses: their versions, and when they end. Those
 * that end in the same second are chained, so that nothing here takes longer the more leases there
 * are, and the chains of past seconds are one. For one thread.
 */
final class PoolLeases {

  private static final int NONE = -1;
  private static final int UNCHAINED = -2;
  private static final long MAX_SECOND = 0xffff_ffffL;

  /** Batches have the time of their beginning: what is further off is a clock that was put back. */
  private static final long MAX_TURN_BACK = 60;

  // What an entry is made of. The version takes two.
  private static final int NUMBER = 0;
  private static final int SECOND = 1;
  private static final int VERSION = 2;
  private static final int BEFORE = 4;
  private static final int BEHIND = 5;
  private static final int FLAGS = 6;
  private static final int WIDTH = 7;

  private static final int TAKEN = 1;
  private static final int QUARANTINED = 2;
  private static final int OFFERED = 4;

  // In one array, as what belongs to an entry is needed together: arrays of each would be as many
  // misses of the processor's cache.
  private int[] entries = new int[16 * WIDTH];
  private int size;
  // Which entry, plus one, an address has; never more than half full.
  private int[] table = new int[32];

  private final TreeMap<Long, Chain> running = new TreeMap<>();
  private Chain ended = new Chain();
  private long endedUntil = -1;
  private long runningLeases;
  private long quarantined;
  private long offered;

  private static final class Chain {
    private int first = NONE;
    private int last = NONE;
    private int length;
    private int quarantined;
    private int offered;
  }

  /** Returns the version of an address's lease; 0 where there is none. */
  long version(long number) {
    int entry = find(number);
    return entry == NONE ? 0 : version(entry);
  }

  /**
   * Sets the lease of an address, which is not taken.
   *
   * @param second when it ends, in seconds since 1970; after the year 2105 it does not end
   */
  void put(long number, long version, long second, LeaseState state) {
    int entry = find(number);
    if (entry == NONE) {
      entry = add(number);
    } else {
      unchain(entry);
    }
    set(entry, SECOND, (int) Math.max(0, Math.min(second, MAX_SECOND)));
    set(entry, VERSION, (int) (version >>> Integer.SIZE));
    set(entry, VERSION + 1, (int) version);
    set(entry, FLAGS, flags(state));
    chain(entry);
  }

  private static int flags(LeaseState state) {
    return switch (state) {
      case QUARANTINED -> QUARANTINED;
      case OFFERED -> OFFERED;
      case BOUND, RELEASED, REVOKED -> 0;
    };
  }

  /** Takes an address from those that {@link #takeEnded} finds; nothing where it has no lease. */
  void take(long number) {
    int entry = find(number);
    if (entry != NONE) {
      set(entry, FLAGS, get(entry, FLAGS) | TAKEN);
      if (hasEnded(entry)) {
        unchain(entry);
      }
    }
  }

  /**
   * Puts an address back that was taken; it is the next one, if its lease has ended.
   *
   * @return false where it has no lease
   */
  boolean putBack(long number) {
    int entry = find(number);
    if (entry == NONE) {
      return false;
    }
    set(entry, FLAGS, get(entry, FLAGS) & ~TAKEN);
    if (get(entry, BEFORE) == UNCHAINED) {
      set(entry, BEFORE, NONE);
      set(entry, BEHIND, ended.first);
      joinBehind(NONE, entry, ended);
      joinBefore(get(entry, BEHIND), entry, ended);
      ended.length++;
    }
    return true;
  }

  /** Takes the address whose lease has ended first; -1 where there is none. */
  long takeEnded(long nowSecond) {
    endUntil(nowSecond);
    while (ended.first != NONE) {
      int entry = ended.first;
      // Where the clock was put back, it has ended and not ended.
      if (second(entry) > nowSecond) {
        return -1;
      }
      unchain(entry);
      boolean free = !has(entry, TAKEN);
      set(entry, FLAGS, get(entry, FLAGS) | TAKEN);
      if (free) {
        return Integer.toUnsignedLong(get(entry, NUMBER));
      }
    }
    return -1;
  }

  /** Sets what time it is: leases end. */
  void endUntil(long nowSecond) {
    if (nowSecond < endedUntil - MAX_TURN_BACK) {
      resume(nowSecond);
    }
    while (!running.isEmpty() && running.firstKey() <= nowSecond) {
      Chain chain = running.pollFirstEntry().getValue();
      runningLeases -= chain.length;
      quarantined -= chain.quarantined;
      offered -= chain.offered;
      joinBehind(ended.last, chain.first, ended);
      joinBefore(chain.first, ended.last, ended);
      ended.last = chain.last;
      ended.length += chain.length;
    }
    endedUntil = Math.max(endedUntil, nowSecond);
  }

  /** Has the leases go on that had ended before the clock was put back. */
  private void resume(long nowSecond) {
    endedUntil = nowSecond;
    int entry = ended.first;
    ended = new Chain();
    while (entry != NONE) {
      int behind = get(entry, BEHIND);
      chain(entry);
      entry = behind;
    }
    for (int taken = 0; taken < size; taken++) {
      if (get(taken, BEFORE) == UNCHAINED && !hasEnded(taken)) {
        chain(taken);
      }
    }
  }

  /** Returns how many leases had not ended at the time of {@link #endUntil}. */
  long running() {
    return runningLeases - quarantined - offered;
  }

  /** Returns how many addresses were in quarantine at the time of {@link #endUntil}. */
  long quarantined() {
    return quarantined;
  }

  /** Returns how many leases had ended by the time of {@link #endUntil}. */
  long ended() {
    return ended.length;
  }

  private boolean hasEnded(int entry) {
    return second(entry) <= endedUntil;
  }

  private void chain(int entry) {
    Chain chain = ended;
    if (!hasEnded(entry)) {
      chain = running.computeIfAbsent(second(entry), key -> new Chain());
      count(entry, chain, 1);
    }
    set(entry, BEFORE, chain.last);
    set(entry, BEHIND, NONE);
    joinBehind(chain.last, entry, chain);
    joinBefore(NONE, entry, chain);
    chain.length++;
  }

  private void unchain(int entry) {
    if (get(entry, BEFORE) == UNCHAINED) {
      return;
    }
    Chain chain = ended;
    if (!hasEnded(entry)) {
      chain = running.get(second(entry));
      count(entry, chain, -1);
    }
    joinBehind(get(entry, BEFORE), get(entry, BEHIND), chain);
    joinBefore(get(entry, BEHIND), get(entry, BEFORE), chain);
    set(entry, BEFORE, UNCHAINED);
    if (--chain.length == 0 && chain != ended) {
      running.remove(second(entry));
    }
  }

  private void count(int entry, Chain chain, int change) {
    int inQuarantine = has(entry, QUARANTINED) ? change : 0;
    int onOffer = has(entry, OFFERED) ? change : 0;
    chain.quarantined += inQuarantine;
    chain.offered += onOffer;
    quarantined += inQuarantine;
    offered += onOffer;
    runningLeases += change;
  }

  /** Has {@code behind} follow {@code entry}, or be the first of the chain. */
  private void joinBehind(int entry, int behind, Chain chain) {
    if (entry == NONE) {
      chain.first = behind;
    } else {
      set(entry, BEHIND, behind);
    }
  }

  /** Has {@code before} go before {@code entry}, or be the last of the chain. */
  private void joinBefore(int entry, int before, Chain chain) {
    if (entry == NONE) {
      chain.last = before;
    } else {
      set(entry, BEFORE, before);
    }
  }

  private int add(long number) {
    if ((size + 1) * WIDTH > entries.length) {
      entries = Arrays.copyOf(entries, entries.length / 2 * 3);
    }
    if (size + 1 > table.length / 2) {
      table = new int[table.length * 2];
      for (int entry = 0; entry < size; entry++) {
        table[freeSlot(get(entry, NUMBER))] = entry + 1;
      }
    }
    int entry = size++;
    set(entry, NUMBER, (int) number);
    table[freeSlot((int) number)] = entry + 1;
    return entry;
  }

  private int freeSlot(int number) {
    int slot = home(number);
    while (table[slot] != 0) {
      slot = (slot + 1) & (table.length - 1);
    }
    return slot;
  }

  private int find(long number) {
    int slot = home((int) number);
    while (table[slot] != 0 && get(table[slot] - 1, NUMBER) != (int) number) {
      slot = (slot + 1) & (table.length - 1);
    }
    return table[slot] - 1;
  }

  /** Neighbouring addresses are far apart, or full pools would be long runs of slots. */
  private int home(int number) {
    return (number * 0x9e37_79b9) >>> (1 + Integer.numberOfLeadingZeros(table.length));
  }

  private int get(int entry, int what) {
    return entries[entry * WIDTH + what];
  }

  private void set(int entry, int what, int value) {
    entries[entry * WIDTH + what] = value;
  }

  private boolean has(int entry, int flag) {
    return (get(entry, FLAGS) & flag) != 0;
  }

  private long second(int entry) {
    return Integer.toUnsignedLong(get(entry, SECOND));
  }

  private long version(int entry) {
    return ((long) get(entry, VERSION) << Integer.SIZE)
        + Integer.toUnsignedLong(get(entry, VERSION + 1));
  }
}
