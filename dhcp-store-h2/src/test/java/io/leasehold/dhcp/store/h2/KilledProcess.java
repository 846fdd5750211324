package io.leasehold.dhcp.store.h2;

import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.value.ClientIdentifier;
import io.leasehold.dhcp.server.store.CommitResult;
import io.leasehold.dhcp.server.store.CommitResult.Committed;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseChange;
import io.leasehold.dhcp.server.store.LeaseState;
import io.leasehold.dhcp.server.store.LeaseStore;
import io.leasehold.dhcp.server.store.NameUpdates;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * The process that {@link KillTest} kills: it commits from several threads for as long as it lives,
 * and prints each lease that was acknowledged, after it was.
 */
final class KilledProcess {

  /** What it prints before it opens the store. */
  static final String OPENING = "opening";

  private static final Ipv4Address FIRST = Ipv4Address.parse("10.0.0.0");
  private static final int ADDRESSES = 4096;
  private static final int THREADS = 6;
  private static final int LARGEST_BATCH = 64;

  private KilledProcess() {}

  /** Starts the process. */
  static Process start(Path file, long seed) throws IOException {
    return start(KilledProcess.class, file.toString(), Long.toString(seed));
  }

  /** Starts a process of some class. */
  static Process start(Class<?> main, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            main.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
  }

  /** Takes the file of the store and the seed of what it does. */
  public static void main(String[] arguments) {
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, failure) -> {
          failure.printStackTrace();
          Runtime.getRuntime().halt(1);
        });
    System.out.println(OPENING);
    // Folds as often as it may, so that many kills meet one.
    LeaseStore store =
        H2LeaseStore.builder(Path.of(arguments[0])).foldInterval(Duration.ofSeconds(1)).open();
    long seed = Long.parseLong(arguments[1]);
    for (int thread = 0; thread < THREADS; thread++) {
      RandomGenerator random = new Random(seed + thread);
      new Thread(() -> commitForEver(store, random)).start();
    }
  }

  private static void commitForEver(LeaseStore store, RandomGenerator random) {
    while (true) {
      List<LeaseChange> changes =
          IntStream.rangeClosed(0, random.nextInt(LARGEST_BATCH))
              .mapToObj(i -> next(store, random))
              .toList();
      StringBuilder acknowledged = new StringBuilder();
      for (CommitResult result : store.commitAll(changes)) {
        if (result instanceof Committed committed) {
          Lease lease = committed.lease();
          acknowledged.append(new Acknowledgement(lease.address(), lease.version())).append('\n');
        }
      }
      System.out.print(acknowledged);
      System.out.flush();
    }
  }

  private static LeaseChange next(LeaseStore store, RandomGenerator random) {
    Ipv4Address address = FIRST.plus(random.nextInt(ADDRESSES));
    long version = store.findByAddress(address).map(Lease::version).orElse(0L);
    return new LeaseChange(lease(address, version + 1));
  }

  /**
   * The lease that has this version: a new client every fifth, who renews it twice and releases it,
   * and then the address is in quarantine.
   */
  static Lease lease(Ipv4Address address, long version) {
    long client = version / 5;
    int step = (int) (version % 5);
    Octets name = Octets.ofText(address + "/" + client);
    Instant start = Instant.ofEpochSecond(1_800_000_000L + version);
    return Lease.builder(address)
        .version(version)
        .state(
            step < 3 ? LeaseState.BOUND : step == 3 ? LeaseState.RELEASED : LeaseState.QUARANTINED)
        .clientIdentifier(
            client % 2 == 0 ? Optional.of(new ClientIdentifier(name)) : Optional.empty())
        .hardwareAddress(
            step < 4
                ? Optional.of(
                    new HardwareAddress(
                        1,
                        Octets.of(
                            2,
                            0,
                            (int) (client & 0xff),
                            address.bits() >>> 8 & 0xff,
                            address.bits() & 0xff,
                            1)))
                : Optional.empty())
        .hostName(step == 0 ? Optional.empty() : Optional.of("host-" + client))
        .relayAgentInformation(step == 1 ? Optional.of(name) : Optional.empty())
        .nameUpdates(step == 1 ? NameUpdates.FORWARD_AND_REVERSE : NameUpdates.NONE)
        .startsAt(start)
        .endsAt(step == 2 ? Lease.NEVER : start.plusSeconds(3600))
        .build();
  }

  /**
   * A line that says that a lease is durable.
   *
   * @param address whose lease
   * @param version of the lease
   */
  record Acknowledgement(Ipv4Address address, long version) {

    private static final String END = ";";

    /** Reads a line; one that the kill has cut off says nothing. */
    static Optional<Acknowledgement> parse(String line) {
      int space = line.indexOf(' ');
      return line.endsWith(END)
          ? Optional.of(
              new Acknowledgement(
                  Ipv4Address.parse(line.substring(0, space)),
                  Long.parseLong(line, space + 1, line.length() - END.length(), 10)))
          : Optional.empty();
    }

    /** Returns the line. */
    @Override
    public String toString() {
      return address + " " + version + END;
    }
  }
}
