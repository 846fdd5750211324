package io.leasehold.dhcp.testkit.properties;

import java.time.Duration;
import java.util.List;

/** Something that happens to a server; each prints as one line. */
sealed interface Step {

  /** Messages arrive as one batch. */
  record Send(List<Message> messages, Trouble trouble) implements Step {

    @Override
    public String toString() {
      return (messages.size() == 1 ? messages.get(0).toString() : "batch " + messages)
          + (trouble == Trouble.NONE ? "" : ", " + trouble);
    }
  }

  /** A machine asks for an address and takes what it is offered. */
  record Obtain(Machine machine, Place place) implements Step {

    @Override
    public String toString() {
      return machine + " obtains an address at " + place;
    }
  }

  /** Time goes by. */
  record Pass(Duration time) implements Step {

    @Override
    public String toString() {
      return time + " pass";
    }
  }

  /** Somebody puts the clock back. */
  record TurnBack(Duration time) implements Step {

    @Override
    public String toString() {
      return "clock back by " + time;
    }
  }

  /** Another server, with the same store, leases an address to a client of its own. */
  record OtherServerLeases(Message.Target target) implements Step {

    @Override
    public String toString() {
      return "another server leases " + target.byNumber();
    }
  }

  /** The engine stops, and another starts with the same store. */
  record Restart() implements Step {}

  /** The configuration is replaced under way. */
  record Reconfigure(Setup setup) implements Step {

    @Override
    public String toString() {
      return "reconfigure to " + setup;
    }
  }

  /** What is due beside the handling of datagrams. */
  record Housekeep() implements Step {}
}
