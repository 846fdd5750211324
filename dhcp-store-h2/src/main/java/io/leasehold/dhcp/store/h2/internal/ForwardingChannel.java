package io.leasehold.dhcp.store.h2.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import org.h2.store.fs.FileBaseDefault;

/** An open file of H2's that passes everything on to another; subclasses do something before. */
public class ForwardingChannel extends FileBaseDefault {

  private final FileChannel base;

  /** Passes everything on to {@code base}. */
  protected ForwardingChannel(FileChannel base) {
    this.base = base;
  }

  @Override
  public synchronized int read(ByteBuffer target, long position) throws IOException {
    return base.read(target, position);
  }

  @Override
  public synchronized int write(ByteBuffer source, long position) throws IOException {
    return base.write(source, position);
  }

  @Override
  protected void implTruncate(long size) throws IOException {
    base.truncate(size);
  }

  @Override
  public void force(boolean metaData) throws IOException {
    base.force(metaData);
  }

  @Override
  public long size() throws IOException {
    return base.size();
  }

  @Override
  public FileLock tryLock(long position, long size, boolean shared) throws IOException {
    return base.tryLock(position, size, shared);
  }

  @Override
  protected void implCloseChannel() throws IOException {
    base.close();
  }
}
