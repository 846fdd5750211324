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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
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
    // that was acknowledged, at whatever write or force the power goes, those of opening, closing
    // and folding among them.
    cutThePower("", CUTS);
  }

  @Test
  void whatWasAcknowledgedIsThereAfterAPowerCutOfAnEncryptedStore() throws IOException {
    // The same with a password, where H2's header and chunks are elsewhere in the file; fewer cuts,
    // as each start takes a while to make keys of the password.
    cutThePower("a password", 1 + CUTS / 10);
  }

  private void cutThePower(String password, int cuts) throws IOException {
    System.out.println("power cut: leasehold.power.seed=" + SEED + ", " + cuts + " cuts");
    Path file = folder.resolve("store/leases");
    builder(file, password).open().close();
    SimulatedDisk disk = new SimulatedDisk(file.getParent(), new Random(random.nextLong()));
    String fileSystem = WatchedFileSystem.watch(disk);
    for (int cut = 1; cut <= cuts; cut++) {
      disk.cutAfter(random.nextInt(1 << random.nextInt(8)));
      Map<Ipv4Address, Long> before = Map.of();
      while (disk.afterCut().isEmpty()) {
        try (H2LeaseStore store = builder(file, password).fileSystem(fileSystem).open()) {
          do {
            before = Map.copyOf(acknowledged);
            commitSome(store);
            if (disk.afterCut().isEmpty() && random.nextInt(10) == 0) {
              before = Map.copyOf(acknowledged);
              store.refreshTable();
            }
          } while (disk.afterCut().isEmpty() && random.nextInt(20) != 0);
          if (disk.afterCut().isEmpty()) {
            before = Map.copyOf(acknowledged);
          }
        }
      }
      check(disk.afterCut().orElseThrow(), before, password, cut);
    }
  }

  private static H2LeaseStore.Builder builder(Path file, String password) {
    H2LeaseStore.Builder builder = H2LeaseStore.builder(file);
    return password.isEmpty() ? builder : builder.password(password.toCharArray());
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

  private void check(
      Map<String, byte[]> image, Map<Ipv4Address, Long> atLeast, String password, int cut)
      throws IOException {
    Path copy = folder.resolve("cut");
    StoreFolder.delete(copy);
    Files.createDirectories(copy);
    for (Map.Entry<String, byte[]> content : image.entrySet()) {
      Files.write(copy.resolve(content.getKey()), content.getValue());
    }
    try (LeaseStore store = builder(copy.resolve("leases"), password).mustExist().open()) {
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
}
