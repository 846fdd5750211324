package io.leasehold.dhcp.store.h2;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseStore;
import io.leasehold.dhcp.store.h2.KilledProcess.Acknowledgement;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a process while it commits, again and again on the same file. More runs with {@code
 * -Dleasehold.kill.runs=200}, the same ones again with {@code -Dleasehold.kill.seed=…}.
 */
class KillTest {

  private static final int RUNS = Integer.getInteger("leasehold.kill.runs", 8);
  private static final long SEED = Long.getLong("leasehold.kill.seed", new Random().nextLong());

  /** The exit status of a process that signal 9 has ended. */
  private static final int KILLED = 128 + 9;

  @TempDir private Path folder;

  private final Random random = new Random(SEED);

  /** The highest version that was acknowledged for each address, in all runs so far. */
  private final Map<Ipv4Address, Long> acknowledged = new HashMap<>();

  private long acknowledgements;

  @Test
  void whatWasAcknowledgedIsThereAfterAKill() throws Exception {
    // A store keeps every lease that it has acknowledged, in whatever moment its process is killed.
    System.out.println("kill -9: leasehold.kill.seed=" + SEED + ", " + RUNS + " runs");
    Path file = folder.resolve("store/leases");
    for (int run = 1; run <= RUNS; run++) {
      killWhileCommitting(file);
      check(random.nextBoolean() ? file : copyOf(file), run);
    }
    System.out.println(
        "kill -9: "
            + acknowledgements
            + " acknowledged, 0 missing, the files have "
            + StoreFolder.size(file.getParent())
            + " octets");
  }

  private void killWhileCommitting(Path file) throws IOException, InterruptedException {
    Process process = KilledProcess.start(file, random.nextLong());
    try (BufferedReader output = process.inputReader()) {
      assertThat(output.readLine()).isEqualTo(KilledProcess.OPENING);
      switch (random.nextInt(8)) {
        case 0 -> assertThat(process.waitFor(random.nextInt(400), TimeUnit.MILLISECONDS)).isFalse();
        case 1, 2, 3 -> readSome(output, random.nextInt(1 << random.nextInt(16)));
        default -> readUntil(output, System.nanoTime() + random.nextLong(3_000_000_000L));
      }
      // By its handle, as the process itself would throw away what is not read yet.
      process.toHandle().destroyForcibly();
      readSome(output, Long.MAX_VALUE);
      assertThat(process.waitFor()).as("exit status of a process").isEqualTo(KILLED);
    } finally {
      process.destroyForcibly();
    }
  }

  /** Reads until the moment, which comes as the process never stops to print. */
  private void readUntil(BufferedReader output, long nanoTime) throws IOException {
    while (System.nanoTime() - nanoTime < 0) {
      readSome(output, 1);
    }
  }

  private void readSome(BufferedReader output, long lines) throws IOException {
    for (long read = 0; read < lines; read++) {
      String line = output.readLine();
      if (line == null) {
        return;
      }
      Acknowledgement.parse(line)
          .ifPresent(
              lease -> {
                acknowledged.merge(lease.address(), lease.version(), Math::max);
                acknowledgements++;
              });
    }
  }

  private void check(Path file, int run) {
    try (LeaseStore store = H2LeaseStore.open(file)) {
      acknowledged.forEach(
          (address, version) -> {
            Optional<Lease> lease = store.findByAddress(address);
            assertThat(lease)
                .as("run %d with seed %d, lease of %s", run, SEED, address)
                .hasValueSatisfying(
                    found -> assertThat(found.version()).isGreaterThanOrEqualTo(version));
          });
      store.forEach(
          lease ->
              assertThat(lease)
                  .as("run %d with seed %d", run, SEED)
                  .isEqualTo(KilledProcess.lease(lease.address(), lease.version())));
    }
  }

  /** Returns a copy, so that the next process opens the files as the killed one has left them. */
  private Path copyOf(Path file) throws IOException {
    Path copy = folder.resolve("copy");
    StoreFolder.delete(copy);
    StoreFolder.copy(file.getParent(), copy);
    return copy.resolve(file.getFileName());
  }
}
