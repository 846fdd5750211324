package io.leasehold.dhcp.store.h2;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.store.LeaseChange;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The order in which the disk gets to know things, whatever is lost when the power goes. */
class WriteOrderTest {

  private static final Ipv4Address FIRST = Ipv4Address.parse("10.0.0.0");

  @TempDir private Path folder;

  @Test
  void whatMakesAChunkValidWaitsForTheRest() {
    // The last sector of a chunk and the header that points to it are each written when all that
    // was written before has been forced, and nothing is cut off before that either.
    Order order = new Order();
    String fileSystem = WatchedFileSystem.watch(order);
    for (int opened = 0; opened < 5; opened++) {
      try (H2LeaseStore store =
          H2LeaseStore.builder(folder.resolve("leases")).fileSystem(fileSystem).open()) {
        for (int i = 0; i < 40; i++) {
          store.commit(new LeaseChange(KilledProcess.lease(FIRST.plus(i), opened + 1)));
          store.refreshTable();
        }
      }
    }

    assertThat(order.steps).contains("header", "second header", "last sector", "chunk");
    assertThat(order.tooEarly).isEmpty();
  }

  @Test
  void whatACrashHasLeftIsForcedBeforeAnythingIsBuiltOnIt() throws IOException {
    // A process that died may have written what the disk does not have yet: the next one has it
    // kept before its own segment says that this is there.
    Path dead = folder.resolve("dead");
    try (H2LeaseStore store = H2LeaseStore.open(folder.resolve("live/leases"))) {
      store.commit(new LeaseChange(KilledProcess.lease(FIRST, 1)));
      StoreFolder.copy(folder.resolve("live"), dead);
    }
    List<String> forced = new ArrayList<>();
    List<List<String>> forcedBefore = new ArrayList<>();
    String fileSystem =
        WatchedFileSystem.watch(
            new WatchedFileSystem.Watcher() {
              @Override
              public synchronized void beforeForce(Path file) {
                forced.add(file.getFileName().toString());
              }

              @Override
              public synchronized void beforeWrite(Path file, long position, byte[] octets) {
                if (file.endsWith("leases.2.journal")) {
                  forcedBefore.add(List.copyOf(forced));
                }
              }
            });

    H2LeaseStore.builder(dead.resolve("leases")).fileSystem(fileSystem).open().close();

    assertThat(forcedBefore.get(0)).contains("leases.mv.db", "leases.1.journal");
  }

  /** Notes each step, and those that came while something was not forced yet. */
  private static final class Order implements WatchedFileSystem.Watcher {

    private final List<String> steps = Collections.synchronizedList(new ArrayList<>());
    private final List<String> tooEarly = Collections.synchronizedList(new ArrayList<>());
    private volatile boolean isForced = true;
    private volatile boolean isSpoiling;

    @Override
    public void beforeWrite(Path file, long position, byte[] octets) {
      if (!isTable(file)) {
        return;
      }
      String step =
          position == 0
              ? "header"
              : position == 4096 ? "second header" : octets.length <= 512 ? "last sector" : "chunk";
      // A chunk waits for nothing, but for the header to be spoilt, which is on the disk by then.
      if (!step.equals("chunk") || isSpoiling) {
        mustBeForced(step);
      }
      isSpoiling = step.equals("second header");
      steps.add(step);
      isForced = false;
    }

    @Override
    public void beforeTruncate(Path file, long size) {
      if (isTable(file)) {
        mustBeForced("truncate");
      }
    }

    private void mustBeForced(String step) {
      if (!isForced) {
        tooEarly.add(step);
      }
    }

    @Override
    public void beforeForce(Path file) {
      isForced |= isTable(file);
    }

    private static boolean isTable(Path file) {
      return file.toString().endsWith(".mv.db");
    }
  }
}
