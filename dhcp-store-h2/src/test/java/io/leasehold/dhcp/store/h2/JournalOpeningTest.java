package io.leasehold.dhcp.store.h2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseChange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store whose process has died: what is made of its journal, and which files are refused. */
class JournalOpeningTest {

  private static final Ipv4Address ADDRESS = Ipv4Address.parse("192.0.2.1");

  @TempDir private Path folder;

  /** Left by a process that died: versions 1 and 2 in one segment, 3 and 4 in the next. */
  private Path dead;

  @BeforeEach
  void dieTwice() throws IOException {
    Path first = folder.resolve("first");
    try (H2LeaseStore store = open(first)) {
      commit(store, 1);
      commit(store, 2);
      StoreFolder.copy(first, folder.resolve("second"));
    }
    try (H2LeaseStore store = open(folder.resolve("second"))) {
      commit(store, 3);
      commit(store, 4);
      dead = folder.resolve("dead");
      StoreFolder.copy(folder.resolve("second"), dead);
    }
    assertThat(StoreFolder.segments(dead)).containsExactly(segment(1), segment(2));
  }

  @Test
  void journalIsReplayed() {
    // What was committed and never folded is there, and the store goes on from it.
    try (H2LeaseStore store = open(dead)) {
      assertThat(version(store)).isEqualTo(4);
      commit(store, 5);
    }
    try (H2LeaseStore store = open(dead)) {
      assertThat(version(store)).isEqualTo(5);
    }
  }

  @Test
  void closingFoldsTheJournal() throws IOException {
    // After a close the table has everything, and what is left of the journal is one header.
    open(dead).close();

    assertThat(StoreFolder.segments(dead)).hasSize(1);
    assertThat(StoreFolder.segments(dead).get(0)).hasSize(SegmentHeader.LENGTH);
  }

  @Test
  void tornTailIsLeftOut() throws IOException {
    // A last write that the disk has in part was never answered: the store opens without it, and
    // it does not come back.
    cut(segment(2), 1);
    try (H2LeaseStore store = open(dead)) {
      assertThat(version(store)).isEqualTo(3);
      commit(store, 4);
      StoreFolder.copy(dead, folder.resolve("again"));
    }
    try (H2LeaseStore store = open(folder.resolve("again"))) {
      assertThat(version(store)).isEqualTo(4);
    }
  }

  @Test
  void segmentThatWasNotFinishedBeingMadeIsLeftOut() throws IOException {
    // A process that died while it began a segment does not stand in the way of the next.
    Files.write(segment(3), Arrays.copyOf(Files.readAllBytes(segment(2)), 40));
    try (H2LeaseStore store = open(dead)) {
      assertThat(version(store)).isEqualTo(4);
    }
  }

  @Test
  void damageInTheMiddleIsRefused() throws IOException {
    // An octet that has changed in what was forced is not taken for a torn tail.
    damage(segment(2), SegmentHeader.LENGTH + BatchFrame.LENGTH + 5);
    assertRefused("leases.2.journal is damaged in its middle at octet 64");
  }

  @Test
  void finishedSegmentMustBeWhole() throws IOException {
    // A segment that has a successor counts as far as that one says, and not less.
    cut(segment(1), 1);
    assertRefused("leases.1.journal is damaged, or was cut off at octet");
  }

  @Test
  void missingSegmentIsRefused() throws IOException {
    // A journal with a gap in it, or without its beginning, is not read as if it were whole.
    Files.copy(segment(2), segment(4));
    assertRefused("misses", "leases.3.journal");
    Files.delete(segment(4));
    Files.delete(segment(1));
    assertRefused("is older than the journal beside it");
    Files.delete(segment(2));
    assertRefused("misses", "leases.1.journal");
  }

  @Test
  void tableOfAnotherMomentIsRefused() throws IOException {
    // An older copy of the table does not silently hide what was folded since.
    Path table = dead.resolve("leases.mv.db");
    Path old = folder.resolve("old");
    Files.copy(table, old);
    open(dead).close();
    Files.copy(old, table, StandardCopyOption.REPLACE_EXISTING);

    assertRefused("is older than the journal beside it");
  }

