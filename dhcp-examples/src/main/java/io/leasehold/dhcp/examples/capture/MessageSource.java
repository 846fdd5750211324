package io.leasehold.dhcp.examples.capture;

import io.leasehold.dhcp.codec.octets.Octets;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.util.Optional;

/** The messages of a file, in order. For one thread. */
interface MessageSource {

  /**
   * Returns the next message; empty at the end.
   *
   * @throws FormatException when the file breaks its format; nothing can be read after that
   * @throws IOException when the file cannot be read
   */
  Optional<FoundMessage> next() throws IOException;

  /**
   * Returns the messages of {@code file}, whose first octets say what it is.
   *
   * @throws FormatException when they say nothing that is known
   * @throws IOException when the file cannot be read
   */
  static MessageSource open(InputStream file) throws IOException {
    BufferedInputStream in = new BufferedInputStream(file);
    in.mark(4);
    Octets start = Octets.wrap(in.readNBytes(4));
    in.reset();
    if (start.length() == 4) {
      int magic = start.bits32(0);
      Optional<ByteOrder> order = PcapReader.byteOrder(magic);
      if (order.isPresent()) {
        return new CapturedMessages(new PcapReader(new CaptureInput(in), order.get()));
      }
      if (magic == PcapngReader.SECTION_HEADER) {
        return new CapturedMessages(new PcapngReader(new CaptureInput(in)));
      }
    }
    if (!start.isEmpty() && HexLines.canBeginWith(start.u8(0))) {
      return new HexLines(in);
    }
    throw new FormatException(
        0,
        "a pcap or pcapng file, or hexadecimal lines",
        start.isEmpty() ? "nothing" : start.toString());
  }
}
