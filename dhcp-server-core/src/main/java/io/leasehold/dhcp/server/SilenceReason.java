package io.leasehold.dhcp.server;

/** Why a datagram gets no reply. */
public enum SilenceReason {
  /** It is no DHCP message, or its header contradicts itself. */
  MALFORMED(Kind.INVALID, "RFC 2131 section 2"),
  /** Its {@code op} is not BOOTREQUEST: it comes from a server. */
  NOT_A_REQUEST(Kind.INVALID, "RFC 2131 section 2"),
  /** It has no message type: it comes from a BOOTP client. */
  BOOTP(Kind.NOT_SERVED, "RFC 1534 section 2"),
  /** Its message type is none. */
  INVALID_MESSAGE_TYPE(Kind.INVALID, "RFC 2132 section 9.6"),
  /** Its message type is one that servers send. */
  SERVER_MESSAGE(Kind.INVALID, "RFC 2131 section 4.3"),
  /** Its message type is one that this server does not serve. */
  UNSUPPORTED_MESSAGE_TYPE(Kind.NOT_SERVED, "RFC 2131 section 4.3"),
  /** It has passed more relay agents than is allowed. */
  TOO_MANY_HOPS(Kind.INVALID, "RFC 1542 section 4.1.1"),
  /** The client has not waited for as long as it must before this server helps. */
  TOO_EARLY(Kind.NOT_SERVED, "RFC 2131 section 4.3"),
  /** Nothing in it identifies the client. */
  UNIDENTIFIED_CLIENT(Kind.INVALID, "RFC 2131 section 4.2"),
  /** It lacks what its type needs, or has what its type must not have. */
  INCOMPLETE(Kind.INVALID, "RFC 2131 section 4.4.1"),
  /** Its option 54 names another server. */
  OTHER_SERVER(Kind.NOT_SERVED, "RFC 2131 section 4.3.2"),
  /** It comes from a network that is not configured. */
  NO_SUBNET(Kind.NOT_SERVED, "RFC 2131 section 4.3.1"),
  /** The client wants to keep an address of which this server knows nothing. */
  UNKNOWN_CLIENT(Kind.NOT_SERVED, "RFC 2131 section 4.3.2"),
  /** All addresses for the client are taken. */
  NO_FREE_ADDRESS(Kind.EXHAUSTED, "RFC 2131 section 4.3.1"),
  /** Free addresses are still being probed; the client will ask again. */
  PROBING(Kind.EXHAUSTED, "RFC 2131 section 3.1"),
  /** The policy refuses the client. */
  REFUSED_BY_POLICY(Kind.NOT_SERVED, "RFC 2131 section 4.2"),
  /** It would be answered by a DHCPNAK, and the policy wants none. */
  NAK_WITHHELD(Kind.NOT_SERVED, "RFC 2131 section 4.3.2"),
  /** The client is in a class that meets silence, or is refused. */
  REFUSED_BY_CLASS(Kind.NOT_SERVED, "RFC 2131 section 4.2"),
  /** It asks for leases, and its relay agent is none that may. */
  REFUSED_AGENT(Kind.NOT_SERVED, "RFC 4388 section 7"),
  /** It gives back or declines an address that the client does not have. */
  NOT_THE_HOLDER(Kind.INVALID, "RFC 2131 section 4.3.4"),
  /** The lease is released, and a RELEASE has no reply. */
  RELEASED(Kind.DONE, "RFC 2131 section 4.3.4"),
  /** The address is in quarantine, and a DECLINE has no reply. */
  DECLINED(Kind.DONE, "RFC 2131 section 4.3.3"),
  /** There is no address to send a reply to. */
  NO_RETURN_ADDRESS(Kind.INVALID, "RFC 2131 section 4.3.5"),
  /**
   * Others were quicker each time that it was tried, or many addresses that seemed free were not.
   */
  CONTENTION(Kind.FAILED, "RFC 2131 section 4.3"),
  /** The lease store threw. */
  STORE_FAILED(Kind.FAILED, "RFC 2131 section 3.1"),
  /** The source of reservations threw. */
  RESERVATIONS_FAILED(Kind.FAILED, "RFC 2131 section 4.3.1"),
  /** The policy threw. */
  POLICY_FAILED(Kind.FAILED, "RFC 2131 section 4.2"),
  /** The reply could not be made. */
  INTERNAL_ERROR(Kind.FAILED, "RFC 2131 section 4.3"),
  /** More came than the server can handle. */
  OVERLOADED(Kind.EXHAUSTED, "RFC 2131 section 4.1"),
  /** It came while the server was being closed. */
  CLOSING(Kind.NOT_SERVED, "RFC 2131 section 4.1"),
  /** It waited for longer than its sender does. */
  TOO_OLD(Kind.EXHAUSTED, "RFC 2131 section 4.1");

  /** What sort of reason it is. */
  public enum Kind {
    /** The message has been acted on, and its type has no reply. */
    DONE,
    /** The message is good, and not this server's to answer. */
    NOT_SERVED,
    /** The message is not as the RFC wants it. */
    INVALID,
    /** Something has run out. */
    EXHAUSTED,
    /** Something has failed; the server goes on. */
    FAILED
  }

  private final Kind kind;
  private final String rfc;

  SilenceReason(Kind kind, String rfc) {
    this.kind = kind;
    this.rfc = rfc;
  }

  /** Returns what sort of reason it is. */
  public Kind kind() {
    return kind;
  }

  /** Returns where the standard speaks of it, such as «RFC 2131 section 4.3.2». */
  public String rfc() {
    return rfc;
  }
}
