package io.leasehold.dhcp.store.h2;

import io.leasehold.dhcp.store.h2.internal.ForwardingChannel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.h2.message.DbException;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * A file system of H2's that tells a watcher what is done to the files, before it is done; a
 * watcher that throws makes it fail. H2 makes the instances, so there is one watcher for all.
 */
@SuppressWarnings("exports") // Public for H2 alone.
public final class WatchedFileSystem extends FilePathWrapper {

  /** Sees what is done to the files, by their paths on the disk. */
  interface Watcher {

    /** A file is about to be opened, and made where it is missing. */
    default void beforeOpen(Path file) throws IOException {}

    /** Some octets are about to be read. */
    default void beforeRead(Path file, int octets) {}

    /** Something is about to be written. */
    default void beforeWrite(Path file, long position, byte[] octets) throws IOException {}

    /** Returns how many of the octets that are to be written the disk takes at once. */
    default int taken(int octets) {
      return octets;
    }

    /** A file is about to be cut. */
    default void beforeTruncate(Path file, long size) throws IOException {}

    /** What was written is about to be forced to the disk, or the names in a folder. */
    default void beforeForce(Path file) throws IOException {}

    /** A file is about to be deleted, if it is there. */
    default void beforeDelete(Path file) throws IOException {}

    /** A file is about to get another name. */
    default void beforeMove(Path from, Path to) throws IOException {}
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
    if (!mode.equals("r")) {
      watcher.beforeOpen(path(this));
    }
    return new WatchedChannel(super.open(mode), path(this));
  }

  @Override
  public boolean createFile() {
    unchecked(() -> watcher.beforeOpen(path(this)));
    return super.createFile();
  }

  @Override
  public void delete() {
    unchecked(() -> watcher.beforeDelete(path(this)));
    super.delete();
  }

  @Override
  public void moveTo(FilePath to, boolean atomicReplace) {
    unchecked(() -> watcher.beforeMove(path(this), path(to)));
    super.moveTo(to, atomicReplace);
  }

  private static Path path(FilePath file) {
    return Path.of(file.unwrap().toString());
  }

  private interface Report {
    void make() throws IOException;
  }

  /** Fails as H2's own file systems do. */
  private static void unchecked(Report report) {
    try {
      report.make();
    } catch (IOException e) {
      throw DbException.convertIOException(e, "watched");
    }
  }

  private static final class WatchedChannel extends ForwardingChannel {

    private final Path path;

    private WatchedChannel(FileChannel base, Path path) {
      super(base);
      this.path = path;
    }

    @Override
    public synchronized int read(ByteBuffer target, long position) throws IOException {
      watcher.beforeRead(path, target.remaining());
      return super.read(target, position);
    }

    @Override
    public synchronized int write(ByteBuffer source, long position) throws IOException {
      byte[] octets = new byte[watcher.taken(source.remaining())];
      source.duplicate().get(octets);
      watcher.beforeWrite(path, position, octets);
      int taken = super.write(source.slice(source.position(), octets.length), position);
      source.position(source.position() + taken);
      return taken;
    }

    @Override
    protected void implTruncate(long size) throws IOException {
      watcher.beforeTruncate(path, size);
      super.implTruncate(size);
    }

    @Override
    public void force(boolean metaData) throws IOException {
      watcher.beforeForce(path);
      super.force(metaData);
    }
  }
}
