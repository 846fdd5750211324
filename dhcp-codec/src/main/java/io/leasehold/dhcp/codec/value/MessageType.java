package io.leasehold.dhcp.codec.value;

import io.leasehold.dhcp.codec.octets.Octets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The kind of a DHCP message, the value of option 53 (RFC 2132 section 9.6 and successors). */
public enum MessageType {
  DISCOVER(1, true),
  OFFER(2, false),
  REQUEST(3, true),
  DECLINE(4, true),
  ACK(5, false),
  NAK(6, false),
  RELEASE(7, true),
  INFORM(8, true),
  FORCERENEW(9, false),
  LEASEQUERY(10, true),
  LEASEUNASSIGNED(11, false),
  LEASEUNKNOWN(12, false),
  LEASEACTIVE(13, false),
  BULKLEASEQUERY(14, true),
  LEASEQUERYDONE(15, false),
  ACTIVELEASEQUERY(16, true),
  LEASEQUERYSTATUS(17, false),
  TLS(18, true);

  // Made once: the type is read from every message.
  private static final List<Optional<MessageType>> BY_CODE =
      Stream.concat(Stream.of(Optional.<MessageType>empty()), Stream.of(values()).map(Optional::of))
          .toList();

  private final int code;
  private final boolean sentToServers;

  MessageType(int code, boolean sentToServers) {
    this.code = code;
    this.sentToServers = sentToServers;
  }

  /** Returns the type with this number; empty for a number that no RFC has given a meaning. */
  public static Optional<MessageType> of(int code) {
    return code >= 0 && code < BY_CODE.size() ? BY_CODE.get(code) : Optional.empty();
  }

  /**
   * Returns the type that {@code octets} stand for; empty where there is not one octet of a known
   * type.
   */
  public static Optional<MessageType> decode(Octets octets) {
    return octets.length() == 1 ? of(octets.u8(0)) : Optional.empty();
  }

  /** Returns the one octet that stands for the type. */
  public Octets encode() {
    return Octets.of(code);
  }

  /** Returns the number on the wire. */
  public int code() {
    return code;
  }

  /** Returns whether clients, relays or requesters send it to servers. */
  public boolean isSentToServers() {
    return sentToServers;
  }
}
