package io.leasehold.dhcp.server.internal.classify;

import io.leasehold.dhcp.server.Decision.Silence;
import io.leasehold.dhcp.server.internal.Request;

/** What a message turns out to be. */
public sealed interface Classification {

  /**
   * A request that this server could answer.
   *
   * @param request the request
   */
  record Accepted(Request request) implements Classification {}

  /**
   * Nothing to answer.
   *
   * @param silence why
   */
  record Rejected(Silence silence) implements Classification {}
}
