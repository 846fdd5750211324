package io.leasehold.dhcp.store.h2;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;
import org.h2.store.fs.FilePath;

/** The segment that the journal is writing. For one thread, which must not be interrupted. */
final class Segment {

  private final FileChannel channel;
  private final SegmentHeader header;
  private final Optional<SegmentCipher> cipher;
  private long length = SegmentHeader.LENGTH;
  private long forcedLength = SegmentHeader.LENGTH;
  private long batches;

  private Segment(FileChannel channel, SegmentHeader header, Optional<SegmentCipher> cipher) {
    this.channel = channel;
    this.header = header;
    this.cipher = cipher;
  }

  /**
   * Makes the file of a segment, in the place of one that was not finished; it has no batches.
   *
   * @param spare a file that may be used for it
   */
  static Segment create(
      StoreFiles files, SegmentHeader header, Optional<StoreKey> key, Optional<FilePath> spare)
      throws IOException {
    Optional<SegmentCipher> cipher =
        key.isPresent()
            ? Optional.of(new SegmentCipher(key.orElseThrow(), header))
            : Optional.empty();
    FilePath file = files.segment(header.number());
    if (spare.isPresent()) {
      reuse(files, spare.orElseThrow(), file, header);
      return new Segment(file.open("rw"), header, cipher);
    }
    FileChannel channel = begin(files.create(file), header);
    try {
      files.forceFolder();
      return new Segment(channel, header, cipher);
    } catch (Throwable e) {
      channel.close();
      throw e;
    }
  }

  private static void reuse(StoreFiles files, FilePath spare, FilePath file, SegmentHeader header)
      throws IOException {
    try {
      // By the time that it has its name it has its header, and so nothing of what it was.
      begin(spare.open("rw"), header).close();
      files.rename(spare, file);
    } catch (Throwable e) {
      files.tryDelete(spare);
      throw e;
    }
  }

  private static FileChannel begin(FileChannel channel, SegmentHeader header) throws IOException {
    try {
      writeFully(channel, header.toBuffer(), 0);
      channel.force(true);
      return channel;
    } catch (Throwable e) {
      channel.close();
      throw e;
    }
  }

  /**
   * Writes a batch.
   *
   * @param batch room for the frame, and the records up to its limit
   */
  void append(ByteBuffer batch) throws IOException {
    long sequence = batches + 1;
    ByteBuffer sealed =
        cipher.isPresent() ? cipher.orElseThrow().encrypt(batch, sequence, forcedLength) : batch;
    BatchFrame.seal(sealed, sequence, forcedLength, header);
    int octets = sealed.limit();
    writeFully(channel, sealed.position(0), length);
    length += octets;
    batches = sequence;
  }

  /** Has the disk keep what was written. */
  void force() throws IOException {
    channel.force(false);
    forcedLength = length;
  }

  /** Cuts off what is behind {@code newLength}, if the disk lets it. */
  void tryTruncate(long newLength) {
    try {
      channel.truncate(newLength);
    } catch (IOException e) {
      // The header of the next segment says how much of this one counts.
    }
  }

  /** Lets go of the file. */
  void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // What counts has been forced.
    }
  }

  /** Returns its number. */
  long number() {
    return header.number();
  }

  /** Returns whether it has no batches. */
  boolean isEmpty() {
    return batches == 0;
  }

  /** Returns how many octets were written. */
  long length() {
    return length;
  }

  /** Returns how many octets the disk is known to keep. */
  long forcedLength() {
    return forcedLength;
  }

  private static void writeFully(FileChannel channel, ByteBuffer source, long position)
      throws IOException {
    long at = position;
    while (source.hasRemaining()) {
      at += channel.write(source, at);
    }
  }
}
