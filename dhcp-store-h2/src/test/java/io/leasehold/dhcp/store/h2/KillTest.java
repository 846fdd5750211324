package io.leasehold.dhcp.store.h2;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseState;
import io.leasehold.dhcp.server.store.LeaseStore;
import io.leasehold.dhcp.store.h2.KilledProcess.Acknowledgement;
import io.leasehold.dhcp.store.h2.KilledServer.Word;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
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

  /** What the client that was told of each address last was told. */
  private final Map<Ipv4Address, Word> told = new HashMap<>();

  private Instant time = Instant.ofEpochSecond(1_800_000_000);
  private long acknowledgements;

  @Test
  void whatWasAcknowledgedIsThereAfterAKill() throws Exception {
    // A store keeps every lease that it has acknowledged, in whatever moment its process is killed.
    System.out.println("kill -9: leasehold.kill.seed=" + SEED + ", " + RUNS + " runs");
    Path file = folder.resolve("store/leases");
    for (int run = 1; run <= RUNS; run++) {
      kill(KilledProcess.start(file, random.nextLong()), this::noteLease);
      check(random.nextBoolean() ? file : copyOf(file), run);
    }
    report(file);
  }

  @Test
  void whatClientsWereToldIsThereAfterAKillOfTheServer() throws Exception {
    // A server that is killed and started again has every lease that a client was told of and has
    // not let go, and never gives its address to another.
    System.out.println("kill -9 of a server: leasehold.kill.seed=" + SEED + ", " + RUNS + " runs");
    Path file = folder.resolve("server/leases");
    for (int run = 1; run <= RUNS; run++) {
      kill(KilledServer.start(file, random.nextLong(), time), this::noteWord);
      checkTold(random.nextBoolean() ? file : copyOf(file), run);
    }
    report(file);
  }

  private void report(Path file) throws IOException {
    System.out.println(
        "kill -9: "
            + acknowledgements
            + " acknowledged, 0 missing, the files have "
            + StoreFolder.size(file.getParent())
            + " octets");
  }

  private void kill(Process process, Consumer<String> listener)
      throws IOException, InterruptedException {
    try (BufferedReader output = process.inputReader()) {
      assertThat(output.readLine()).isEqualTo(KilledProcess.OPENING);
      switch (random.nextInt(8)) {
        case 0 -> assertThat(process.waitFor(random.nextInt(400), TimeUnit.MILLISECONDS)).isFalse();
        case 1, 2, 3 -> read(output, listener, random.nextInt(1 << random.nextInt(16)));
        default -> readUntil(output, listener, System.nanoTime() + random.nextLong(3_000_000_000L));
      }
      // By its handle, as the process itself would throw away what is not read yet.
      process.toHandle().destroyForcibly();
      read(output, listener, Long.MAX_VALUE);
      assertThat(process.waitFor()).as("exit status of a process").isEqualTo(KILLED);
    } finally {
      process.destroyForcibly();
    }
  }

  /** Reads until the moment, which comes as the process never stops to print. */
  private void readUntil(BufferedReader output, Consumer<String> listener, long nanoTime)
      throws IOException {
    while (System.nanoTime() - nanoTime < 0) {
      read(output, listener, 1);
    }
  }

  private void read(BufferedReader output, Consumer<String> listener, long lines)
      throws IOException {
    for (long read = 0; read < lines; read++) {
      String line = output.readLine();
      if (line == null) {
        return;
      }
      listener.accept(line);
    }
  }

  private void noteLease(String line) {
    Acknowledgement.parse(line)
        .ifPresent(
            lease -> {
              acknowledged.merge(lease.address(), lease.version(), Math::max);
              acknowledgements++;
            });
  }

  private void noteWord(String line) {
    Word.parse(line)
        .ifPresent(
            word -> {
              time = word.time();
              if (word.has()) {
                checkNobodyElseHas(word);
                told.put(word.address(), word);
                acknowledgements++;
              } else {
                told.remove(word.address());
              }
            });
  }

  private void checkNobodyElseHas(Word word) {
    Optional.ofNullable(told.get(word.address()))
        .filter(before -> word.time().isBefore(before.end()))
        .ifPresent(
            before ->
                assertThat(before.client())
                    .as("with seed %d, client that has the address of %s: %s", SEED, word, before)
                    .isEqualTo(word.client()));
  }

  private void checkTold(Path file, int run) {
    // Of the second in which the server was killed nothing may have been said.
    time = time.plusSeconds(1);
    told.values().removeIf(word -> !time.isBefore(word.end()));
    try (LeaseStore store = H2LeaseStore.open(file)) {
      told.forEach(
          (address, word) -> {
            Optional<Lease> lease = store.findByAddress(address);
            assertThat(lease)
                .as("run %d with seed %d, lease of which was told %s", run, SEED, word)
                .hasValueSatisfying(
                    found -> {
                      assertThat(found.state()).isEqualTo(LeaseState.BOUND);
                      assertThat(found.hardwareAddress())
                          .contains(KilledServer.hardwareAddress(word.client()));
                      assertThat(found.endsAt()).isAfterOrEqualTo(word.end());
                    });
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
