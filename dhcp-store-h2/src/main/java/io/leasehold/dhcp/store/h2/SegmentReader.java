package io.leasehold.dhcp.store.h2;

import io.leasehold.dhcp.server.store.Lease;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Reads the batches of a segment, as far as they are whole. For one thread. */
final class SegmentReader {

  private static final int WINDOW = 1 << 18;

  private final FileChannel channel;
  private final SegmentHeader header;
  private final Optional<SegmentCipher> cipher;
  private final long end;

  /** What has been read: the octets from {@link #windowAt} on. */
  private ByteBuffer window = ByteBuffer.allocate(WINDOW).limit(0);

  private long windowAt;

  /** The number of the last batch that was replayed. */
  private long lastSequence;

  /**
   * Reads a segment up to {@code end}.
   *
   * @param end no more than the file has
   */
  SegmentReader(
      FileChannel channel, SegmentHeader header, Optional<SegmentCipher> cipher, long end) {
    this.channel = channel;
    this.header = header;
    this.cipher = cipher;
    this.end = end;
  }

  /** Reads the header; empty where there is none that is whole. */
  static Optional<SegmentHeader> header(FileChannel channel) throws IOException {
    ByteBuffer octets = ByteBuffer.allocate(SegmentHeader.LENGTH);
    readFully(channel, octets, 0);
    return SegmentHeader.read(octets.flip());
  }

  /**
   * Hands the leases of all batches, in their order, to {@code visitor}; returns where the last one
   * ends that is whole, and has nothing missing before it.
   *
   * @throws IllegalArgumentException when a batch is whole and what is in it is no lease
   */
  long replay(Consumer<Lease> visitor) throws IOException {
    long position = SegmentHeader.LENGTH;
    for (long sequence = 1; isWholeAt(position); sequence++) {
      int at = (int) (position - windowAt);
      if (BatchFrame.sequence(window, at) != sequence) {
        return position;
      }
      int length = BatchFrame.length(window, at);
      ByteBuffer records = records(at, length);
      while (records.hasRemaining()) {
        visitor.accept(LeaseRecord.read(records));
      }
      position += BatchFrame.LENGTH + length;
      lastSequence = sequence;
    }
    return position;
  }

  /**
   * Returns where behind {@code position}, at which {@link #replay} has ended, a batch is that is
   * whole and was written when the disk had been forced to keep the octets at {@code position}.
   */
  OptionalLong batchThatKnowsOf(long position) throws IOException {
    for (long at = position + 1; at <= end - BatchFrame.LENGTH; at++) {
      fill(at, BatchFrame.LENGTH);
      long forced = BatchFrame.forced(window, (int) (at - windowAt));
      long sequence = BatchFrame.sequence(window, (int) (at - windowAt));
      long mostBefore = (at - SegmentHeader.LENGTH) / BatchFrame.LENGTH;
      // Hardly anything but a frame has both numbers, be it of what the file was before; a checksum
      // wherever there may be one would take hours.
      if (forced > position
          && forced <= at
          && sequence > lastSequence
          && sequence <= mostBefore + 1
          && isWholeAt(at)) {
        return OptionalLong.of(at);
      }
    }
    return OptionalLong.empty();
  }

  private ByteBuffer records(int at, int length) throws IOException {
    int start = at + BatchFrame.LENGTH;
    return cipher.isPresent()
        ? cipher.orElseThrow().decrypt(window, at)
        : window.duplicate().limit(start + length).position(start);
  }

  /** Returns whether a whole batch begins at {@code position}; then all of it is in the window. */
  private boolean isWholeAt(long position) throws IOException {
    if (end - position < BatchFrame.LENGTH) {
      return false;
    }
    fill(position, BatchFrame.LENGTH);
    int length = BatchFrame.length(window, (int) (position - windowAt));
    long most = Math.min(Integer.MAX_VALUE, end - position) - BatchFrame.LENGTH;
    if (length <= 0 || length > most) {
      return false;
    }
    fill(position, BatchFrame.LENGTH + length);
    return BatchFrame.isWhole(window, (int) (position - windowAt), header);
  }

  /** Has the window hold {@code length} octets from {@code position} on, which the file has. */
  private void fill(long position, int length) throws IOException {
    if (position >= windowAt && position + length <= windowAt + window.limit()) {
      return;
    }
    if (length > window.capacity()) {
      window = ByteBuffer.allocate(length);
    }
    windowAt = position;
    window.clear().limit((int) Math.min(window.capacity(), end - position));
    readFully(channel, window, position);
    window.flip();
    if (window.limit() < length) {
      throw new IOException("the file has become shorter while it was read");
    }
  }

  private static void readFully(FileChannel channel, ByteBuffer target, long position)
      throws IOException {
    long at = position;
    while (target.hasRemaining()) {
      int read = channel.read(target, at);
      if (read < 0) {
        return;
      }
      at += read;
    }
  }
}
