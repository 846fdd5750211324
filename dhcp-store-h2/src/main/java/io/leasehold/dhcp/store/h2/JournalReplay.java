package io.leasehold.dhcp.store.h2;

import io.leasehold.dhcp.server.store.InMemoryLeaseStore;
import io.leasehold.dhcp.store.h2.Journal.Finished;
import io.leasehold.dhcp.store.h2.LeaseTable.State;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads the segments that the table does not have yet, and sees that they are the right ones, all
 * there, and whole.
 */
final class JournalReplay {

  private final StoreFiles files;
  private final State table;
  private final Optional<StoreKey> key;

  /** The segments to be read, in order. */
  private final List<Long> numbers = new ArrayList<>();

  /**
   * What was read.
   *
   * @param lastNumber of the last segment, 0 where there is none
   * @param lastLength how much of it counts
   * @param finished all of the segments
   */
  record Replayed(long lastNumber, long lastLength, List<Finished> finished) {}

  JournalReplay(StoreFiles files, State table, Optional<StoreKey> key) {
    this.files = files;
    this.table = table;
    this.key = key;
  }

  /**
   * Sees which segments are there, and deletes those that the table has.
   *
   * @throws H2LeaseStoreException when some are missing, or too many
   */
  void checkSegments() throws IOException {
    numbers.addAll(files.segments());
    dropUnfinished();
    if (table.folded().isEmpty()) {
      if (!numbers.isEmpty()) {
        throw refused("is older than the journal beside it");
      }
      return;
    }
    long first = table.folded().orElseThrow() + 1;
    List<Long> expected = new ArrayList<>();
    long last = numbers.isEmpty() ? 0 : numbers.get(numbers.size() - 1);
    for (long number = first; number <= Math.max(first, last); number++) {
      expected.add(number);
    }
    if (!numbers.isEmpty() && numbers.get(0) > first) {
      throw refused(
          "is older than the journal beside it, or " + files.segment(first) + " is missing");
    }
    if (!numbers.containsAll(expected)) {
      expected.removeAll(numbers);
      throw refused("misses " + files.segment(expected.get(0)) + " of its journal");
    }
    for (long number : numbers) {
      if (number < first) {
        files.delete(files.segment(number));
      }
    }
    numbers.retainAll(expected);
  }

  /**
   * Leaves out the last segment where it was not finished being made: nobody was told of anything
   * in it. Before the journal has begun, that is also a first one without batches.
   */
  private void dropUnfinished() throws IOException {
    if (numbers.isEmpty()) {
      return;
    }
    long last = numbers.get(numbers.size() - 1);
    long end;
    boolean hasHeader;
    try (FileChannel channel = files.segment(last).open("r")) {
      end = channel.size();
      hasHeader = SegmentReader.header(channel).isPresent();
    }
    boolean isUnfinished = !hasHeader && end <= SegmentHeader.LENGTH;
    boolean isUnused = table.folded().isEmpty() && last == 1 && end == SegmentHeader.LENGTH;
    if (isUnfinished || isUnused) {
      files.delete(files.segment(last));
      numbers.remove(numbers.size() - 1);
    }
  }

  /**
   * Stores all leases of the segments, in order, whatever is there.
   *
   * @throws H2LeaseStoreException when a segment is damaged, or of another store
   */
  Replayed replay(InMemoryLeaseStore leases) throws IOException {
    List<Finished> finished = new ArrayList<>();
    long length = 0;
    for (int i = 0; i < numbers.size(); i++) {
      boolean isLast = i == numbers.size() - 1;
      OptionalLong counted =
          isLast
              ? OptionalLong.empty()
              : OptionalLong.of(header(numbers.get(i + 1)).previousLength());
      Blocks blocks = new Blocks();
      length = replay(numbers.get(i), counted, leases, blocks);
      finished.add(new Finished(numbers.get(i), blocks));
    }
    long last = numbers.isEmpty() ? table.folded().orElse(0L) : numbers.get(numbers.size() - 1);
    return new Replayed(last, length, finished);
  }

  private SegmentHeader header(long number) throws IOException {
    try (FileChannel channel = files.segment(number).open("r")) {
      return header(channel, number);
    }
  }

  private SegmentHeader header(FileChannel channel, long number) throws IOException {
    SegmentHeader header =
        SegmentReader.header(channel).orElseThrow(() -> damaged(number, 0, "has no header"));
    if (header.format() != SegmentHeader.FORMAT) {
      throw refused(
          "has a journal of format "
              + header.format()
              + ", expected "
              + SegmentHeader.FORMAT
              + ": open it with the version that wrote it");
    }
    if (!header.storeId().equals(table.id()) || header.number() != number) {
      throw refused("does not belong to the journal beside it, see " + files.segment(number));
    }
    return header;
  }

  private long replay(long number, OptionalLong counted, InMemoryLeaseStore leases, Blocks blocks)
      throws IOException {
    try (FileChannel channel = files.segment(number).open("rw")) {
      SegmentHeader header = header(channel, number);
      long end = Math.min(channel.size(), counted.orElse(Long.MAX_VALUE));
      SegmentReader reader =
          new SegmentReader(
              channel,
              header,
              key.isPresent()
                  ? Optional.of(new SegmentCipher(key.orElseThrow(), header))
                  : Optional.empty(),
              end);
      long length =
          reader.replay(
              lease -> {
                leases.put(lease);
                blocks.add(lease.address());
              });
      if (counted.isPresent() && length != counted.orElseThrow()) {
        throw damaged(number, length, "is damaged, or was cut off");
      }
      if (counted.isEmpty()) {
        if (reader.batchThatKnowsOf(length).isPresent()) {
          throw damaged(number, length, "is damaged in its middle");
        }
        // What a process that crashed has written may not be on the disk yet.
        channel.force(true);
      }
      return length;
    } catch (IllegalArgumentException e) {
      throw StoreTrouble.refused(files, "has something in its journal that is no lease", e);
    }
  }

  private H2LeaseStoreException damaged(long number, long at, String what) {
    return refused("cannot be read: " + files.segment(number) + " " + what + " at octet " + at);
  }

  private H2LeaseStoreException refused(String what) {
    return StoreTrouble.refused(
        files, what + ": restore the files of one moment, table and journal together");
  }
}
