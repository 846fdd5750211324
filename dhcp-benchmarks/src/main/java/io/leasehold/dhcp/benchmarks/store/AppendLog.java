package io.leasehold.dhcp.benchmarks.store;

import io.leasehold.dhcp.server.store.Lease;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** The limit of the disk: records without content, written to the end of a file and forced. */
final class AppendLog implements Contender {

  private static final int RECORD_LENGTH = 96;

  private final FileChannel channel;
  private ByteBuffer records = ByteBuffer.allocateDirect(RECORD_LENGTH);

  AppendLog(Path file) throws IOException {
    channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  @Override
  public void commit(List<Lease> leases) throws IOException {
    int octets = RECORD_LENGTH * leases.size();
    if (records.capacity() != octets) {
      records = ByteBuffer.allocateDirect(octets);
    }
    records.clear();
    while (records.hasRemaining()) {
      channel.write(records);
    }
    channel.force(false);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
