package io.leasehold.dhcp.store.h2.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * A file system of H2's that survives a power cut in the middle of a write, by writing in three
 * steps what H2 writes at once, with a force between them.
 *
 * <p>H2 appends a chunk, then writes a header that points to it, and forces both together; until
 * then a disk may keep any part of them. Two of the outcomes are fatal, without an error when the
 * file is opened:
 *
 * <ul>
 *   <li>The header is there and the chunk is not: H2 takes an older chunk that is whole, although
 *       newer ones had been forced before.
 *   <li>The two ends of the chunk are there and its middle is not: H2 looks at the ends only, and
 *       takes for rows what was there before.
 * </ul>
 *
 * <p>So the last sector of a chunk waits for the rest of it, and the header for the chunk.
 */
public final class OrderedFileSystem extends FilePathWrapper {

  private static final String SCHEME = "leasehold";

  /** For H2. */
  public OrderedFileSystem() {}

  /** Makes the file system known to H2; returns its scheme, which another scheme follows. */
  public static String register() {
    FilePath.register(new OrderedFileSystem());
    return SCHEME;
  }

  @Override
  public String getScheme() {
    return SCHEME;
  }

  @Override
  public FileChannel open(String mode) throws IOException {
    return new OrderedChannel(super.open(mode));
  }

  private static final class OrderedChannel extends ForwardingChannel {

    /** What a disk writes wholly or not at all, at the least. */
    private static final int SECTOR = 512;

    /** Where chunks may begin: behind the header, which follows a block where there is a cipher. */
    private static final int CHUNKS = 2 * 4096;

    private OrderedChannel(FileChannel base) {
      super(base);
    }

    @Override
    public synchronized int write(ByteBuffer source, long position) throws IOException {
      boolean isHeader = position < CHUNKS;
      int lastSector = Math.max(0, source.remaining() - SECTOR);
      if (isHeader) {
        force(false);
        return super.write(source, position);
      }
      writeFully(source.slice(source.position(), lastSector), position);
      force(false);
      source.position(source.position() + lastSector);
      return lastSector + super.write(source, position + lastSector);
    }

    private void writeFully(ByteBuffer source, long position) throws IOException {
      long at = position;
      while (source.hasRemaining()) {
        at += super.write(source, at);
      }
    }

    @Override
    protected void implTruncate(long size) throws IOException {
      // The header that is on the disk may still point to what is cut off.
      force(false);
      super.implTruncate(size);
    }
  }
}
