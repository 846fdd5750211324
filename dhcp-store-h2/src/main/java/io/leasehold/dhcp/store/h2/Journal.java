package io.leasehold.dhcp.store.h2;

import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.server.store.Lease;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Appends leases to the last segment, and begins segments. For one thread, which must not be
 * interrupted.
 *
 * <p>A segment in which a write or a force has failed is not written to again, and counts as far as
 * it was forced: after a failed force nobody knows what of the rest the disk will have.
 */
final class Journal {

  /**
   * A segment that is not written any more.
   *
   * @param number of the segment
   * @param blocks that it changes
   */
  record Finished(long number, Blocks blocks) {}

  private final StoreFiles files;
  private final Spare spare;
  private final UUID storeId;
  private final Optional<StoreKey> key;
  private final SecureRandom random = new SecureRandom();
  private ByteBuffer batch = ByteBuffer.allocateDirect(1 << 16);

  /** The segment before the one that is written, or is to be begun. */
  private long lastNumber;

  private long lastLength;

  private Optional<Segment> segment = Optional.empty();
  private Blocks blocks = new Blocks();
  private List<Finished> finished;

  /** What was appended and is not forced yet; not in an empty segment, where one is open. */
  private final List<Lease> unforced = new ArrayList<>();

  /**
   * Continues behind the segments that are there.
   *
   * @param spare has a file for the next segment, if any
   * @param lastNumber of the last segment, 0 where there is none
   * @param lastLength how much of it counts; the disk has that
   * @param finished the segments that are there and are to be folded
   */
  Journal(
      StoreFiles files,
      Spare spare,
      UUID storeId,
      Optional<StoreKey> key,
      long lastNumber,
      long lastLength,
      List<Finished> finished) {
    this.files = files;
    this.spare = spare;
    this.storeId = storeId;
    this.key = key;
    this.lastNumber = lastNumber;
    this.lastLength = lastLength;
    this.finished = new ArrayList<>(finished);
  }

  /**
   * Writes leases as one batch.
   *
   * @param force whether the disk is to keep them, and all before them, on return
   * @throws IOException when that fails; then these leases are not in the journal
   */
  void append(Collection<Lease> leases, boolean force) throws IOException {
    try {
      Segment open = open();
      encode(open.isEmpty() ? unforced : List.of(), leases);
      open.append(batch);
      if (force) {
        open.force();
      }
    } catch (Throwable e) {
      if (!force) {
        // Only a write has failed: what was answered is in the segment, and may be kept yet.
        tryForce();
      }
      abandon();
      throw e;
    }
    leases.forEach(lease -> blocks.add(lease.address()));
    if (force) {
      unforced.clear();
    } else {
      unforced.addAll(leases);
    }
  }

  /** Has the disk keep all that was appended. */
  void force() throws IOException {
    if (segment.filter(open -> !open.isEmpty()).isEmpty()) {
      if (!unforced.isEmpty()) {
        append(List.of(), true);
      }
      return;
    }
    try {
      segment.orElseThrow().force();
      unforced.clear();
    } catch (Throwable e) {
      abandon();
      throw e;
    }
  }

  /** Returns whether something was appended that is not forced. */
  boolean hasUnforced() {
    return !unforced.isEmpty();
  }

  /** Returns how many octets the segment has that is written. */
  long segmentLength() {
    return segment.map(Segment::length).orElse(0L);
  }

  /**
   * Begins a segment, unless the present one is empty; returns those that have been finished since
   * the last time, all of which have a successor.
   */
  List<Finished> rotate() throws IOException {
    force();
    segment.filter(open -> !open.isEmpty()).ifPresent(open -> end(open, open.length()));
    open();
    List<Finished> result = finished;
    finished = new ArrayList<>();
    return result;
  }

  /** Lets go of the files; what is to be kept was forced before. */
  void close() {
    segment.ifPresent(
        open -> {
          // Behind its end there may be what a segment before it had in the file.
          open.tryTruncate(open.length());
          open.close();
        });
    segment = Optional.empty();
  }

  private Segment open() throws IOException {
    if (segment.isEmpty()) {
      byte[] salt = new byte[SegmentHeader.SALT_LENGTH];
      random.nextBytes(salt);
      SegmentHeader header =
          new SegmentHeader(
              SegmentHeader.FORMAT, storeId, lastNumber + 1, lastLength, Octets.wrap(salt));
      segment = Optional.of(Segment.create(files, header, key, spare.give()));
    }
    return segment.orElseThrow();
  }

  private void tryForce() {
    try {
      if (segment.isPresent() && !segment.orElseThrow().isEmpty()) {
        segment.orElseThrow().force();
        unforced.clear();
      }
    } catch (IOException e) {
      // The next segment begins with all that is not forced.
    }
  }

  private void abandon() {
    segment.ifPresent(
        open -> {
          open.tryTruncate(unforced.isEmpty() ? open.forcedLength() : open.length());
          end(open, open.forcedLength());
        });
  }

  private void end(Segment open, long length) {
    open.close();
    lastNumber = open.number();
    lastLength = length;
    finished.add(new Finished(lastNumber, blocks));
    blocks = new Blocks();
    segment = Optional.empty();
  }

  private void encode(Collection<Lease> first, Collection<Lease> then) {
    batch.clear().position(BatchFrame.LENGTH);
    first.forEach(this::encode);
    then.forEach(this::encode);
    batch.flip();
  }

  private void encode(Lease lease) {
    LeaseRecord record = LeaseRecord.of(lease);
    if (batch.remaining() < record.length()) {
      batch = ByteBuffer.allocateDirect(2 * (batch.position() + record.length())).put(batch.flip());
    }
    record.writeTo(batch);
  }
}