  @Test
  void journalOfAnotherStoreIsRefused() throws IOException {
    // Two stores whose files were mixed up are told apart.
    Path other = folder.resolve("other");
    try (H2LeaseStore store = open(other)) {
      commit(store, 1);
      Files.copy(
          other.resolve("leases.1.journal"), segment(1), StandardCopyOption.REPLACE_EXISTING);
    }
    assertRefused("does not belong to the journal beside it");
  }

  @Test
  void damagedHeaderIsRefused() throws IOException {
    // A segment that has batches is not left out because an octet of its header has changed:
    // whichever part of it that is in.
    byte[] whole = Files.readAllBytes(segment(2));
    for (int at : new int[] {0, 11, 13, 35, 43, 50, 63}) {
      damage(segment(2), at);
      assertRefused("leases.2.journal has no header");
      Files.write(segment(2), whole);
    }
  }

  @Test
  void segmentUnderAnotherNumberIsRefused() throws IOException {
    // A segment that was copied in the place of another of the same store is told from it.
    Files.copy(segment(1), segment(2), StandardCopyOption.REPLACE_EXISTING);
    assertRefused("does not belong to the journal beside it, see ", "leases.2.journal");
  }

  @Test
  void journalOfAnotherFormatIsRefused() throws IOException {
    // A layout that this version does not know is left alone.
    byte[] octets = Files.readAllBytes(segment(2));
    SegmentHeader header = SegmentHeader.read(ByteBuffer.wrap(octets)).orElseThrow();
    new SegmentHeader(2, header.storeId(), header.number(), header.previousLength(), header.salt())
        .toBuffer()
        .get(octets, 0, SegmentHeader.LENGTH);
    Files.write(segment(2), octets);
    assertRefused("has a journal of format 2, expected 1");
  }

  @Test
  void journalWithoutItsTableIsRefused() throws IOException {
    // A table that is missing is not made anew beside a journal.
    Files.delete(dead.resolve("leases.mv.db"));
    assertRefused("is missing, while its journal is there");
  }

  @Test
  void foldedSegmentsThatWereLeftAreDeleted() throws IOException {
    // A process that died between a fold and the deletion leaves segments that count no more.
    byte[] folded = Files.readAllBytes(segment(1));
    open(dead).close();
    Files.write(segment(1), folded);
    try (H2LeaseStore store = open(dead)) {
      assertThat(version(store)).isEqualTo(4);
      assertThat(segment(1)).doesNotExist();
    }
  }

  private Path segment(int number) {
    return dead.resolve("leases." + number + ".journal");
  }

  private static void cut(Path file, int octets) throws IOException {
    byte[] content = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(content, content.length - octets));
  }

  private static void damage(Path file, int at) throws IOException {
    byte[] content = Files.readAllBytes(file);
    content[at] ^= 1;
    Files.write(file, content);
  }

  private void assertRefused(String... reasons) {
    assertThatExceptionOfType(H2LeaseStoreException.class)
        .isThrownBy(() -> open(dead))
        .satisfies(refusal -> assertThat(refusal).message().contains(reasons))
        .withMessageContaining("lease store " + dead.resolve("leases.mv.db"));
  }

  private static H2LeaseStore open(Path folder) {
    return H2LeaseStore.open(folder.resolve("leases"));
  }

  private static void commit(H2LeaseStore store, long version) {
    store.commit(new LeaseChange(KilledProcess.lease(ADDRESS, version)));
    assertThat(version(store)).isEqualTo(version);
  }

  private static long version(H2LeaseStore store) {
    Optional<Lease> lease = store.findByAddress(ADDRESS);
    assertThat(lease).contains(KilledProcess.lease(ADDRESS, lease.orElseThrow().version()));
    return lease.orElseThrow().version();
  }
}
