package io.leasehold.dhcp.examples.capture;

import java.io.IOException;
import java.util.Optional;

/**
 * The messages of a capture. Frames of other protocols are counted and passed over; so are those of
 * unknown link layers, but at the end they are an error.
 */
final class CapturedMessages implements MessageSource {

  private final FrameReader frames;
  private final UdpReader datagrams = new UdpReader();
  private Optional<Frame> firstUnknown = Optional.empty();
  private long number;

  CapturedMessages(FrameReader frames) {
    this.frames = frames;
  }

  @Override
  public Optional<FoundMessage> next() throws IOException {
    for (Optional<Frame> frame = frames.next(); frame.isPresent(); frame = frames.next()) {
      number++;
      Optional<FoundMessage> message = read(frame.get());
      if (message.isPresent()) {
        return message;
      }
    }
    if (firstUnknown.isPresent()) {
      throw new FormatException(
          firstUnknown.get().offset(),
          "a frame of link type " + LinkLayer.allNumbers(),
          "one of " + firstUnknown.get().linkType());
    }
    return Optional.empty();
  }

  private Optional<FoundMessage> read(Frame frame) {
    Optional<LinkLayer> layer = LinkLayer.of(frame.linkType());
    if (layer.isEmpty() && firstUnknown.isEmpty()) {
      firstUnknown = Optional.of(frame);
    }
    return layer
        .flatMap(it -> it.packet(frame.octets()))
        .flatMap(packet -> datagrams.read(number, packet, frame.isCut()));
  }
}
