package io.leasehold.dhcp.store.h2;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.store.CommitResult;
import io.leasehold.dhcp.server.store.CommitResult.Committed;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseChange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A store, its disk, and what was asked of it. */
final class FaultHistory implements AutoCloseable {

  /** How many addresses there are. */
  static final int ADDRESSES = 100;

  private static final Ipv4Address FIRST = Ipv4Address.parse("10.0.0.0");

  private final Path root = Files.createTempDirectory("leasehold-faults");
  private final Random random;
  private final boolean isEncrypted;
  private final boolean isForced;

  /** The versions that were acknowledged. */
  private final Map<Ipv4Address, Long> acknowledged = new HashMap<>();

  /** The versions that were asked for last, acknowledged or not. */
  private final Map<Ipv4Address, Long> asked = new HashMap<>();

  /** The versions that the disk is to have, whatever happens. */
  private Map<Ipv4Address, Long> kept = Map.of();

  /** Whether something has failed since the last commit that was acknowledged. */
  private volatile boolean hasFailed;

  private int folders;
  private Path folder;
  private FaultyDisk disk;
  private H2LeaseStore store;

  FaultHistory(Random random, boolean isEncrypted, boolean isForced) throws IOException {
    this.random = random;
    this.isEncrypted = isEncrypted;
    this.isForced = isForced;
    folder = Files.createDirectories(root.resolve("0"));
    disk = new FaultyDisk(folder, random);
    store = open();
  }

  void run(FaultStep step) throws IOException, SQLException {
    if (step instanceof FaultStep.Commit commit) {
      commit(commit.addresses());
    } else if (step instanceof FaultStep.Fail fail) {
      disk.failAfter(fail.steps(), fail.times());
    } else if (step instanceof FaultStep.Heal) {
      disk.heal();
    } else if (step instanceof FaultStep.Refresh) {
      refresh();
    } else if (step instanceof FaultStep.Reopen) {
      store.close();
      loseWhatAFailureMayCost();
      reopen();
    } else if (step instanceof FaultStep.Kill) {
      loseWhatAFailureMayCost();
      kill();
    } else if (step instanceof FaultStep.CutPower cut) {
      cutPower(cut.steps());
    }
  }

  /** Nothing gets through to the disk any more, whatever the store is about. */
  private void kill() throws IOException {
    disk.failAfter(0, Integer.MAX_VALUE);
    store.close();
    Path next = nextFolder();
    StoreFolder.copy(folder, next);
    leave(next, new FaultyDisk(next, disk));
  }

  private void commit(List<Integer> numbers) {
    List<LeaseChange> changes = new ArrayList<>();
    for (int number : numbers) {
      Ipv4Address address = FIRST.plus(number);
      long version = acknowledged.getOrDefault(address, 0L) + 1;
      asked.merge(address, version, Math::max);
      changes.add(new LeaseChange(KilledProcess.lease(address, version)));
    }
    try {
      for (CommitResult result : store.commitAll(changes)) {
        assertThat(result).isInstanceOf(Committed.class);
      }
      for (LeaseChange change : changes) {
        acknowledged.put(change.lease().address(), change.lease().version());
      }
      hasFailed = false;
      kept = isForced ? Map.copyOf(acknowledged) : kept;
    } catch (H2LeaseStoreException e) {
      assertThat(e).hasStackTraceContaining("the disk fails");
      hasFailed = true;
    }
  }

  private void refresh() throws SQLException {
    try {
      store.refreshTable();
    } catch (H2LeaseStoreException e) {
      assertThat(e).hasStackTraceContaining("the disk fails");
      hasFailed = true;
      return;
    }
    hasFailed = false;
    kept = Map.copyOf(acknowledged);
    disk.heal();
    Map<Ipv4Address, Long> shown = new HashMap<>();
    try (Connection connection = store.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT IP, VERSION FROM LEASE")) {
      while (row.next()) {
        shown.put(Ipv4Address.parse(row.getString(1)), row.getLong(2));
      }
    }
    assertThat(shown).isEqualTo(acknowledged);
  }

  private void cutPower(int steps) throws IOException {
    disk.heal();
    disk.disk().cutAfter(steps);
    List<Integer> all = random.ints(0, ADDRESSES).distinct().limit(50).boxed().toList();
    Map<Ipv4Address, Long> before = kept;
    while (disk.disk().afterCut().isEmpty()) {
      before = kept;
      commit(all);
      if (disk.disk().afterCut().isEmpty()) {
        before = kept;
        store.refreshTable();
        kept = Map.copyOf(acknowledged);
      }
    }
    Path next = nextFolder();
    for (Map.Entry<String, byte[]> file : disk.disk().afterCut().orElseThrow().entrySet()) {
      Files.write(next.resolve(file.getKey()), file.getValue());
    }
    acknowledged.clear();
    acknowledged.putAll(before);
    leave(next, new FaultyDisk(next, random));
  }

  /** Where a commit does not wait for the disk, nobody is told that it has failed to keep it. */
  private void loseWhatAFailureMayCost() {
    if (!isForced && hasFailed) {
      acknowledged.clear();
      acknowledged.putAll(kept);
    }
  }

  /** Goes on with the files that another folder has, and its disk. */
  private void leave(Path next, FaultyDisk nextDisk) throws IOException {
    disk.heal();
    store.close();
    StoreFolder.delete(folder);
    folder = next;
    disk = nextDisk;
    reopen();
  }

  private Path nextFolder() throws IOException {
    return Files.createDirectories(root.resolve(Integer.toString(++folders)));
  }

  private void reopen() {
    try {
      store = open();
    } catch (H2LeaseStoreException e) {
      assertThat(e).hasStackTraceContaining("the disk fails");
      disk.heal();
      store = open();
    }
    // What was asked for and not acknowledged may be there.
    store.forEach(
        lease -> {
          assertThat(lease.version())
              .as("version of %s, which was never asked for", lease)
              .isLessThanOrEqualTo(asked.getOrDefault(lease.address(), 0L));
          acknowledged.merge(lease.address(), lease.version(), Math::max);
        });
    kept = Map.copyOf(acknowledged);
    hasFailed = false;
  }

  private H2LeaseStore open() {
    H2LeaseStore.Builder builder =
        H2LeaseStore.builder(folder.resolve("leases"))
            .fileSystem(WatchedFileSystem.watch(disk))
            .durability(isForced ? Durability.FORCED : Durability.relaxed(Duration.ofMinutes(1)))
            .onFailure(failure -> hasFailed = true);
    return isEncrypted ? builder.password("a password".toCharArray()).open() : builder.open();
  }

  void check() {
    Map<Ipv4Address, Lease> found = new HashMap<>();
    store.forEach(lease -> found.put(lease.address(), lease));
    Map<Ipv4Address, Lease> expected = new HashMap<>();
    acknowledged.forEach(
        (address, version) -> expected.put(address, KilledProcess.lease(address, version)));
    assertThat(found).isEqualTo(expected);
  }

  @Override
  public void close() throws IOException {
    disk.heal();
    store.close();
    StoreFolder.delete(folder);
    Files.delete(root);
  }
}
