package io.leasehold.dhcp.store.h2;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.store.CommitResult;
import io.leasehold.dhcp.server.store.CommitResult.Conflict;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseChange;
import io.leasehold.dhcp.server.store.LeaseQuery;
import io.leasehold.dhcp.server.store.LeaseSnapshot;
import io.leasehold.dhcp.server.store.LeaseStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/**
 * Leases as lines of comma-separated values, in the columns of the lease file of Kea's memfile
 * backend. Works with any store, one line at a time.
 *
 * <p>The columns have no place for some of a lease: the version, the type of a hardware address,
 * which is read as Ethernet, and whether a lease was given back, was revoked, was only offered or
 * has been reclaimed: these are written as what Kea has reclaimed, and read as given back. What Kea
 * says of an address later in the file replaces what it said before.
 */
public final class KeaLeaseFile {

  /** Ends the reading at the first bad line, with an {@link IllegalArgumentException}. */
  public static final Consumer<BadLine> REFUSE_BAD_LINES =
      line -> {
        throw new IllegalArgumentException("line " + line.number() + ": " + line.reason());
      };

  private static final int BATCH = 1024;

  private KeaLeaseFile() {}

  /**
   * A line that was left out.
   *
   * @param number of the line, 1 for the first
   * @param reason what is wrong with it
   */
  public record BadLine(long number, String reason) {}

  /**
   * Writes all leases of a store, after a line with the names of the columns; returns how many.
   *
   * @param subnetId tells which of Kea's subnets an address is in
   * @throws IOException when {@code target} fails
   */
  public static long write(
      LeaseStore store, Appendable target, ToLongFunction<Ipv4Address> subnetId)
      throws IOException {
    target.append(String.join(",", KeaLeaseLine.COLUMNS)).append('\n');
    long[] count = {0};
    try {
      store.forEach(
          lease -> {
            try {
              target
                  .append(KeaLeaseLine.write(lease, subnetId.applyAsLong(lease.address())))
                  .append('\n');
              count[0]++;
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return count[0];
  }

  /**
   * Commits the leases of all lines to a store, a thousand or so at a time, each as the version
   * after the one that is stored; returns how many.
   *
   * @param badLines told of each line that is no lease, and of leases that others changed
   *     meanwhile; {@link #REFUSE_BAD_LINES}, or one's own, which may throw too
   * @throws IOException when {@code source} fails
   * @throws IllegalArgumentException when the first line does not name the columns that it takes
   */
  public static long read(BufferedReader source, LeaseStore store, Consumer<BadLine> badLines)
      throws IOException {
    String names = Optional.ofNullable(source.readLine()).orElse("");
    List<String> columns = Arrays.asList(names.split(",", -1));
    if (!columns.containsAll(KeaLeaseLine.REQUIRED)) {
      throw new IllegalArgumentException(
          "line 1: expected the names of columns, " + KeaLeaseLine.REQUIRED + " among them");
    }
    Batch batch = new Batch(store, badLines);
    long number = 1;
    for (String line = source.readLine(); line != null; line = source.readLine()) {
      number++;
      if (!line.isBlank()) {
        try {
          batch.add(number, KeaLeaseLine.read(columns, line));
        } catch (IllegalArgumentException e) {
          badLines.accept(new BadLine(number, e.getMessage()));
        }
      }
    }
    batch.commit();
    return batch.committed;
  }

  /** The lines that are committed together, one for an address. */
  private static final class Batch {

    private record Line(long number, Lease lease) {}

    private final LeaseStore store;
    private final Consumer<BadLine> badLines;
    private final Map<Ipv4Address, Line> lines = new LinkedHashMap<>();
    private long committed;

    private Batch(LeaseStore store, Consumer<BadLine> badLines) {
      this.store = store;
      this.badLines = badLines;
    }

    private void add(long number, Lease lease) {
      // Of several for one address the last counts.
      lines.put(lease.address(), new Line(number, lease));
      if (lines.size() == BATCH) {
        commit();
      }
    }

    private void commit() {
      LeaseSnapshot stored = store.readAll(new LeaseQuery(lines.keySet(), Set.of()));
      List<Line> inOrder = new ArrayList<>(lines.values());
      List<LeaseChange> changes = new ArrayList<>();
      for (Line line : inOrder) {
        long version = stored.findByAddress(line.lease.address()).map(Lease::version).orElse(0L);
        changes.add(new LeaseChange(line.lease.toBuilder().version(version + 1).build()));
      }
      List<CommitResult> results = store.commitAll(changes);
      lines.clear();
      for (int i = 0; i < results.size(); i++) {
        if (results.get(i) instanceof Conflict) {
          badLines.accept(
              new BadLine(
                  inOrder.get(i).number,
                  "the lease of " + inOrder.get(i).lease.address() + " was changed meanwhile"));
        } else {
          committed++;
        }
      }
    }
  }
}
