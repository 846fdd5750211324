package io.leasehold.dhcp.examples.capture;

import java.io.IOException;
import java.util.Optional;

/** The frames of a capture, in order. For one thread. */
interface FrameReader {

  /**
   * Returns the next frame; empty at the end.
   *
   * @throws FormatException when the file breaks its format; nothing can be read after that
   * @throws IOException when the file cannot be read
   */
  Optional<Frame> next() throws IOException;
}
