package io.leasehold.dhcp.store.h2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.store.CommitResult;
import io.leasehold.dhcp.server.store.CommitResult.Committed;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseChange;
import io.leasehold.dhcp.server.store.LeaseStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the store does when its disk does not do what it is told, or takes long over it. */
class DiskFailureTest {

  private static final Ipv4Address FIRST = Ipv4Address.parse("192.0.2.1");
  private static final Ipv4Address SECOND = Ipv4Address.parse("192.0.2.2");

  @TempDir private Path folder;

  private final List<H2LeaseStoreException> failures = new CopyOnWriteArrayList<>();

  @ParameterizedTest
  @ValueSource(strings = {"write", "force"})
  void failureOfTheDiskIsAnExceptionAndTheNextCommitRecovers(String what) {
    // While the disk fails, commits throw and finds answer what was durable; after that, nothing
    // that was answered is lost, and memory and file agree on what is stored.
    FailingDisk disk = new FailingDisk();
    LeaseStore store = open(disk);
    commit(store, FIRST, 1);

    disk.failing = what;
    for (int attempt = 0; attempt < 3; attempt++) {
      assertThatExceptionOfType(H2LeaseStoreException.class)
          .isThrownBy(() -> commit(store, FIRST, 2))
          .withMessageContaining(folder.resolve("leases.mv.db").toString())
          .withStackTraceContaining("the disk fails to " + what);
      assertThat(store.findByAddress(FIRST)).contains(KilledProcess.lease(FIRST, 1));
    }
    disk.failing = "";
    commit(store, SECOND, 1);
    long stored = store.findByAddress(FIRST).orElseThrow().version();
    commit(store, FIRST, stored + 1);
    List<Lease> before = leases(store);
    store.close();

    assertThat(before).hasSize(2).contains(KilledProcess.lease(SECOND, 1));
    try (LeaseStore reopened = open(disk)) {
      assertThat(leases(reopened)).containsExactlyInAnyOrderElementsOf(before);
    }
  }

  @Test
  void nothingIsWrittenAfterAFailedForce() {
    // What a disk says it has not kept is not built upon: the file is left as a crash leaves it.
    FailingDisk disk = new FailingDisk();
    try (LeaseStore store = open(disk)) {
      disk.failing = "force";

      assertThatExceptionOfType(H2LeaseStoreException.class)
          .isThrownBy(() -> commit(store, FIRST, 1));

      assertThat(disk.writesAfterAFailure).hasValue(0);
    }
  }

  @Test
  void closingAfterAFailureLetsGoOfTheFile() {
    // A store whose disk has failed is closed like any other, and the file can be opened again.
    FailingDisk disk = new FailingDisk();
    LeaseStore store = open(disk);
    commit(store, FIRST, 1);
    disk.failing = "force";
    assertThatExceptionOfType(H2LeaseStoreException.class)
        .isThrownBy(() -> commit(store, SECOND, 1));

    store.close();
    disk.failing = "";

    try (LeaseStore reopened = open(disk)) {
      assertThat(leases(reopened)).contains(KilledProcess.lease(FIRST, 1));
    }
  }

  @Test
  void writeThatIsTakenInPartGoesOn() throws IOException {
    // A disk may take fewer octets than it is given; it is given the rest, of journal and table.
    WatchedFileSystem.Watcher reluctant =
        new WatchedFileSystem.Watcher() {
          @Override
          public int taken(int octets) {
            return Math.min(octets, 10);
          }
        };
    Path dead = folder.resolveSibling(folder.getFileName() + "-dead");
    try (H2LeaseStore store = open(reluctant)) {
      commit(store, FIRST, 1);
      store.refreshTable();
      commit(store, SECOND, 1);
      StoreFolder.copy(folder, dead);
    }

    try (LeaseStore reopened = H2LeaseStore.open(dead.resolve("leases"))) {
      assertThat(leases(reopened))
          .containsExactlyInAnyOrder(KilledProcess.lease(FIRST, 1), KilledProcess.lease(SECOND, 1));
    }
    StoreFolder.delete(dead);
  }

  @Test
  void fullDiskAndAKillCostNothingThatWasAnswered() throws IOException {
    // Where commits do not wait for the disk, and it has room for the header of a segment and for
    // no batch, what was answered before is there after a kill, with all segments begun since.
    WatchedFileSystem.Watcher full =
        new WatchedFileSystem.Watcher() {
          private int batches;

          @Override
          public void beforeWrite(Path file, long position, byte[] octets) throws IOException {
            if (file.toString().endsWith(".journal") && position > 0 && ++batches > 2) {
              throw new IOException("the disk is full");
            }
          }
        };
    Path dead = folder.resolveSibling(folder.getFileName() + "-dead");
    try (H2LeaseStore store =
        H2LeaseStore.builder(folder.resolve("leases"))
            .fileSystem(WatchedFileSystem.watch(full))
            .durability(Durability.relaxed(Duration.ofMinutes(1)))
            .onFailure(failures::add)
            .open()) {
      commit(store, FIRST, 1);
      commit(store, FIRST, 2);
      for (int attempt = 0; attempt < 3; attempt++) {
        assertThatExceptionOfType(H2LeaseStoreException.class)
            .isThrownBy(() -> commit(store, SECOND, 1))
            .withStackTraceContaining("the disk is full");
      }
      StoreFolder.copy(folder, dead);
    }

    assertThat(StoreFolder.segments(dead)).hasSizeGreaterThan(1);
    try (LeaseStore reopened = H2LeaseStore.open(dead.resolve("leases"))) {
      assertThat(leases(reopened)).containsExactly(KilledProcess.lease(FIRST, 2));
    }
    StoreFolder.delete(dead);
  }

