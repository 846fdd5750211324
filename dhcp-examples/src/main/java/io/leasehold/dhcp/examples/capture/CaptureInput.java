package io.leasehold.dhcp.examples.capture;

import java.io.BufferedInputStream;
import java.io.IOException;

/** A binary file that is read forward, and knows where it is. For one thread. */
final class CaptureInput {

  private final BufferedInputStream in;
  private long offset;

  CaptureInput(BufferedInputStream in) {
    this.in = in;
  }

  /** Returns where the next octet is, counted from the start of the file. */
  long offset() {
    return offset;
  }

  boolean isAtEnd() throws IOException {
    in.mark(1);
    int next = in.read();
    in.reset();
    return next < 0;
  }

  /**
   * Returns the next {@code length} octets; the caller has seen to it that this is not too many.
   *
   * @param what what they are, for the error
   * @throws FormatException when the file ends before
   */
  byte[] read(int length, String what) throws IOException {
    byte[] octets = in.readNBytes(length);
    if (octets.length < length) {
      throw endsEarly(length, what, octets.length);
    }
    offset += length;
    return octets;
  }

  /**
   * Passes over the next {@code length} octets, however many.
   *
   * @param what what they are, for the error
   * @throws FormatException when the file ends before
   */
  void skip(long length, String what) throws IOException {
    long left = length;
    while (left > 0) {
      long skipped = in.skip(left);
      if (skipped == 0) {
        // Nothing was skipped: only reading tells whether this is the end.
        if (in.read() < 0) {
          throw endsEarly(length, what, length - left);
        }
        skipped = 1;
      }
      left -= skipped;
    }
    offset += length;
  }

  private FormatException endsEarly(long length, String what, long found) {
    return new FormatException(
        offset, length + " octets of " + what, found + " up to the end of the file");
  }
}
