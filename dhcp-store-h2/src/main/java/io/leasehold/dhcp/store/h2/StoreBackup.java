package io.leasehold.dhcp.store.h2;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;
import java.util.zip.ZipFile;
import org.h2.store.fs.FilePath;

/**
 * Copies the files of an open store: the table as it is, and then the segments that it does not
 * have yet, so that the copy is the store at the moment when the last of them was begun.
 */
final class StoreBackup {

  private StoreBackup() {}

  /**
   * Makes the folder where it is missing.
   *
   * @throws IllegalArgumentException when it is not empty
   * @throws H2LeaseStoreException when it cannot be made
   */
  static void prepare(StoreFiles files, Path target) {
    try {
      Files.createDirectories(target);
      try (DirectoryStream<Path> there = Files.newDirectoryStream(target)) {
        if (there.iterator().hasNext()) {
          throw new IllegalArgumentException(
              "backup to " + target + ": expected a folder that is empty or does not exist");
        }
      }
    } catch (IOException e) {
      throw StoreTrouble.refused(files, "cannot be copied to " + target, e);
    }
  }

  /**
   * Writes a copy that opens as a store.
   *
   * @param target see {@link #prepare}
   * @param segments finishes the segment that is written, and names those behind the table; of the
   *     last of them, which is just begun, the header is copied
   */
  static void write(StoreFiles files, TableFile table, Path target, Supplier<List<Long>> segments)
      throws IOException, SQLException {
    Path zip = target.resolve("table.zip");
    table.backup(zip.toString());
    try (ZipFile zipped = new ZipFile(zip.toFile())) {
      zipped.stream().forEach(entry -> copyTable(zipped, entry.getName(), files, target));
    }
    Files.delete(zip);
    if (files.salt().exists()) {
      copy(files.salt(), StoreKey.SALT_LENGTH, target);
    }
    List<Long> numbers = segments.get();
    for (int i = 0; i < numbers.size(); i++) {
      FilePath segment = files.segment(numbers.get(i));
      boolean isLast = i == numbers.size() - 1;
      copy(segment, isLast ? SegmentHeader.LENGTH : segment.size(), target);
    }
    force(target, StandardOpenOption.READ);
  }

  private static void copyTable(ZipFile zipped, String entry, StoreFiles files, Path target) {
    Path copy = target.resolve(Path.of(files.toString()).getFileName());
    try {
      try (InputStream in = zipped.getInputStream(zipped.getEntry(entry))) {
        Files.copy(in, copy);
      }
      force(copy, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(FilePath file, long length, Path target) throws IOException {
    Path copy = target.resolve(Path.of(file.toString()).getFileName());
    try (InputStream in = file.newInputStream();
        OutputStream out = Files.newOutputStream(copy)) {
      byte[] buffer = new byte[1 << 16];
      long left = length;
      while (left > 0) {
        int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (read < 0) {
          throw new IOException(file + " is shorter than it was");
        }
        out.write(buffer, 0, read);
        left -= read;
      }
    }
    force(copy, StandardOpenOption.WRITE);
  }

  private static void force(Path path, StandardOpenOption option) throws IOException {
    try (FileChannel channel = FileChannel.open(path, option)) {
      channel.force(true);
    } catch (java.nio.file.AccessDeniedException e) {
      // Windows opens no folders.
    }
  }
}
