package io.leasehold.dhcp.benchmarks.store;

import io.leasehold.dhcp.store.h2.H2LeaseStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Prints what a durable lease costs in H2: beside an append to a file, which is the limit, and an
 * indexed table, which is the obvious way, all on one disk in one run, taking turns.
 */
public final class StoreSpeed {

  private static final List<Integer> PRESENT = List.of(0, 100_000, 1_000_000);
  private static final List<Integer> BATCHES = List.of(1, 16, 64, 256);
  private static final int TURNS = 3;

  private StoreSpeed() {}

  /**
   * Prints a line for each number of leases and size of a batch.
   *
   * @param args how many seconds each turn takes, 2 if absent; then how many leases are there, and
   *     the size of the batches, if it is to be these alone
   */
  public static void main(String[] args) throws IOException, SQLException {
    double seconds = args.length > 0 ? Double.parseDouble(args[0]) : 2;
    List<Integer> present = args.length > 1 ? List.of(Integer.parseInt(args[1])) : PRESENT;
    List<Integer> batches = args.length > 2 ? List.of(Integer.parseInt(args[2])) : BATCHES;
    System.out.println(
        "   leases  batch | append/s   store/s   table/s | store/append store/table |"
            + " batches of the store in ms: median, 99 %, longest");
    for (int leases : present) {
      Path folder = Files.createTempDirectory("leasehold-benchmark");
      try {
        compare(folder, leases, batches, seconds);
      } finally {
        delete(folder);
      }
    }
  }

  private static void compare(Path folder, int present, List<Integer> batches, double seconds)
      throws IOException, SQLException {
    try (Contender log = new AppendLog(folder.resolve("log"));
        H2LeaseStore store = H2LeaseStore.open(folder.resolve("store/leases"));
        Contender table = new IndexedTable(folder.resolve("table"))) {
      List<Load> loads = new ArrayList<>();
      for (Contender contender : List.of(log, new DurableStore(store), table)) {
        loads.add(new Load(contender, present));
      }
      for (int batch : batches) {
        warmUp(loads, batch, seconds);
      }
      // The sizes take turns too, so that none of them has a quiet minute for itself.
      Map<Integer, List<Times>> measured = new TreeMap<>();
      for (int turn = 0; turn < TURNS; turn++) {
        for (int batch : batches) {
          List<Times> times =
              measured.computeIfAbsent(
                  batch, it -> loads.stream().map(load -> new Times(it)).toList());
          for (int i = 0; i < loads.size(); i++) {
            loads.get(i).run(seconds, times.get(i));
            // The others do not share the disk with what is left to fold.
            store.refreshTable();
          }
        }
      }
      measured.forEach((batch, times) -> print(present, batch, times));
    }
  }

  private static void warmUp(List<Load> loads, int batch, double seconds)
      throws IOException, SQLException {
    for (Load load : loads) {
      load.run(seconds, new Times(batch));
    }
  }

  private static void print(int present, int batch, List<Times> times) {
    double limit = times.get(0).leasesPerSecond();
    double store = times.get(1).leasesPerSecond();
    double table = times.get(2).leasesPerSecond();
    System.out.printf(
        "%9d %6d | %8.0f  %8.0f  %8.0f | %12.2f %11.1f | %.2f %.2f %.2f%n",
        present,
        batch,
        limit,
        store,
        table,
        store / limit,
        store / table,
        times.get(1).percentile(50),
        times.get(1).percentile(99),
        times.get(1).percentile(100));
  }

  private static void delete(Path folder) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> paths = Files.walk(folder)) {
      deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.delete(path);
    }
  }
}
