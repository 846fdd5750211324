package io.leasehold.dhcp.store.h2;

import io.leasehold.dhcp.store.h2.internal.OrderedFileSystem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.h2.message.DbException;
import org.h2.store.fs.FilePath;

/**
 * Where the files of a store are, and what is done to them as a whole. All of them are reached by
 * one of H2's file systems, so that the journal and the table can be watched together.
 *
 * @param base the path that all names begin with
 * @param fileSystem the scheme of one of H2's file systems
 */
record StoreFiles(Path base, String fileSystem) {

  private static final String TABLE_ENDING = ".mv.db";

  /**
   * Checks the path.
   *
   * @throws IllegalArgumentException when it has H2's ending, or a semicolon
   */
  StoreFiles {
    base = base.toAbsolutePath().normalize();
    if (base.toString().endsWith(TABLE_ENDING)) {
      throw new IllegalArgumentException(
          "lease store " + base + ": expected the file without its ending " + TABLE_ENDING);
    }
    if (base.toString().contains(";")) {
      throw new IllegalArgumentException(
          "lease store " + base + ": expected a file without a semicolon in its path");
    }
  }

  /** Returns the files of the store that is made here and is not finished. */
  StoreFiles unfinished() {
    return new StoreFiles(base.resolveSibling(base.getFileName() + ".new"), fileSystem);
  }

  /** Returns the file of the table. */
  FilePath table() {
    return file(base + TABLE_ENDING);
  }

  /** Returns the file of a segment of the journal. */
  FilePath segment(long number) {
    return file(base + "." + number + ".journal");
  }

  /** Returns the file that was a segment of the journal and is to be another. */
  FilePath spare(long number) {
    return file(base + "." + number + ".spare");
  }

  /** Returns the file of the salt, which is there where the store has a password. */
  FilePath salt() {
    return file(base + ".salt");
  }

  /** Returns what H2 calls the table's file. */
  String jdbcPath() {
    return OrderedFileSystem.register() + ":" + fileSystem + ":" + base;
  }

  private FilePath file(String path) {
    return FilePath.get(fileSystem + ":" + path);
  }

  /** Returns the numbers of the segments that are there, in order. */
  List<Long> segments() throws IOException {
    return numbers("journal");
  }

  /** Deletes what was kept for segments to come. */
  void deleteSpares() throws IOException {
    for (long number : numbers("spare")) {
      tryDelete(spare(number));
    }
  }

  /** Deletes a file that counts for nothing, unless something keeps it from that. */
  void tryDelete(FilePath file) {
    try {
      delete(file);
    } catch (IOException e) {
      // The next start tries again.
    }
  }

  private List<Long> numbers(String ending) throws IOException {
    Pattern name =
        Pattern.compile(Pattern.quote(base.getFileName() + ".") + "([1-9][0-9]{0,17})\\." + ending);
    List<Long> numbers = new ArrayList<>();
    for (FilePath file : tried(() -> file(base.getParent().toString()).newDirectoryStream())) {
      Matcher matcher = name.matcher(Path.of(file.toString()).getFileName().toString());
      if (matcher.matches()) {
        numbers.add(Long.valueOf(matcher.group(1)));
      }
    }
    numbers.sort(null);
    return numbers;
  }

  /** Makes an empty file, in the place of one that is there. */
  FileChannel create(FilePath file) throws IOException {
    delete(file);
    return file.open("rw");
  }

  /** Deletes a file, if it is there. */
  void delete(FilePath file) throws IOException {
    tried(
        () -> {
          file.delete();
          return file;
        });
  }

  /** Gives a file another name, in the place of one that has it; has the disk keep that. */
  void rename(FilePath file, FilePath to) throws IOException {
    move(file, to);
    forceFolder();
  }

  /** As {@link #rename}, but the disk may forget it. */
  void move(FilePath file, FilePath to) throws IOException {
    tried(
        () -> {
          file.moveTo(to, true);
          return to;
        });
  }

  /** Makes the folder where it is missing. */
  void createFolder() throws IOException {
    Files.createDirectories(base.getParent());
  }

  /** Has the disk keep which files there are. */
  void forceFolder() throws IOException {
    try (FileChannel folder = file(base.getParent().toString()).open("r")) {
      folder.force(true);
    } catch (AccessDeniedException e) {
      // Windows opens no folders; it keeps a rename without being told to.
    }
  }

  /** Has the disk keep a file. */
  void force(FilePath file) throws IOException {
    try (FileChannel channel = file.open("rw")) {
      channel.force(true);
    }
  }

  /**
   * Takes the store for this process, until the channel is closed; empty when somebody has it. Who
   * has the lock owns all files, while H2 lets go of its own when something fails.
   */
  Optional<FileChannel> lock() throws IOException {
    FileChannel channel = file(base + ".lock").open("rw");
    try {
      if (channel.tryLock() != null) {
        return Optional.of(channel);
      }
    } catch (OverlappingFileLockException e) {
      // Another store of this JVM has it.
    }
    channel.close();
    return Optional.empty();
  }

  /** Gives up the lock. */
  static void unlock(FileChannel lock) {
    try {
      lock.close();
    } catch (IOException e) {
      // The end of the process gives it up at the latest.
    }
  }

  /** Something that H2's file systems do, which fail with an unchecked exception. */
  private interface FileTask<T> {
    T run();
  }

  private static <T> T tried(FileTask<T> task) throws IOException {
    try {
      return task.run();
    } catch (DbException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** Returns the path of the table's file, for people. */
  @Override
  public String toString() {
    return base + TABLE_ENDING;
  }
}
