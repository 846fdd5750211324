package io.leasehold.dhcp.codec;

/**
 * What is wrong in a datagram, and where.
 *
 * @param subject the header field or the option, such as «hlen» or «Router (3)»
 * @param offset where it begins, in octets from the start of the datagram
 * @param expected what should stand there
 * @param found what stands there
 */
public record DecodeProblem(String subject, int offset, String expected, String found) {

  /** Returns one line, such as «hlen at offset 2: expected at most 16, found 255». */
  @Override
  public String toString() {
    return subject + " at offset " + offset + ": expected " + expected + ", found " + found;
  }
}
