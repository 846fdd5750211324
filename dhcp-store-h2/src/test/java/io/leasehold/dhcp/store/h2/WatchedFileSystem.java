package io.leasehold.dhcp.store.h2;

import io.leasehold.dhcp.store.h2.internal.ForwardingChannel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * A file system of H2's that tells a watcher what is done to the files, before it is done; a
 * watcher that throws makes it fail. H2 makes the instances, so there is one watcher for all.
 */
@SuppressWarnings("exports") // Public for H2 alone.
public final class WatchedFileSystem extends FilePathWrapper {

  /** Sees what is done to the files. */
  interface Watcher {

    /** Something is about to be written. */
    default void beforeWrite(long position, byte[] octets) throws IOException {}

    /** A file is about to be cut. */
    default void beforeTruncate(long size) throws IOException {}

    /** What was written is about to be forced to the disk. */
    default void beforeForce() throws IOException {}
  }

  private static final String SCHEME = "watched";

  private static volatile Watcher watcher = new Watcher() {};

  /** For H2. */
  public WatchedFileSystem() {}

  /** Begins to tell {@code newWatcher}, and nobody else; returns the scheme. */
  static String watch(Watcher newWatcher) {
    watcher = newWatcher;
    FilePath.register(new WatchedFileSystem());
    return SCHEME;
  }

  @Override
  public String getScheme() {
    return SCHEME;
  }

  @Override
  public FileChannel open(String mode) throws IOException {
    return new WatchedChannel(super.open(mode));
  }

  private static final class WatchedChannel extends ForwardingChannel {

    private WatchedChannel(FileChannel base) {
      super(base);
    }

    @Override
    public synchronized int write(ByteBuffer source, long position) throws IOException {
      byte[] octets = new byte[source.remaining()];
      source.duplicate().get(octets);
      watcher.beforeWrite(position, octets);
      return super.write(source, position);
    }

    @Override
    protected void implTruncate(long size) throws IOException {
      watcher.beforeTruncate(size);
      super.implTruncate(size);
    }

    @Override
    public void force(boolean metaData) throws IOException {
      watcher.beforeForce();
      super.force(metaData);
    }
  }
}
