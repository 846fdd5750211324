package io.leasehold.dhcp.store.h2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.store.CommitResult.Committed;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseChange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that died over a segment in a file that was used before: behind its few batches there
 * are hundreds of what the file was, each as it was written, and the next where they end.
 */
class StaleTailTest {

  private static final Ipv4Address OLD = Ipv4Address.parse("10.0.1.0");
  private static final Ipv4Address NEW = Ipv4Address.parse("10.9.1.0");
  private static final Ipv4Address MANY = Ipv4Address.parse("10.1.0.0");

  /** The batches of the new segment, with one lease each. */
  private static final int BATCHES = 10;

  /** How long one of them is. */
  private static final int BATCH_LENGTH =
      BatchFrame.LENGTH + LeaseRecord.of(KilledProcess.lease(NEW, 1)).length();

  /** Where the last of them ends. */
  private static final int END = SegmentHeader.LENGTH + BATCHES * BATCH_LENGTH;

  private static final String SEGMENT = "leases.3.journal";

  @TempDir private Path folder;

  private final List<Lease> expected = new ArrayList<>();
  private Path dead;

  @BeforeEach
  void dieOverAFileThatWasUsedBefore() throws IOException {
    Path live = folder.resolve("live");
    dead = folder.resolve("dead");
    try (H2LeaseStore store = H2LeaseStore.open(live.resolve("leases"))) {
      for (int i = 0; i < BATCHES; i++) {
        commit(store, OLD.plus(i), 1);
      }
      assertThat(live.resolve("leases.1.journal")).hasSize(END);
      // From batches of one lease to some that are longer than what is read at once.
      for (int i = 0; i < 400; i++) {
        commit(store, MANY, i % 100 == 99 ? 4000 : 1 + i % 100);
      }
      // Of two segments that are folded, the first is the file of the third.
      store.refreshTable();
      commit(store, MANY, 1);
      store.refreshTable();
      for (int i = 0; i < BATCHES; i++) {
        commit(store, NEW.plus(i), 1);
      }
      store.forEach(expected::add);
      StoreFolder.copy(live, dead);
    }
    assertThat(Files.size(dead.resolve(SEGMENT))).isGreaterThan(2_000_000);
  }

  @Test
  void whatTheFileWasIsNotRead() throws IOException {
    // No batch of the former segment comes back, and each octet of the tail is read twice at most,
    // however many batches are in it; the start after that knows where the segment ends.
    assertThat(octetsReadToOpen()).isLessThan(2 * Files.size(dead.resolve(SEGMENT)));

    assertThat(octetsReadToOpen()).isLessThan(2L * END);
  }

  @Test
  void tornBatchIsLeftOut() throws IOException {
    // A last write that is there in part, and then goes on with what the file was, is left out.
    write(END - 20, new byte[20]);
    expected.remove(KilledProcess.lease(NEW.plus(BATCHES - 1), 1));

    assertThat(octetsReadToOpen()).isLessThan(2 * Files.size(dead.resolve(SEGMENT)));
  }

  @Test
  void damageBeforeTheTailIsRefused() throws IOException {
    // An octet that has changed in what was forced is noticed, though all of the tail is no batch.
    int at = SegmentHeader.LENGTH + 4 * BATCH_LENGTH;
    write(at + BatchFrame.LENGTH + 5, new byte[] {77});

    assertThatExceptionOfType(H2LeaseStoreException.class)
        .isThrownBy(() -> H2LeaseStore.open(dead.resolve("leases")))
        .withMessageContaining(SEGMENT + " is damaged in its middle at octet " + at);
  }

  /** Opens the store that died, and lets it die again; returns how much of the segment was read. */
  private long octetsReadToOpen() throws IOException {
    AtomicLong octets = new AtomicLong();
    WatchedFileSystem.Watcher reads =
        new WatchedFileSystem.Watcher() {
          @Override
          public void beforeRead(Path file, int length) {
            if (file.endsWith(SEGMENT)) {
              octets.addAndGet(length);
            }
          }
        };
    Path again = dead.resolveSibling(dead.getFileName() + "-again");
    try (H2LeaseStore store =
        H2LeaseStore.builder(dead.resolve("leases"))
            .fileSystem(WatchedFileSystem.watch(reads))
            .open()) {
      List<Lease> found = new ArrayList<>();
      store.forEach(found::add);
      assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
      StoreFolder.copy(dead, again);
    }
    dead = again;
    return octets.get();
  }

  private void write(int at, byte[] octets) throws IOException {
    byte[] content = Files.readAllBytes(dead.resolve(SEGMENT));
    System.arraycopy(octets, 0, content, at, octets.length);
    Files.write(dead.resolve(SEGMENT), content);
  }

  /** Commits the next version of some addresses as one batch. */
  private static void commit(H2LeaseStore store, Ipv4Address first, int addresses) {
    List<LeaseChange> changes = new ArrayList<>();
    for (int i = 0; i < addresses; i++) {
      Ipv4Address address = first.plus(i);
      long version = store.findByAddress(address).map(Lease::version).orElse(0L);
      changes.add(new LeaseChange(KilledProcess.lease(address, version + 1)));
    }
    assertThat(store.commitAll(changes)).hasOnlyElementsOfType(Committed.class);
  }
}
