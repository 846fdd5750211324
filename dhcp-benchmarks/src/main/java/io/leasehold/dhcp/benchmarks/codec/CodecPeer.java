package io.leasehold.dhcp.benchmarks.codec;

/**
 * A codec under measurement. An object serves one datagram, on one thread.
 *
 * <p>What is read is read with the codec's own typed methods, the fastest of them; a value that it
 * has no type for is handed on as octets. Each method hands on five values, in the order of its
 * description.
 */
public interface CodecPeer {

  /**
   * Takes the datagram that is to be decoded, and makes the message that is to be encoded: the one
   * that the codec itself decodes, unless a decoded message is quicker to encode than a built one.
   */
  void prepare(byte[] datagram) throws Exception;

  /**
   * Decodes the datagram and reads message type (53), requested address (50), lease time (51),
   * parameter request list (55) and host name (12).
   */
  void readDiscover(Sink sink) throws Exception;

  /**
   * Decodes the datagram and reads message type (53), lease time (51), subnet mask (1), name
   * servers (6) and domain name (15).
   */
  void readAck(Sink sink) throws Exception;

  /**
   * Decodes the datagram and reads message type (53), requested address (50), server identifier
   * (54), client identifier (61) and the circuit identifier of the relay agent (82, sub-option 1).
   */
  void readRelayedRequest(Sink sink) throws Exception;

  /** Encodes the message, and returns what holds the octets. */
  Object encode() throws Exception;

  /**
   * Builds the message of {@link Packet#ACK} from values that are ready, such as {@link AckValues},
   * as a server does for each reply, encodes it, and returns what holds the octets.
   */
  Object composeAck() throws Exception;

  /** Where values go. */
  interface Sink {

    /** Takes a number. */
    void take(long value);

    /** Takes any other value. */
    void take(Object value);
  }
}
