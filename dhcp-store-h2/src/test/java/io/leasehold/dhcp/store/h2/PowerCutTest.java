package io.leasehold.dhcp.store.h2;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.store.CommitResult.Committed;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseChange;
import io.leasehold.dhcp.server.store.LeaseStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Cuts the power of a simulated disk, which then has what it was forced to keep and some of the
 * rest. More cuts with {@code -Dleasehold.power.cuts=1000}, the same ones again with {@code
 * -Dleasehold.power.seed=…}.
 */
class PowerCutTest {

  private static final int CUTS = Integer.getInteger("leasehold.power.cuts", 30);
  private static final long SEED = Long.getLong("leasehold.power.seed", new Random().nextLong());
  private static final Ipv4Address FIRST = Ipv4Address.parse("10.0.0.0");
  private static final int ADDRESSES = 2000;

  @TempDir private Path folder;

  private final Random random = new Random(SEED);

  /** The version that was acknowledged last for each address. */
  private final Map<Ipv4Address, Long> acknowledged = new HashMap<>();

  @Test
  void whatWasAcknowledgedIsThereAfterAPowerCut() throws IOException {
    // A disk that has lost some of what was written since the last force still has every lease
    // that was acknowledged, at whatever write or force the power goes,
    // those of opening and closing among them.
    System.out.println("power cut: leasehold.power.seed=" + SEED + ", " + CUTS + " cuts");
    Path file = folder.resolve("leases");
    H2LeaseStore.open(file).close();
    Disk disk = new Disk(Files.readAllBytes(onDisk(file)), random);
    String fileSystem = WatchedFileSystem.watch(disk);
    for (int cut = 1; cut <= CUTS; cut++) {
      disk.cutAfter(random.nextInt(60));
      Map<Ipv4Address, Long> before = Map.of();
      while (disk.afterCut().isEmpty()) {
        try (LeaseStore store = H2LeaseStore.open(file, fileSystem)) {
          do {
            before = Map.copyOf(acknowledged);
            commitSome(store);
          } while (disk.afterCut().isEmpty() && random.nextInt(20) != 0);
          if (disk.afterCut().isEmpty()) {
            before = Map.copyOf(acknowledged);
          }
        }
      }
      check(disk.afterCut().orElseThrow(), before, cut);
    }
  }

  private void commitSome(LeaseStore store) {
    List<LeaseChange> changes =
        IntStream.rangeClosed(0, random.nextInt(64))
            .mapToObj(i -> FIRST.plus(random.nextInt(ADDRESSES)))
            .distinct()
            .map(
                address -> KilledProcess.lease(address, acknowledged.getOrDefault(address, 0L) + 1))
            .map(LeaseChange::new)
            .toList();
    assertThat(store.commitAll(changes))
        .hasSameSizeAs(changes)
        .hasOnlyElementsOfType(Committed.class);
    changes.forEach(change -> acknowledged.put(change.lease().address(), change.lease().version()));
  }

  private void check(byte[] image, Map<Ipv4Address, Long> atLeast, int cut) throws IOException {
    Path file = folder.resolve("cut");
    Files.write(onDisk(file), image);
    try (LeaseStore store = H2LeaseStore.open(file)) {
      atLeast.forEach(
          (address, version) -> {
            Optional<Lease> lease = store.findByAddress(address);
            assertThat(lease.map(Lease::version).orElse(0L))
                .as("cut %d with seed %d, version of %s", cut, SEED, address)
                .isGreaterThanOrEqualTo(version);
            assertThat(lease).contains(KilledProcess.lease(address, lease.orElseThrow().version()));
          });
    }
  }

  private static Path onDisk(Path file) {
    return file.resolveSibling(file.getFileName() + ".mv.db");
  }

  /** A disk that remembers what it was forced to keep, and what it was told since. */
  private static final class Disk implements WatchedFileSystem.Watcher {

    private static final int SECTOR = 512;

    private final Random random;
    private final List<Consumer<Content>> unforced = new ArrayList<>();
    private final Content forced;
    private int stepsToCut;
    private Optional<byte[]> afterCut = Optional.empty();

    private Disk(byte[] content, Random random) {
      this.forced = new Content(content);
      this.random = new Random(random.nextLong());
    }

    /** Cuts the power after some more writes and forces; the disk works on, for the next cut. */
    private synchronized void cutAfter(int steps) {
      stepsToCut = steps;
      afterCut = Optional.empty();
    }

    /** Returns what the disk had when the power was cut, if that has happened. */
    private synchronized Optional<byte[]> afterCut() {
      return afterCut;
    }

    @Override
    public synchronized void beforeWrite(long position, byte[] octets) {
      for (int from = 0; from < octets.length; from += SECTOR) {
        byte[] sector = Arrays.copyOfRange(octets, from, Math.min(from + SECTOR, octets.length));
        int at = (int) position + from;
        unforced.add(content -> content.write(at, sector));
      }
      step();
    }

    @Override
    public synchronized void beforeTruncate(long size) {
      unforced.add(content -> content.truncate((int) size));
      step();
    }

    @Override
    public synchronized void beforeForce() {
      step();
      unforced.forEach(change -> change.accept(forced));
      unforced.clear();
    }

    /** Keeps none of the sectors that it need not keep, or all, or half of them, or most. */
    private void step() {
      if (stepsToCut-- == 0) {
        Content content = new Content(forced.octets());
        double kept = new double[] {0, 1, 0.5, 0.9}[random.nextInt(4)];
        unforced.stream()
            .filter(change -> random.nextDouble() < kept)
            .forEach(change -> change.accept(content));
        afterCut = Optional.of(content.octets());
      }
    }
  }

  /** What is in a file. */
  private static final class Content {

    private byte[] octets;
    private int size;

    private Content(byte[] octets) {
      this.octets = octets;
      this.size = octets.length;
    }

    private void write(int position, byte[] written) {
      size = Math.max(size, position + written.length);
      if (size > octets.length) {
        octets = Arrays.copyOf(octets, 2 * size);
      }
      System.arraycopy(written, 0, octets, position, written.length);
    }

    private void truncate(int newSize) {
      size = Math.min(size, newSize);
    }

    private byte[] octets() {
      return Arrays.copyOf(octets, size);
    }
  }
}
