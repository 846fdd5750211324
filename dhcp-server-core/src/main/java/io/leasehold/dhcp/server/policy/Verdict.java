package io.leasehold.dhcp.server.policy;

/** What a policy says of a request. */
public sealed interface Verdict {

  /** Go on, on the usual terms. */
  Verdict USUAL = new Grant(Terms.USUAL);

  /**
   * Go on.
   *
   * @param terms on what terms
   */
  record Grant(Terms terms) implements Verdict {}

  /**
   * Do not.
   *
   * @param nak whether a DHCPREQUEST is refused by DHCPNAK; false meets every message with silence
   * @param why for the log, the trace and the DHCPNAK's message
   */
  record Refuse(boolean nak, String why) implements Verdict {}

  /** Returns the verdict to go on, on these terms. */
  static Verdict grant(Terms terms) {
    return new Grant(terms);
  }

  /** Returns the verdict to say nothing. */
  static Verdict silence(String why) {
    return new Refuse(false, why);
  }

  /** Returns the verdict to answer a DHCPREQUEST by DHCPNAK, and to say nothing otherwise. */
  static Verdict nak(String why) {
    return new Refuse(true, why);
  }
}
