package io.leasehold.dhcp.store.h2.internal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * A file system of H2's that survives a power cut in the middle of a write, by writing in three
 * steps what H2 writes at once, with a force between them.
 *
 * <p>H2 writes a chunk, then a header that points to it, and forces both together; until then a
 * disk may keep any part of them. Three of the outcomes are fatal, without an error when the file
 * is opened:
 *
 * <ul>
 *   <li>The header is there and the chunk is not: H2 takes an older chunk that is whole, although
 *       newer ones had been forced before.
 *   <li>The two ends of the chunk are there and its middle is not: H2 looks at the ends only, and
 *       takes for rows what was there before.
 *   <li>The header says that the file was closed, and a chunk is there in the place of one that was
 *       not in use any more: H2 expects that one to be whole, and takes an older chunk without a
 *       look at the newest.
 * </ul>
 *
 * <p>So the last sector of a chunk waits for the rest of it, and the header for the chunk. Before
 * the first chunk the second copy of the header is spoilt, from which H2 knows that the file was
 * not closed since. A part of a block at the end of the file is not there for H2.
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

    /** What H2 writes whole ones of. */
    private static final int BLOCK = 4096;

    /** Where chunks may begin: behind the header, which follows a block where there is a cipher. */
    private static final int CHUNKS = 2 * BLOCK;

    /** How a file begins that has a cipher. */
    private static final ByteBuffer CIPHER = ByteBuffer.wrap("H2encrypt".getBytes(US_ASCII));

    private boolean mayBeClosed = true;

    private OrderedChannel(FileChannel base) {
      super(base);
    }

    /**
     * Leaves out the part of a block that a power cut has left behind: where there is a cipher, H2
     * would take the whole block before it for that part.
     */
    @Override
    public long size() throws IOException {
      return super.size() / BLOCK * BLOCK;
    }

    @Override
    public synchronized int write(ByteBuffer source, long position) throws IOException {
      boolean isHeader = position < CHUNKS;
      int lastSector = Math.max(0, source.remaining() - SECTOR);
      if (isHeader) {
        force(false);
        return super.write(source, position);
      }
      if (mayBeClosed) {
        spoilSecondHeader();
        mayBeClosed = false;
      }
      writeFully(source.slice(source.position(), lastSector), position);
      force(false);
      source.position(source.position() + lastSector);
      return lastSector + super.write(source, position + lastSector);
    }

    private void spoilSecondHeader() throws IOException {
      ByteBuffer start = ByteBuffer.allocate(CIPHER.capacity());
      super.read(start, 0);
      force(false);
      super.write(ByteBuffer.allocate(SECTOR), start.flip().equals(CIPHER) ? 2 * BLOCK : BLOCK);
      force(false);
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
