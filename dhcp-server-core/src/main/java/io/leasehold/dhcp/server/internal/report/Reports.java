package io.leasehold.dhcp.server.internal.report;

import io.leasehold.dhcp.server.ServerListener;
import java.time.Clock;
import org.slf4j.LoggerFactory;

/**
 * All that an engine tells of itself: to its listener, the log, the counters and the flight
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

  /** Makes the reports to a user's listener. */
  public Reports(ServerListener listener, Clock clock) {
    log = new QuietLog(LoggerFactory.getLogger("io.leasehold.dhcp.server"), clock);
    this.listener = new GuardedListener(listener, log);
    state = new StateKeeper(this.listener, log);
    leases = new LeaseReporter(this.listener);
    decisions = new DecisionReporter(this.listener, counters, log);
    incidents = new IncidentReporter(this.listener, log, clock);
  }

  /** Returns the log of what has gone wrong. */
  public QuietLog log() {
    return log;
  }

  /** Returns the listener, of which nothing that it throws is seen. */
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
