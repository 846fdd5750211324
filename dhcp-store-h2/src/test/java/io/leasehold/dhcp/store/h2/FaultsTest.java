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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * Any history of a store on a disk that fails between any two steps of a commit, a fold, an opening
 * or a closing, and of what comes after: another try, a kill, a power cut. A failure prints its
 * seed, and the steps, shrunk.
 */
class FaultsTest {

  private static final Ipv4Address FIRST = Ipv4Address.parse("10.0.0.0");
  private static final int ADDRESSES = 100;

  /** Something that happens to a store. */
  private sealed interface Step {

    /** A batch is committed, of one lease for each of some addresses. */
    record Commit(List<Integer> addresses) implements Step {}

    /** The disk fails after some steps, and as often as is said. */
    record Fail(int steps, int times) implements Step {}

    /** The disk works again. */
    record Heal() implements Step {}

    /** The table is brought up to date, and looked at. */
    record Refresh() implements Step {}

    /** The store is closed, and opened again. */
    record Reopen() implements Step {}

    /** The process is killed, and the store opened again. */
    record Kill() implements Step {}

    /** The power goes after some steps of a commit and a fold, and the store is opened again. */
    record CutPower(int steps) implements Step {}
  }

  @Property(tries = 40, edgeCases = EdgeCasesMode.NONE)
  void nothingThatWasAcknowledgedIsLost(
      @ForAll("histories") List<Step> steps, @ForAll long seed, @ForAll boolean isEncrypted)
      throws Exception {
    // Whatever fails and when: a store opens again once its disk works, and has each lease that it
    // acknowledged, or one that was asked for after it, and never half of one.
    try (History history = new History(new Random(seed), isEncrypted)) {
      for (Step step : steps) {
        history.run(step);
        history.check();
      }
    }
  }

  @Provide
  Arbitrary<List<Step>> histories() {
    Arbitrary<Integer> few = Arbitraries.integers().between(0, 60);
    Arbitrary<Step> commit =
        Arbitraries.integers()
            .between(0, ADDRESSES - 1)
            .list()
            .uniqueElements()
            .ofMinSize(1)
            .ofMaxSize(40)
            .map(Step.Commit::new);
    Arbitrary<Step> fail =
        Combinators.combine(few, Arbitraries.integers().between(1, 3)).as(Step.Fail::new);
    Arbitrary<Step> step =
        Arbitraries.frequencyOf(
            Tuple.of(8, commit),
            Tuple.of(3, fail),
            Tuple.of(1, Arbitraries.just(new Step.Heal())),
            Tuple.of(2, Arbitraries.just(new Step.Refresh())),
            Tuple.of(1, Arbitraries.just(new Step.Reopen())),
            Tuple.of(1, Arbitraries.just(new Step.Kill())),
            Tuple.of(1, few.map(Step.CutPower::new)));
    return step.list().ofMaxSize(25);
  }

  /** A store, its disk, and what was asked of it. */
  private static final class History implements AutoCloseable {

    private final Path root = Files.createTempDirectory("leasehold-faults");
    private final Random random;
    private final boolean isEncrypted;

    /** The versions that were acknowledged. */
    private final Map<Ipv4Address, Long> acknowledged = new HashMap<>();

    /** The versions that were asked for last, acknowledged or not. */
    private final Map<Ipv4Address, Long> asked = new HashMap<>();

    private int folders;
    private Path folder;
    private FaultyDisk disk;
    private H2LeaseStore store;

    private History(Random random, boolean isEncrypted) throws IOException {
      this.random = random;
      this.isEncrypted = isEncrypted;
      folder = Files.createDirectories(root.resolve("0"));
      disk = new FaultyDisk(folder, random);
      store = open();
    }

    private void run(Step step) throws IOException, SQLException {
      if (step instanceof Step.Commit commit) {
        commit(commit.addresses);
      } else if (step instanceof Step.Fail fail) {
        disk.failAfter(fail.steps, fail.times);
      } else if (step instanceof Step.Heal) {
        disk.heal();
      } else if (step instanceof Step.Refresh) {
        refresh();
      } else if (step instanceof Step.Reopen) {
        store.close();
        reopen();
      } else if (step instanceof Step.Kill) {
        Path next = nextFolder();
        StoreFolder.copy(folder, next);
        leave(next);
      } else if (step instanceof Step.CutPower cut) {
        cutPower(cut.steps);
      }
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
      } catch (H2LeaseStoreException e) {
        assertThat(e).hasStackTraceContaining("the disk fails");
      }
    }

    private void refresh() throws SQLException {
      try {
        store.refreshTable();
      } catch (H2LeaseStoreException e) {
        assertThat(e).hasStackTraceContaining("the disk fails");
        return;
      }
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
      Map<Ipv4Address, Long> before = Map.copyOf(acknowledged);
      while (disk.disk().afterCut().isEmpty()) {
        before = Map.copyOf(acknowledged);
        commit(all);
        if (disk.disk().afterCut().isEmpty()) {
          before = Map.copyOf(acknowledged);
          store.refreshTable();
        }
      }
      Path next = nextFolder();
      for (Map.Entry<String, byte[]> file : disk.disk().afterCut().orElseThrow().entrySet()) {
        Files.write(next.resolve(file.getKey()), file.getValue());
      }
      acknowledged.keySet().retainAll(before.keySet());
      acknowledged.putAll(before);
      leave(next);
    }

    /** Goes on with the files that another folder has. */
    private void leave(Path next) throws IOException {
      disk.heal();
      store.close();
      StoreFolder.delete(folder);
      folder = next;
      disk = new FaultyDisk(folder, random);
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
    }

    private H2LeaseStore open() {
      H2LeaseStore.Builder builder =
          H2LeaseStore.builder(folder.resolve("leases"))
              .fileSystem(WatchedFileSystem.watch(disk))
              .onFailure(failure -> {});
      return isEncrypted ? builder.password("a password".toCharArray()).open() : builder.open();
    }

    private void check() {
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
}
