package io.leasehold.dhcp.server.internal.report;

import io.leasehold.dhcp.codec.octets.Utf8Text;
import io.leasehold.dhcp.server.ServerListener;
import io.leasehold.dhcp.server.ServerState;
import java.util.ArrayDeque;
import java.util.EnumSet;
import java.util.Queue;
import java.util.Set;

/**
 * The state of a server, and who is told when it changes.
 *
 * <p>Safe for use by any thread.
 */
public final class StateKeeper {

  private static final int MAX_LENGTH = 300;

  private final ServerListener listener;
  private final QuietLog log;
  private final Set<StoreWork> failing = EnumSet.noneOf(StoreWork.class);
  private final Queue<Change> untold = new ArrayDeque<>();
  private volatile ServerState state = ServerState.RUNNING;
  private boolean telling;

  /** What the lease store is asked to do. */
  public enum StoreWork {
    READ,
    COMMIT
  }

  private record Change(ServerState before, ServerState now, String why) {}

  StateKeeper(ServerListener listener, QuietLog log) {
    this.listener = listener;
    this.log = log;
  }

  /** Returns the state. */
  public ServerState state() {
    return state;
  }

  /** The store has thrown. */
  public void failed(StoreWork work, Throwable cause) {
    synchronized (this) {
      failing.add(work);
      if (state == ServerState.RUNNING) {
        change(ServerState.DEGRADED, "the lease store fails to " + word(work) + ": " + cause);
      }
    }
    tell();
  }

  /** The store has answered. */
  public void succeeded(StoreWork work) {
    // Only where something fails there is anything to change; the usual case takes no lock.
    if (state != ServerState.DEGRADED) {
      return;
    }
    synchronized (this) {
      failing.remove(work);
      if (state == ServerState.DEGRADED && failing.isEmpty()) {
        change(ServerState.RUNNING, "the lease store can " + word(work) + " again");
      }
    }
    tell();
  }

  /** The server takes no more datagrams in. */
  public void closing() {
    synchronized (this) {
      change(ServerState.CLOSING, "close() was called");
    }
    tell();
  }

  /** The server has ended. */
  public void closed() {
    synchronized (this) {
      change(ServerState.CLOSED, "all that waited is decided on");
    }
    tell();
  }

  private static String word(StoreWork work) {
    return work == StoreWork.READ ? "read" : "commit";
  }

  private void change(ServerState now, String why) {
    untold.add(new Change(state, now, Utf8Text.line(why, MAX_LENGTH)));
    state = now;
  }

  /** Tells all that is untold in its order: by one thread at a time, which holds no lock. */
  private void tell() {
    for (Change change = nextUntold(); change != null; change = nextUntold()) {
      try {
        log(change);
        listener.onStateChange(change.before, change.now, change.why);
      } finally {
        synchronized (this) {
          telling = false;
        }
      }
    }
  }

  private synchronized Change nextUntold() {
    if (telling || untold.isEmpty()) {
      return null;
    }
    telling = true;
    return untold.remove();
  }

  private void log(Change change) {
    switch (change.now) {
      case DEGRADED -> log.warn("The server is degraded: {}", change.why);
      case RUNNING -> log.warn("The server is running again: {}", change.why);
      case CLOSING, CLOSED -> {
        // Whoever called close() knows.
      }
    }
  }
}
