package io.leasehold.dhcp.store.h2;

import java.util.List;

/** Something that happens to a store. */
sealed interface FaultStep {

  /** A batch is committed, of one lease for each of some addresses. */
  record Commit(List<Integer> addresses) implements FaultStep {}

  /** The disk fails after some steps, and as often as is said. */
  record Fail(int steps, int times) implements FaultStep {}

  /** The disk works again. */
  record Heal() implements FaultStep {}

  /** The table is brought up to date, and looked at. */
  record Refresh() implements FaultStep {}

  /** The store is closed, and opened again. */
  record Reopen() implements FaultStep {}

  /** The process is killed, and the store opened again. */
  record Kill() implements FaultStep {}

  /** The power goes after some steps of a commit and a fold, and the store is opened again. */
  record CutPower(int steps) implements FaultStep {}
}
