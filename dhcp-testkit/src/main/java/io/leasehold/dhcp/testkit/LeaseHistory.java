package io.leasehold.dhcp.testkit;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.store.CommitResult;
import io.leasehold.dhcp.server.store.CommitResult.Committed;
import io.leasehold.dhcp.server.store.CommitResult.Conflict;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseChange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * What threads asked of a store and were answered, and whether it is linearizable: whether each
 * call can have happened at one moment between its beginning and its end. As every call is about
 * one address, the history of each address is looked at by itself.
 *
 * <p>Safe for use by any thread.
 */
final class LeaseHistory {

  /** The most calls about one address: a bit each. */
  private static final int MAX_CALLS = Long.SIZE;

  private final AtomicLong moments = new AtomicLong();
  private final Map<Ipv4Address, List<Call>> calls = new HashMap<>();

  /** What is stored of the address, as far as a call can tell. */
  private record Call(
      long began, long ended, Optional<LeaseChange> change, Optional<Lease> found, boolean isWon) {

    /** Returns whether the answer is right where {@code stored} is stored. */
    boolean isRightFor(Optional<Lease> stored) {
      if (!isWon) {
        return found.equals(stored)
            && change.filter(it -> it.expectedVersion() == version(stored)).isEmpty();
      }
      return change.orElseThrow().expectedVersion() == version(stored);
    }

    Optional<Lease> after(Optional<Lease> stored) {
      return isWon ? found : stored;
    }

    private static long version(Optional<Lease> lease) {
      return lease.map(Lease::version).orElse(0L);
    }

    @Override
    public String toString() {
      String what = change.map(it -> "commit of " + it.lease()).orElse("find");
      return began + ".." + ended + " " + what + (isWon ? ", committed" : ", saw " + found);
    }
  }

  private record Step(long done, Optional<Lease> stored) {}

  /** Makes a commit, and remembers it. */
  CommitResult commit(LeaseChange change, Supplier<CommitResult> commit) {
    long began = moments.getAndIncrement();
    CommitResult result = commit.get();
    long ended = moments.getAndIncrement();
    Optional<Lease> found =
        result instanceof Committed committed
            ? Optional.of(committed.lease())
            : ((Conflict) result).current();
    boolean isWon = result instanceof Committed;
    add(change.lease().address(), new Call(began, ended, Optional.of(change), found, isWon));
    return result;
  }

  /** Makes a find, and remembers it. */
  Optional<Lease> find(Ipv4Address address, Supplier<Optional<Lease>> find) {
    long began = moments.getAndIncrement();
    Optional<Lease> found = find.get();
    add(address, new Call(began, moments.getAndIncrement(), Optional.empty(), found, false));
    return found;
  }

  private synchronized void add(Ipv4Address address, Call call) {
    calls.computeIfAbsent(address, it -> new ArrayList<>()).add(call);
  }

  /** Returns what is wrong with the answers; empty where they are linearizable. */
  synchronized Optional<String> objection() {
    for (Map.Entry<Ipv4Address, List<Call>> each : calls.entrySet()) {
      List<Call> ofAddress =
          each.getValue().stream().sorted(Comparator.comparing(Call::began)).toList();
      if (ofAddress.size() > MAX_CALLS) {
        throw new IllegalStateException(
            ofAddress.size() + " calls about " + each.getKey() + ": expected at most " + MAX_CALLS);
      }
      if (!isLinearizable(ofAddress, new Step(0, Optional.empty()), new HashSet<>())) {
        return Optional.of(
            "no order of these calls about "
                + each.getKey()
                + " explains their answers:\n"
                + String.join("\n", ofAddress.stream().map(Call::toString).toList()));
      }
    }
    return Optional.empty();
  }

  /** Looks for an order of the calls that are not done yet; {@code seen} are dead ends. */
  private static boolean isLinearizable(List<Call> calls, Step step, Set<Step> seen) {
    long open = -1L >>> (Long.SIZE - calls.size()) & ~step.done;
    if (open == 0) {
      return true;
    }
    if (!seen.add(step)) {
      return false;
    }
    long firstEnd = Long.MAX_VALUE;
    for (long left = open; left != 0; left &= left - 1) {
      firstEnd = Math.min(firstEnd, calls.get(Long.numberOfTrailingZeros(left)).ended);
    }
    for (long left = open; left != 0; left &= left - 1) {
      int next = Long.numberOfTrailingZeros(left);
      Call call = calls.get(next);
      // A call that began after another had ended comes after it.
      if (call.began < firstEnd
          && call.isRightFor(step.stored)
          && isLinearizable(
              calls, new Step(step.done | 1L << next, call.after(step.stored)), seen)) {
        return true;
      }
    }
    return false;
  }
}
