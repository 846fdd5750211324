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
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;

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

  @Test
  void newestStateOfTheTableIsFoundAfterAPowerCutAtAnyStepOfAFold() throws Exception {
    // A fold that puts its chunks where the header of the table's file pointed to before: wherever
    // in it the power goes, H2 finds the chunk that was the newest.
    Step.Commit some =
        new Step.Commit(IntStream.range(0, 72).filter(i -> i % 3 > 0).boxed().toList());
    for (int step = 8; step < 20; step++) {
      List<Step> steps =
          List.of(
              new Step.Reopen(),
              new Step.Commit(List.of(0)),
              new Step.Refresh(),
              some,
              some,
              some,
              some,
              new Step.CutPower(step));
      try (History history = new History(new Random(step), false, true)) {
        for (Step each : steps) {
          history.run(each);
          history.check();
        }
      }
    }
  }

  @Property(tries = 40, edgeCases = EdgeCasesMode.NONE)
  void nothingThatWasAcknowledgedIsLost(
      @ForAll("histories") List<Step> steps,
      @ForAll long seed,
      @ForAll boolean isEncrypted,
      @ForAll boolean isForced)
      throws Exception {
    // Whatever fails and when: a store opens again once its disk works, and has each lease that it
    // acknowledged, or one that was asked for after it, and never half of one. One that does not
    // force each commit has that after a kill, and after a power cut what it had when it was opened
    // or refreshed last.
    try (History history = new History(new Random(seed), isEncrypted, isForced)) {
      for (Step step : steps) {
        history.run(step);
        history.check();
      }
    }
  }

  @Provide
  Arbitrary<List<Step>> histories() {
    Arbitrary<Integer> few = Arbitraries.integers().between(0, 5);
    Arbitrary<Integer> many = Arbitraries.integers().between(0, 60);
    Arbitrary<Step> commit =
        Arbitraries.integers()
            .between(0, ADDRESSES - 1)
            .list()
            .uniqueElements()
            .ofMinSize(1)
            .ofMaxSize(40)
            .map(Step.Commit::new);
    Arbitrary<Step> cut = Arbitraries.oneOf(few, many).map(Step.CutPower::new);
    Arbitrary<Step> step =
        Arbitraries.frequencyOf(
            Tuple.of(8, commit),
            Tuple.of(3, fail(many)),
            Tuple.of(1, Arbitraries.just(new Step.Heal())),
            Tuple.of(2, Arbitraries.just(new Step.Refresh())),
            Tuple.of(1, Arbitraries.just(new Step.Reopen())),
            Tuple.of(1, Arbitraries.just(new Step.Kill())),
            Tuple.of(1, cut));
    Arbitrary<Step> end =
        Arbitraries.oneOf(
            Arbitraries.of(new Step.Refresh(), new Step.Reopen(), new Step.Kill()), cut);
    // A commit has two steps and a fold dozens, so that a failure that may come anywhere comes in a
    // fold; what a failed commit has left behind is seen before the next fold, or never.
    Arbitrary<List<Step>> failedCommits =
        Combinators.combine(fail(few), commit.list().ofMinSize(1).ofMaxSize(3), end)
            .as(
                (fail, commits, then) -> {
                  List<Step> steps = new ArrayList<>(List.of(fail));
                  steps.addAll(commits);
                  steps.add(then);
                  return steps;
                });
    return Arbitraries.frequencyOf(Tuple.of(5, step.map(List::of)), Tuple.of(1, failedCommits))
        .list()
        .ofMaxSize(20)
        .map(parts -> parts.stream().flatMap(List::stream).toList());
  }

  private static Arbitrary<Step> fail(Arbitrary<Integer> steps) {
    return Combinators.combine(steps, Arbitraries.integers().between(1, 3)).as(Step.Fail::new);
  }

  /** A store, its disk, and what was asked of it. */
  private static final class History implements AutoCloseable {

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

    private History(Random random, boolean isEncrypted, boolean isForced) throws IOException {
      this.random = random;
      this.isEncrypted = isEncrypted;
      this.isForced = isForced;
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
        loseWhatAFailureMayCost();
        reopen();
      } else if (step instanceof Step.Kill) {
        loseWhatAFailureMayCost();
        kill();
      } else if (step instanceof Step.CutPower cut) {
        cutPower(cut.steps);
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
