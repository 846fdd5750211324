package io.leasehold.dhcp.store.h2;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.h2.store.fs.FilePath;

/**
 * The file of a segment that is folded, kept for the next segment: a force is faster where the file
 * does not grow, and does not wait for what the disk does for other files. What is in it counts for
 * nothing, as each segment has a salt of its own in its checksums. For use by any thread.
 */
final class Spare {

  private final StoreFiles files;
  private final AtomicReference<Optional<FilePath>> file = new AtomicReference<>(Optional.empty());

  Spare(StoreFiles files) {
    this.files = files;
  }

  /**
   * Keeps the file of a segment that is folded, or deletes it where one is kept.
   *
   * @param mostLength of a file that is worth its place on the disk, in octets
   */
  void take(long number, long mostLength) throws IOException {
    if (file.get().isPresent() || files.segment(number).size() > mostLength) {
      files.delete(files.segment(number));
      return;
    }
    FilePath spare = files.spare(number);
    files.move(files.segment(number), spare);
    file.set(Optional.of(spare));
  }

  /** Returns the file, which is the caller's from then on. */
  Optional<FilePath> give() {
    return file.getAndSet(Optional.empty());
  }

  /** Deletes the file, if one is kept. */
  void delete() throws IOException {
    Optional<FilePath> spare = give();
    if (spare.isPresent()) {
      files.delete(spare.orElseThrow());
    }
  }
}
