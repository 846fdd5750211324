package io.leasehold.dhcp.server;

/**
 * An option that a reply should have, and has not.
 *
 * @param code of the option, 1 to 254
 * @param reason why it is left out
 */
public record Omission(int code, Reason reason) {

  /** Why an option is left out of a reply. */
  public enum Reason {
    /**
     * What the client takes, or the server's limit, has no room for it: options that the client
     * does not ask for go first, then those that it asks for last (RFC 2131 section 4.3.1). Relay
     * agent information (82) goes before what the protocol needs (RFC 3046 section 2.2).
     */
    NO_ROOM,
    /**
     * Its value has more than 255 octets, and nothing shows that the client joins the pieces of an
     * option (RFC 3396 section 4), or the option may not be sent in pieces at all.
     */
    TOO_LONG
  }
}
