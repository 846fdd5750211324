package io.leasehold.dhcp.server.internal.report;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A batch of datagrams on its way, for the flight recorder. For one thread. */
@Name("io.leasehold.dhcp.Batch")
@Label("DHCP batch")
@Description("Datagrams that were handled together")
@Category({"Leasehold", "DHCP"})
@StackTrace(false)
public final class BatchEvent extends Event {

  @Label("Datagrams")
  int datagrams;

  @Label("Rounds")
  @Description("How many times the store was read, and changes were committed")
  int rounds;

  /** Begins a batch. */
  public BatchEvent() {
    begin();
  }

  /** Writes the event, where somebody records such events; costs nothing otherwise. */
  public void finish(int size, int neededRounds) {
    datagrams = size;
    rounds = neededRounds;
    commit();
  }
}
