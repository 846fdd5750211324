package io.leasehold.dhcp.testkit.network;

import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/** A thread of virtual time: it runs when it is its turn, and waits otherwise. */
final class Turn {

  final VirtualProcess process;
  final Runnable task;

  /** What ends its wait at the latest; empty while it runs. */
  Optional<VirtualTime.Due> waiting = Optional.empty();

  /** What it waits for beside that. */
  Optional<CompletableFuture<?>> event = Optional.empty();

  /** What tells it that it has happened, if it ever does. */
  final IdentityHashMap<CompletableFuture<?>, Boolean> watched = new IdentityHashMap<>();

  Thread carrier = Thread.currentThread();
  boolean hasBegun;
  private volatile boolean isMine;

  Turn(VirtualProcess process, Runnable task) {
    this.process = process;
    this.task = task;
  }

  /** Lets it run; whoever calls is about to wait. */
  void go() {
    isMine = true;
    LockSupport.unpark(carrier);
  }

  /** Waits for its turn, whatever happens. */
  void waitForTurn() {
    boolean interrupted = false;
    while (!isMine) {
      LockSupport.park(this);
      interrupted |= Thread.interrupted();
    }
    isMine = false;
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