  @Test
  void relaxedStoreForcesByItselfAndAgainWhereThatFails() throws Exception {
    // What was answered without waiting for the disk is forced though nothing else happens; when
    // the disk fails, that is told, and tried again.
    CountDownLatch forces = new CountDownLatch(2);
    WatchedFileSystem.Watcher failingOnce =
        new WatchedFileSystem.Watcher() {
          private volatile boolean isWritten;

          @Override
          public void beforeWrite(Path file, long position, byte[] octets) {
            isWritten |= file.toString().endsWith(".journal") && position > 0;
          }

          @Override
          public void beforeForce(Path file) throws IOException {
            if (isWritten && file.toString().endsWith(".journal")) {
              isWritten = false;
              forces.countDown();
              if (forces.getCount() == 1) {
                throw new IOException("the disk fails");
              }
            }
          }
        };
    try (H2LeaseStore store =
        H2LeaseStore.builder(folder.resolve("leases"))
            .fileSystem(WatchedFileSystem.watch(failingOnce))
            .durability(Durability.relaxed(Duration.ofMillis(50)))
            .onFailure(failures::add)
            .open()) {
      commit(store, FIRST, 1);
      assertThat(forces.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(failures).first().asString().contains("the disk fails");
      assertThat(leases(store)).containsExactly(KilledProcess.lease(FIRST, 1));
    }
  }

  @Test
  void leaseIsNotFoundBeforeItIsDurable() {
    // No find sees a lease that the disk does not have yet, not even that of the commit underway.
    SlowDisk disk = new SlowDisk();
    try (LeaseStore store = open(disk)) {
      disk.isSlow = true;
      CompletableFuture<Void> commit = CompletableFuture.runAsync(() -> commit(store, FIRST, 1));
      disk.awaitForce();

      Optional<Lease> foundMeanwhile = store.findByAddress(FIRST);
      List<Lease> visitedMeanwhile = leases(store);
      disk.goOn.countDown();
      commit.join();

      assertThat(foundMeanwhile).isEmpty();
      assertThat(visitedMeanwhile).isEmpty();
      assertThat(leases(store)).containsExactly(KilledProcess.lease(FIRST, 1));
    }
  }

  @Test
  void commitsThatWaitShareTheirForces() throws Exception {
    // Callers that come while the disk is busy are made durable together: fewer forces than
    // callers.
    SlowDisk disk = new SlowDisk();
    try (LeaseStore store = open(disk)) {
      disk.isSlow = true;
      CompletableFuture<Void> first = CompletableFuture.runAsync(() -> commit(store, FIRST, 1));
      disk.awaitForce();
      List<Thread> callers = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        Ipv4Address address = SECOND.plus(i);
        Thread caller = new Thread(() -> commit(store, address, 1));
        caller.start();
        callers.add(caller);
      }
      for (Thread caller : callers) {
        while (caller.getState() != Thread.State.WAITING) {
          Thread.onSpinWait();
        }
      }
      int forcesBefore = disk.forces.get();

      disk.goOn.countDown();
      first.join();
      for (Thread caller : callers) {
        caller.join();
      }

      assertThat(leases(store)).hasSize(11);
      assertThat(disk.forces.get() - forcesBefore).isLessThan(callers.size());
    }
  }

  private H2LeaseStore open(WatchedFileSystem.Watcher watcher) {
    return H2LeaseStore.builder(folder.resolve("leases"))
        .fileSystem(WatchedFileSystem.watch(watcher))
        .onFailure(failures::add)
        .open();
  }

  private static void commit(LeaseStore store, Ipv4Address address, long version) {
    Lease lease = KilledProcess.lease(address, version);
    CommitResult result = store.commit(new LeaseChange(lease));
    assertThat(result).isEqualTo(new Committed(lease));
  }

  private static List<Lease> leases(LeaseStore store) {
    List<Lease> leases = new ArrayList<>();
    store.forEach(leases::add);
    return leases;
  }

  /** A disk that fails at one thing, while told to. */
  private static final class FailingDisk implements WatchedFileSystem.Watcher {

    private final AtomicInteger writesAfterAFailure = new AtomicInteger();
    private volatile boolean hasFailed;
    private volatile String failing = "";

    @Override
    public void beforeWrite(Path file, long position, byte[] octets) throws IOException {
      if (hasFailed) {
        writesAfterAFailure.incrementAndGet();
      }
      failAt("write");
    }

    @Override
    public void beforeForce(Path file) throws IOException {
      failAt("force");
    }

    private void failAt(String what) throws IOException {
      if (failing.equals(what)) {
        hasFailed = true;
        throw new IOException("the disk fails to " + what);
      }
    }
  }

  /** A disk that does not force before it may. */
  private static final class SlowDisk implements WatchedFileSystem.Watcher {

    private final AtomicInteger forces = new AtomicInteger();
    private final CountDownLatch forcing = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private volatile boolean isSlow;

    @Override
    public void beforeForce(Path file) {
      forces.incrementAndGet();
      if (isSlow) {
        forcing.countDown();
        await(goOn);
      }
    }

    private void awaitForce() {
      await(forcing);
    }

    private static void await(CountDownLatch latch) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        throw new AssertionError("nobody interrupts", e);
      }
    }
  }
}
