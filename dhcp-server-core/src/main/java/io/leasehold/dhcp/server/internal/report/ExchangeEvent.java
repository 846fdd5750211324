package io.leasehold.dhcp.server.internal.report;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/**
 * A datagram and what was decided on it, for the flight recorder. It has no code: the recorder
 * rewrites the class, and can only do so where it need not know the types that code deals with.
 */
@Name("io.leasehold.dhcp.Exchange")
@Label("DHCP exchange")
@Description("A datagram and what was decided on it")
@Category({"Leasehold", "DHCP"})
@StackTrace(false)
final class ExchangeEvent extends Event {

  @Label("Received")
  String received;

  @Label("Outcome")
  @Description("The type of the reply, or the reason of the silence")
  String outcome;

  @Label("Transaction")
  String xid;

  @Label("Client")
  String client;

  @Label("Address")
  String address;
}
