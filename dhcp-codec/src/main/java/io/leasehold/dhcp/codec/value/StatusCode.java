package io.leasehold.dhcp.codec.value;

import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.octets.OctetsWriter;
import io.leasehold.dhcp.codec.octets.Utf8Text;
import java.util.List;
import java.util.Optional;

/**
 * How a bulk or active leasequery went, the value of option 151 (RFC 6926 section 6.2.2, RFC 7724
 * section 5.1).
 *
 * @param code 0 to 255; a number other than those of the constants means nothing yet
 * @param message for people to read, without NUL; may be empty
 */
public record StatusCode(int code, String message) {

  /** All went well. */
  public static final int SUCCESS = 0;

  /** It failed, for a reason that has no number. */
  public static final int UNSPEC_FAIL = 1;

  /** The server gave up before the end. */
  public static final int QUERY_TERMINATED = 2;

  /** The server did not understand the query. */
  public static final int MALFORMED_QUERY = 3;

  /** The requester may not ask this. */
  public static final int NOT_ALLOWED = 4;

  /** The server no longer has all that was asked for. */
  public static final int DATA_MISSING = 5;

  /** Nothing has happened; the connection is alive. */
  public static final int CONNECTION_ACTIVE = 6;

  /** All that had happened before the query has been sent. */
  public static final int CATCH_UP_COMPLETE = 7;

  /** The server does not talk TLS. */
  public static final int TLS_CONNECTION_REFUSED = 8;

  private static final NumberNames NAMES =
      NumberNames.from(
          SUCCESS,
          "status",
          List.of(
              "Success",
              "UnspecFail",
              "QueryTerminated",
              "MalformedQuery",
              "NotAllowed",
              "DataMissing",
              "ConnectionActive",
              "CatchUpComplete",
              "TLSConnectionRefused"));

  /**
   * Checks code and message.
   *
   * @throws IllegalArgumentException when the code is not in 0 to 255, or the message has a NUL or
   *     half of a surrogate pair
   */
  public StatusCode {
    Words.inRange("status code", code, 0xff);
    Words.isText("status message", message);
  }

  /**
   * Returns the value that {@code octets} stand for; empty where there are none, or the message is
   * no UTF-8 or has a NUL.
   */
  public static Optional<StatusCode> decode(Octets octets) {
    if (octets.isEmpty()) {
      return Optional.empty();
    }
    return Utf8Text.decode(octets.slice(1, octets.length()))
        .map(message -> new StatusCode(octets.u8(0), message));
  }

  /** Returns the octets that stand for the value. */
  public Octets encode() {
    return new OctetsWriter().u8(code).octets(Utf8Text.encode(message)).toOctets();
  }

  /** Returns the code by its name, and the message where there is one. */
  @Override
  public String toString() {
    return NAMES.words(code) + (message.isEmpty() ? "" : " " + Utf8Text.quote(message));
  }
}
