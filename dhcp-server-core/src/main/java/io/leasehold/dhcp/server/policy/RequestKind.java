package io.leasehold.dhcp.server.policy;

/** What a client wants, as RFC 2131 section 4.3 tells it from the message. */
public enum RequestKind {
  /** DHCPDISCOVER: is looking for servers (section 4.3.1). */
  DISCOVER,
  /** DHCPREQUEST: takes an offer (section 4.3.2). */
  SELECTING,
  /** DHCPREQUEST: wants to keep the address that it had before it was restarted. */
  INIT_REBOOT,
  /** DHCPREQUEST: extends its lease with this server. */
  RENEWING,
  /** DHCPREQUEST: extends its lease with any server. */
  REBINDING,
  /** DHCPREQUEST that says nothing of an address: in no state that the RFC knows. */
  INCOMPLETE_REQUEST,
  /** DHCPDECLINE: found its address in use (section 4.3.3). */
  DECLINE,
  /** DHCPRELEASE: gives its address back (section 4.3.4). */
  RELEASE,
  /** Has no message type: a BOOTP client, which wants an address for ever (RFC 1534). */
  BOOTP,
  /** DHCPINFORM: has an address, wants parameters (section 4.3.5). */
  INFORM,
  /** DHCPLEASEQUERY: a relay agent asks for the leases of a client or address (RFC 4388). */
  LEASEQUERY;

  /** Returns whether the client wants to get an address by DHCP, or to keep one. */
  public boolean isForAddress() {
    return switch (this) {
      case DISCOVER, SELECTING, INIT_REBOOT, RENEWING, REBINDING, INCOMPLETE_REQUEST -> true;
      case DECLINE, RELEASE, BOOTP, INFORM, LEASEQUERY -> false;
    };
  }
}
