package io.leasehold.dhcp.server.internal.report;

import io.leasehold.dhcp.server.ServerListener;
import java.time.Clock;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * All that an engine tells of itself: to its listeners, the log, the counters and the flight
 * recorder.
 *
 * <p>Safe for use by any thread.
 */
public final class Reports {

  private final QuietLog log;
  private final ServerListener listener;
  private final Counters counters = new Counters();
  private final StateKeeper state;
  private final LeaseReporter leases;
  private final DecisionReporter decisions;
  private final IncidentReporter incidents;

  /** Makes the reports to the user's listeners. */
  public Reports(List<ServerListener> listeners, Clock clock) {
    log = new QuietLog(LoggerFactory.getLogger("io.leasehold.dhcp.server"), clock);
    listener = new GuardedListeners(listeners, log);
    state = new StateKeeper(listener, log);
    leases = new LeaseReporter(listener);
    decisions = new DecisionReporter(listener, counters, log);
    incidents = new IncidentReporter(listener, log, clock);
  }

  /** Returns the log of what has gone wrong. */
  public QuietLog log() {
    return log;
  }

  /** Returns the listeners as one, of which nothing that they throw is seen. */
  public ServerListener listener() {
    return listener;
  }

  /** Returns what counts datagrams. */
  public Counters counters() {
    return counters;
  }

  /** Returns what knows how the server is doing. */
  public StateKeeper state() {
    return state;
  }

  /** Returns what tells of leases. */
  public LeaseReporter leases() {
    return leases;
  }

  /** Returns what tells of decisions. */
  public DecisionReporter decisions() {
    return decisions;
  }

  /** Returns what tells of incidents. */
  public IncidentReporter incidents() {
    return incidents;
  }
}
